import { ServicePrincipal as DatabricksServicePrincipal } from "@cdktf/provider-databricks/lib/service-principal";
import { Construct } from "constructs";
import type { Entitlement } from "../lib/databricks/entitlement";
import { ExistingServicePrincipal, type ServicePrincipalLookupProps } from "./existing-service-principal";
import { joinGroup } from "./group-membership";
import { importAsItIs } from "./import-block";
import { isKnown, refuse } from "./validation";
import type { IServicePrincipal } from "./service-principal-base";

/** Properties of {@link ServicePrincipal}. */
export interface ServicePrincipalProps {
  /** Name that people see, e.g. in audit logs and query history. */
  readonly displayName: string;
  /**
   * What it may do in the workspace.
   *
   * @default - databricks-sql-access
   */
  readonly entitlements?: readonly Entitlement[];
  /**
   * Names of groups that it joins.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
  /**
   * Its numeric id when it is there already and becomes the stack's. As long as this is given, its name and
   * entitlements that are not asked for stay as they are.
   *
   * @default - it is created
   */
  readonly import?: string;
}

/**
 * A service principal that may use SQL warehouses, and nothing else until something is granted to it.
 *
 * @see https://docs.databricks.com/aws/en/admin/users-groups/service-principals
 */
export class ServicePrincipal extends Construct implements IServicePrincipal {
  /**
   * A service principal that is there already: looked up, and changed in nothing but what is granted to it and the
   * groups it joins. A plan fails when it is missing.
   *
   * @throws Error when the application id is none, or another construct of the stack stands for the same principal
   */
  static fromLookup(scope: Construct, id: string, props: ServicePrincipalLookupProps): IServicePrincipal {
    return new ExistingServicePrincipal(scope, id, props);
  }

  readonly applicationId: string;
  readonly servicePrincipalId: string;
  readonly displayName: string;

  /** @throws Error when the display name or a group's name is empty, or the id to import is not numeric */
  constructor(scope: Construct, id: string, props: ServicePrincipalProps) {
    super(scope, id);
    const { displayName, entitlements = ["databricks-sql-access"], groups = [], import: imported } = props;
    refuse(`service principal ${this.node.path}`, [
      isKnown(displayName) && displayName.trim() === "" && "displayName is empty, give it a name",
      imported !== undefined &&
        isKnown(imported) &&
        !/^\d+$/.test(imported) &&
        `import is ${imported}, allowed is its numeric id; the application id goes with a principal that stays somebody else's`,
    ]);
    const databricksSqlAccess = entitlements.includes("databricks-sql-access") || undefined;
    const workspaceAccess = entitlements.includes("workspace-access") || undefined;
    const resource = new DatabricksServicePrincipal(this, "Resource", {
      displayName,
      databricksSqlAccess,
      workspaceAccess,
    });
    if (imported !== undefined) {
      importAsItIs(resource, imported, IMPORTED_AS_IT_IS, {
        databricks_sql_access: databricksSqlAccess,
        workspace_access: workspaceAccess,
      });
    }
    this.applicationId = resource.applicationId;
    this.servicePrincipalId = resource.id;
    this.displayName = imported === undefined ? displayName : resource.displayName;
    for (const group of groups) joinGroup(this, group);
  }
}

/** People know it by its name; the rest no property says, and the provider would take it away. */
const IMPORTED_AS_IT_IS = [
  "display_name",
  "active",
  "allow_cluster_create",
  "allow_instance_pool_create",
  "workspace_consume",
  "external_id",
];
