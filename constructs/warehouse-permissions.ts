import { Permissions, type PermissionsAccessControl } from "@cdktf/provider-databricks/lib/permissions";
import { Construct } from "constructs";
import type { IServicePrincipal } from "./service-principal-base";

/** Properties of {@link WarehousePermissions}. */
export interface WarehousePermissionsProps {
  /** Warehouse that this stack creates, and no other: the resource replaces everybody's permissions on it. */
  readonly warehouseId: string;
}

/**
 * Who may use one warehouse: a single `databricks_permissions`, because two on one warehouse would undo each other.
 *
 * The provider keeps the deploying identity as owner, and the admins.
 *
 * @see https://registry.terraform.io/providers/databricks/databricks/1.99.0/docs/resources/permissions
 *
 * @example
 * ```ts
 * const warehouse = new SqlWarehouse(stack, "bi", { name: "bi" });
 * // The first grantUse makes the WarehousePermissions of the warehouse, and the second one adds to them.
 * for (const name of ["dbt", "metabase"]) warehouse.grantUse(new ServicePrincipal(stack, name, { displayName: name }));
 * ```
 */
export class WarehousePermissions extends Construct {
  readonly #warehouseId: string;
  readonly #principals = new Set<IServicePrincipal>();
  readonly #entries: PermissionsAccessControl[] = [];

  constructor(scope: Construct, id: string, props: WarehousePermissionsProps) {
    super(scope, id);
    this.#warehouseId = props.warehouseId;
  }

  /** Adds a principal with CAN_USE; a second call for the same one changes nothing. */
  allowUse(principal: IServicePrincipal): void {
    if (this.#principals.has(principal)) return;
    this.#principals.add(principal);
    this.#entries.push({ servicePrincipalName: principal.applicationId, permissionLevel: "CAN_USE" });
    if (this.#entries.length > 1) return;
    // The resource reads the list when it is synthesized, so later entries are in it.
    new Permissions(this, "Resource", { sqlEndpointId: this.#warehouseId, accessControl: this.#entries });
  }
}
