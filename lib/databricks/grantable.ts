import type { Privilege } from "./privilege";
import type { SecurableKind } from "./securable";

const ON_TABLE: readonly Privilege[] = ["APPLY_TAG", "MANAGE", "MODIFY", "SELECT"];
const ON_SCHEMA: readonly Privilege[] = [
  ...ON_TABLE,
  "CREATE_FUNCTION",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_TABLE",
  "CREATE_VIEW",
  "CREATE_VOLUME",
  "EXECUTE",
  "EXTERNAL_USE_SCHEMA",
  "READ_VOLUME",
  "USE_SCHEMA",
  "WRITE_VOLUME",
];

/**
 * What may be granted on what.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/privileges
 */
export const GRANTABLE: Readonly<Record<SecurableKind, ReadonlySet<Privilege>>> = {
  catalog: new Set<Privilege>([...ON_SCHEMA, "BROWSE", "CREATE_SCHEMA", "USE_CATALOG"]),
  schema: new Set(ON_SCHEMA),
  table: new Set(ON_TABLE),
};

/** The privileges of a list that may be granted on one kind of securable: READ VOLUME means nothing on a table. */
export function applicable(privileges: readonly Privilege[], kind: SecurableKind): Privilege[] {
  return privileges.filter((privilege) => GRANTABLE[kind].has(privilege));
}
