import type { Resource } from "../engine/resource";
import { catalog } from "./catalog";
import { grant } from "./grant";
import { group } from "./group";
import { groupMember } from "./group-member";
import { oboToken } from "./obo-token";
import { permissions } from "./permissions";
import { schema } from "./schema";
import { servicePrincipal } from "./service-principal";
import { servicePrincipalSecret } from "./service-principal-secret";
import { sqlEndpoint } from "./sql-endpoint";
import { token } from "./token";
import { volume } from "./volume";
import { workspaceBinding } from "./workspace-binding";

/** Every resource type that is served, as many as the schema file has. */
export const RESOURCES: Readonly<Record<string, Resource>> = {
  databricks_catalog: catalog,
  databricks_grant: grant,
  databricks_group: group,
  databricks_group_member: groupMember,
  databricks_obo_token: oboToken,
  databricks_permissions: permissions,
  databricks_schema: schema,
  databricks_service_principal: servicePrincipal,
  databricks_service_principal_secret: servicePrincipalSecret,
  databricks_sql_endpoint: sqlEndpoint,
  databricks_token: token,
  databricks_volume: volume,
  databricks_workspace_binding: workspaceBinding,
};
