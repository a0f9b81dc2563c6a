import { ServicePrincipal as DatabricksServicePrincipal } from "@cdktf/provider-databricks/lib/service-principal";
import { Construct } from "constructs";
import type { Entitlement } from "../lib/databricks/entitlement";
import { principalKey } from "../lib/databricks/service-principals";
import { ExistingServicePrincipal, type ServicePrincipalLookupProps } from "./existing-service-principal";
import { joinGroup } from "./group-membership";
import { importAsItIs, type ImportedId } from "./import-block";
import { lookUp } from "./service-principal-base";
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
   * Its numeric id, application id or display name when it is there already and becomes the stack's. As long as this is given, its name and
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
 *
 * @example
 * ```ts
 * const tool = new ServicePrincipal(stack, "tool", { displayName: "tool", groups: ["bi-tools"] });
 * new TerraformOutput(stack, "application_id", { value: tool.applicationId });
 * ```
 */
export class ServicePrincipal extends Construct implements IServicePrincipal {
  /**
   * A service principal that is there already: looked up, and changed in nothing but what is granted to it and the
   * groups it joins. A plan fails when it is missing.
   *
   * @throws Error when it is not named, or another construct of the stack names it in the same way
   */
  static fromLookup(scope: Construct, id: string, props: ServicePrincipalLookupProps): IServicePrincipal {
    return new ExistingServicePrincipal(scope, id, props);
  }

  readonly applicationId: string;
  readonly servicePrincipalId: string;
  readonly displayName: string;

  /** @throws Error when the display name or a group's name is empty, or what to import is empty */
  constructor(scope: Construct, id: string, props: ServicePrincipalProps) {
    super(scope, id);
    const { displayName, entitlements = ["databricks-sql-access"], groups = [], import: imported } = props;
    refuse(`service principal ${this.node.path}`, [
      isKnown(displayName) && displayName.trim() === "" && "displayName is empty, give it a name",
      imported !== undefined &&
        isKnown(imported) &&
        imported.trim() === "" &&
        "import is empty, allowed are its numeric id, application id or display name",
    ]);
    const databricksSqlAccess = entitlements.includes("databricks-sql-access") || undefined;
    const workspaceAccess = entitlements.includes("workspace-access") || undefined;
    const resource = new DatabricksServicePrincipal(this, "Resource", {
      displayName,
      databricksSqlAccess,
      workspaceAccess,
    });
    if (imported !== undefined) {
      importAsItIs(resource, idOf(this, imported), IMPORTED_AS_IT_IS, {
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

/** The numeric id to import by: Terraform reads it while it plans, where something else is given. */
function idOf(scope: Construct, imported: string): ImportedId {
  if (!isKnown(imported) || principalKey(imported) === "id") return imported;
  return lookUp(scope, "imported", imported);
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
