import { ServicePrincipal as DatabricksServicePrincipal } from "@cdktf/provider-databricks/lib/service-principal";
import { Construct, type IConstruct } from "constructs";
import type { Entitlement } from "../workspace/entitlement";
import { isKnown, refuse } from "./validation";

/** An identity of the workspace for a program. */
export interface IServicePrincipal extends IConstruct {
  /** UUID that grants, permissions and OAuth know it by. */
  readonly applicationId: string;
  /** Numeric id that the SCIM API and service principal secrets know it by. */
  readonly servicePrincipalId: string;
  /** Name that people see. */
  readonly displayName: string;
}

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
}

/**
 * A service principal that may use SQL warehouses, and nothing else until something is granted to it.
 *
 * @see https://docs.databricks.com/aws/en/admin/users-groups/service-principals
 */
export class ServicePrincipal extends Construct implements IServicePrincipal {
  readonly applicationId: string;
  readonly servicePrincipalId: string;
  readonly displayName: string;

  /** @throws Error when the display name is empty */
  constructor(scope: Construct, id: string, props: ServicePrincipalProps) {
    super(scope, id);
    refuse(`service principal ${this.node.path}`, [
      isKnown(props.displayName) && props.displayName.trim() === "" && "displayName is empty, give it a name",
    ]);
    const { entitlements = ["databricks-sql-access"] } = props;
    const resource = new DatabricksServicePrincipal(this, "Resource", {
      displayName: props.displayName,
      databricksSqlAccess: entitlements.includes("databricks-sql-access") || undefined,
      workspaceAccess: entitlements.includes("workspace-access") || undefined,
    });
    this.applicationId = resource.applicationId;
    this.servicePrincipalId = resource.id;
    this.displayName = props.displayName;
  }
}
