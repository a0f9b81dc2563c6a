import { expectedPrivileges } from "../access/expected-privileges";
import { PRIVILEGES, type Privilege } from "../databricks/privilege";
import { SAMPLES } from "../access/read-path";
import { fullName, kindOf, type Securable } from "../databricks/securable";
import type { Subject } from "./subject";

/** What the tool holds on one securable. */
export interface Access {
  readonly on: Securable;
  /** Empty for what everybody may read. */
  readonly privileges: readonly Privilege[];
  /** Besides, where the metastore's privilege model is 1.1 or later. */
  readonly from11: readonly Privilege[];
}

/**
 * Everything the tool may use, catalogs first: what is granted to its service principal, and the catalog of examples,
 * where it reads that.
 */
export function accessOf(subject: Subject): Access[] {
  const { connection, profile } = subject;
  const inOrder = (some: ReadonlySet<Privilege>) => PRIVILEGES.filter((privilege) => some.has(privilege));
  const granted = expectedPrivileges(connection, profile).map(({ on, privileges, possible }): Access => ({
    on,
    privileges: inOrder(privileges),
    from11: inOrder(possible),
  }));
  const open = connection.read
    .map((name) => name.split("."))
    .filter(([catalog]) => catalog === SAMPLES)
    .map(([catalog = "", schema, table]): Access => ({ on: { catalog, schema, table }, privileges: [], from11: [] }));
  return [...granted.filter(({ privileges }) => privileges.length > 0), ...open];
}

/** True for what is only the way to something else: it gives no data by itself. */
export function isWay({ on, privileges, from11 }: Access): boolean {
  const all = [...privileges, ...from11];
  return kindOf(on) !== "table" && all.length > 0 && all.every((each) => each.startsWith("USE_"));
}

/** Catalogs with what is used inside them. */
export interface CatalogAccess {
  readonly catalog: string;
  /** On the catalog itself. */
  readonly privileges: readonly Privilege[];
  /** Schemas and tables, without those that are only the way. */
  readonly inside: readonly { readonly name: string; readonly privileges: readonly Privilege[] }[];
}

/** {@link accessOf} by catalog. */
export function byCatalog(access: readonly Access[]): CatalogAccess[] {
  return [...new Set(access.map(({ on }) => on.catalog))].map((catalog) => {
    const here = access.filter(({ on }) => on.catalog === catalog);
    const itself = here.find(({ on }) => kindOf(on) === "catalog");
    const inside = here
      .filter((each) => kindOf(each.on) !== "catalog" && !isWay(each))
      .map(({ on, privileges }) => ({ name: fullName(on).slice(catalog.length + 1), privileges }));
    return { catalog, privileges: itself?.privileges ?? [], inside };
  });
}
