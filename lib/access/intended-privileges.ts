import { applicable } from "../databricks/grantable";
import type { OwnPrivileges } from "../../profiles";
import type { Privilege } from "../databricks/privilege";
import { readPath } from "./read-path";
import { fullName, kindOf, type Securable } from "../databricks/securable";

/** Where a tool makes things of its own, and what it is allowed there. */
export interface OwnNamespace {
  readonly catalog: string;
  /** Absent where the tool makes schemas in the catalog. */
  readonly schema?: string;
  readonly privileges: OwnPrivileges;
}

/** What a tool's principal is allowed in Unity Catalog. */
export interface Access {
  readonly places: readonly OwnNamespace[];
  /** What it may read besides. */
  readonly read: readonly Securable[];
  /** On each of those, as far as they apply to it; the way there is added. */
  readonly readPrivileges: readonly Privilege[];
}

/** What a principal is meant to hold directly on one securable. */
export interface IntendedPrivileges {
  readonly on: Securable;
  readonly privileges: ReadonlySet<Privilege>;
  /** What it may hold besides: needed or not as the metastore's privilege model has it. */
  readonly possible: ReadonlySet<Privilege>;
}

/** Everything that the principal is meant to hold, one entry a securable, catalogs first. `samples` needs no grant. */
export function intendedPrivileges({ places, read, readPrivileges }: Access): IntendedPrivileges[] {
  const intended = new Map<string, { on: Securable; privileges: Set<Privilege>; possible: Set<Privilege> }>();
  const add = (on: Securable, privileges: readonly Privilege[], possible: readonly Privilege[] = []) => {
    const entry = intended.get(fullName(on)) ?? { on, privileges: new Set(), possible: new Set() };
    for (const privilege of privileges) entry.privileges.add(privilege);
    for (const privilege of possible) entry.possible.add(privilege);
    intended.set(fullName(on), entry);
  };
  for (const { catalog, schema, privileges } of places) {
    add({ catalog }, privileges.catalog);
    if (schema !== undefined) add({ catalog, schema }, privileges.schema, privileges.schemaFrom11);
  }
  for (const target of read) {
    for (const { on, privileges } of readPath(target, applicable(readPrivileges, kindOf(target)))) add(on, privileges);
  }
  const rank = { catalog: 0, schema: 1, table: 2 };
  return [...intended.values()]
    .filter(({ privileges, possible }) => privileges.size + possible.size > 0)
    .sort((a, b) => rank[kindOf(a.on)] - rank[kindOf(b.on)]);
}
