import type { Profile } from "../profiles";
import type { Connection } from "../workspace/connection";
import { applicable } from "../workspace/grantable";
import type { Privilege } from "../workspace/privilege";
import { readPath } from "../workspace/read-path";
import { fullName, kindOf, type Securable } from "../workspace/securable";
import type { Need } from "./diagnosis";
import { ownSchemas, privilegesOf } from "./own-schemas";
import { isWithin, parseSecurable } from "./statements";

/** What the principal is meant to hold directly on one securable. */
export interface ExpectedPrivileges {
  readonly on: Securable;
  readonly privileges: ReadonlySet<Privilege>;
  /** What it may hold besides: needed or not as the metastore's privilege model has it. */
  readonly possible: ReadonlySet<Privilege>;
}

/** Everything that an integration's principal is meant to hold, catalogs first. `samples` needs no grant. */
export function expectedPrivileges(connection: Connection, profile: Profile): ExpectedPrivileges[] {
  const expected = new Map<string, { on: Securable; privileges: Set<Privilege>; possible: Set<Privilege> }>();
  const add = (on: Securable, privileges: readonly Privilege[], possible: readonly Privilege[] = []) => {
    const entry = expected.get(fullName(on)) ?? { on, privileges: new Set(), possible: new Set() };
    for (const privilege of privileges) entry.privileges.add(privilege);
    for (const privilege of possible) entry.possible.add(privilege);
    expected.set(fullName(on), entry);
  };
  if (profile.ownCatalog && connection.catalog) add({ catalog: connection.catalog }, profile.privileges.catalog);
  for (const own of ownSchemas(connection)) {
    const { catalog, schema } = own;
    const privileges = privilegesOf(profile, own);
    add({ catalog }, privileges.catalog);
    add({ catalog, schema }, privileges.schema, privileges.schemaFrom11);
  }
  for (const target of connection.read.map(parseSecurable)) {
    const privileges = applicable(profile.privileges.read, kindOf(target));
    for (const holding of readPath(target, privileges)) add(holding.on, holding.privileges);
  }
  const rank = { catalog: 0, schema: 1, table: 2 };
  return [...expected.values()]
    .filter(({ privileges, possible }) => privileges.size + possible.size > 0)
    .sort((a, b) => rank[kindOf(a.on)] - rank[kindOf(b.on)]);
}

/**
 * The grant through which a privilege on something is meant to be held: SELECT on a table through that on its schema.
 * The smallest securable counts; undefined when the profile does not ask for the privilege there.
 */
export function grantOf({ privilege, on }: Need, expected: readonly ExpectedPrivileges[]): Need | undefined {
  const covering = expected.filter(
    (each) => (each.privileges.has(privilege) || each.possible.has(privilege)) && isWithin(on, each.on),
  );
  const smallest = covering.at(-1);
  return smallest && { privilege, on: smallest.on };
}
