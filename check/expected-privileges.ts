import type { Profile } from "../profiles";
import type { Connection } from "../workspace/connection";
import type { Privilege } from "../workspace/privilege";
import { fullName, kindOf, type Securable } from "../workspace/securable";
import { parseSecurable } from "./statements";

/** What the principal is meant to hold directly on one securable. */
export interface ExpectedPrivileges {
  readonly on: Securable;
  readonly privileges: ReadonlySet<Privilege>;
}

/** Everything that an integration's principal is meant to hold, catalogs first. `samples` needs no grant. */
export function expectedPrivileges(connection: Connection, profile: Profile): ExpectedPrivileges[] {
  const expected = new Map<string, { on: Securable; privileges: Set<Privilege> }>();
  const add = (on: Securable, privileges: readonly Privilege[]) => {
    const entry = expected.get(fullName(on)) ?? { on, privileges: new Set() };
    for (const privilege of privileges) entry.privileges.add(privilege);
    expected.set(fullName(on), entry);
  };
  const { catalog, schema } = connection;
  if (catalog && schema) {
    add({ catalog }, profile.privileges.catalog);
    add({ catalog, schema }, profile.privileges.schema);
  }
  for (const target of connection.read.map(parseSecurable)) {
    if (target.catalog === "samples") continue;
    add({ catalog: target.catalog }, ["USE_CATALOG"]);
    add({ catalog: target.catalog, schema: target.schema }, ["USE_SCHEMA"]);
    add(target, profile.privileges.read);
  }
  const rank = { catalog: 0, schema: 1, table: 2 };
  return [...expected.values()]
    .filter(({ privileges }) => privileges.size > 0)
    .sort((a, b) => rank[kindOf(a.on)] - rank[kindOf(b.on)]);
}
