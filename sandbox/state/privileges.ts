import { invalid } from "./errors";

/** Kinds of securables of this workspace; views are tables in grants. */
export type SecurableKind = "metastore" | "catalog" | "schema" | "table" | "volume" | "function";

const TABLE = ["SELECT", "MODIFY", "APPLY_TAG", "REFRESH"];
const VOLUME = ["READ_VOLUME", "WRITE_VOLUME", "APPLY_TAG"];
const FUNCTION = ["EXECUTE"];
const SCHEMA = [
  ...TABLE,
  ...VOLUME,
  ...FUNCTION,
  "USE_SCHEMA",
  "CREATE_FUNCTION",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_MODEL",
  "CREATE_TABLE",
  "CREATE_VIEW",
  "CREATE_VOLUME",
  "EXTERNAL_USE_SCHEMA",
];
const CATALOG = [...SCHEMA, "USE_CATALOG", "CREATE_SCHEMA", "BROWSE"];

/**
 * Which privileges may be granted on which kind of securable. What is granted on a catalog or schema is inherited by
 * everything in it, now and later.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/privileges
 */
const GRANTABLE: Readonly<Record<SecurableKind, ReadonlySet<string>>> = {
  metastore: new Set([
    "CREATE_CATALOG",
    "CREATE_CONNECTION",
    "CREATE_EXTERNAL_LOCATION",
    "CREATE_PROVIDER",
    "CREATE_RECIPIENT",
    "CREATE_SHARE",
    "CREATE_STORAGE_CREDENTIAL",
  ]),
  catalog: new Set([...CATALOG, "MANAGE", "ALL_PRIVILEGES"]),
  schema: new Set([...SCHEMA, "MANAGE", "ALL_PRIVILEGES"]),
  table: new Set([...TABLE, "MANAGE", "ALL_PRIVILEGES"]),
  volume: new Set([...VOLUME, "MANAGE", "ALL_PRIVILEGES"]),
  function: new Set([...FUNCTION, "MANAGE", "ALL_PRIVILEGES"]),
};

/** Not part of ALL PRIVILEGES: these are only ever held by name. */
const NOT_IN_ALL = new Set(["MANAGE", "EXTERNAL_USE_SCHEMA", "EXTERNAL_USE_LOCATION"]);

const READING: ReadonlySet<string> = new Set([
  ...["ALL_PRIVILEGES", "APPLY_TAG", "BROWSE", "EXECUTE", "EXTERNAL_USE_SCHEMA", "MANAGE", "READ_VOLUME", "SELECT"],
  ...["USE_CATALOG", "USE_SCHEMA"],
]);

/** Whether a privilege means something on what nobody can write. */
export const readsOnly = (privilege: string): boolean => READING.has(privilege);

/** Gives data to clients outside, so that not even an owner has it without a grant by the catalog's owner. */
export const EXTERNAL_USE_SCHEMA = "EXTERNAL_USE_SCHEMA";

/** `USE CATALOG`, `use_catalog` → `USE_CATALOG`. */
export const normalizePrivilege = (name: string): string => name.trim().toUpperCase().replace(/\s+/g, "_");

/** The spelling of SQL: `USE_CATALOG` → `USE CATALOG`. */
export const privilegeInSql = (privilege: string): string => privilege.replaceAll("_", " ");

/** @throws ServiceError INVALID_PARAMETER_VALUE for a privilege that does not exist on that kind of securable */
export function grantable(name: string, kind: SecurableKind): string {
  const privilege = normalizePrivilege(name);
  if (!GRANTABLE[kind].has(privilege)) {
    const known = Object.values(GRANTABLE).some((set) => set.has(privilege));
    throw invalid(
      known
        ? `Privilege ${privilegeInSql(privilege)} is not applicable to this entity type ${kind.toUpperCase()}.`
        : `Unknown privilege: ${name}.`,
    );
  }
  return privilege;
}

/** Whether a privilege, granted on a parent, means something for a securable of this kind. */
export const reaches = (privilege: string, kind: SecurableKind): boolean =>
  privilege === "BROWSE" || GRANTABLE[kind].has(privilege);

/** Whether holding `held` includes `wanted`. */
export function includes(held: string, wanted: string): boolean {
  return held === wanted || (held === "ALL_PRIVILEGES" && !NOT_IN_ALL.has(wanted));
}
