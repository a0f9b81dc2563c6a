/**
 * Unity Catalog privileges as the API and the Terraform provider spell them.
 *
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/privileges
 */
export const PRIVILEGES = [
  "APPLY_TAG",
  "BROWSE",
  "CREATE_FUNCTION",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_SCHEMA",
  "CREATE_TABLE",
  "CREATE_VIEW",
  "CREATE_VOLUME",
  "EXECUTE",
  "EXTERNAL_USE_SCHEMA",
  "MANAGE",
  "MODIFY",
  "READ_VOLUME",
  "SELECT",
  "USE_CATALOG",
  "USE_SCHEMA",
  "WRITE_VOLUME",
] as const;

export type Privilege = (typeof PRIVILEGES)[number];

/** The spelling of SQL statements and of the product's pages: `USE_CATALOG` is `USE CATALOG`. */
export function sqlName(privilege: Privilege): string {
  return privilege.replaceAll("_", " ");
}
