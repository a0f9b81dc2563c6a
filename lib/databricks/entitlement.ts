/**
 * What a service principal may do in the workspace: `databricks-sql-access` lets it connect to SQL warehouses,
 * `workspace-access` use the rest of the workspace and its REST API. Without any it cannot sign in at all.
 *
 * @see https://docs.databricks.com/aws/en/security/auth/entitlements
 */
export type Entitlement = "databricks-sql-access" | "workspace-access";
