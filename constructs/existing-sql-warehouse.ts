import { DataDatabricksSqlWarehouse } from "@cdktf/provider-databricks/lib/data-databricks-sql-warehouse";
import { Permissions } from "@cdktf/provider-databricks/lib/permissions";
import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { Construct } from "constructs";
import type { ComputeNames } from "./compute";
import { forget, Forgotten } from "./forgotten";
import { joinGroup } from "./group-membership";
import type { IServicePrincipal } from "./service-principal-base";
import { PERMISSIONS, type ISqlWarehouse } from "./sql-warehouse";
import { isKnown, refuse } from "./validation";
import { WAREHOUSE_ID } from "./warehouse-problems";

/** Properties of {@link ExistingSqlWarehouse}. */
export interface ExistingSqlWarehouseProps {
  /** Id (16 hexadecimal digits) or name. */
  readonly existing: string;
  /**
   * Group that has CAN_USE on it, which principals that use it join.
   *
   * @default - they may use it in another way
   */
  readonly useGroup?: string;
}

/**
 * A SQL warehouse that is there already: looked up and never changed, and neither are the permissions on it. A plan
 * fails when there is none, or several of the name.
 *
 * Where a `SqlWarehouse` of the same id stood, the stack forgets that one and its permissions, and deletes neither.
 */
export class ExistingSqlWarehouse extends Construct implements ISqlWarehouse {
  readonly names: ComputeNames;
  readonly entitlement = "databricks-sql-access";
  readonly warehouseId: string;
  readonly warehouseName: string;
  readonly autoStopMinutes: number;
  readonly hostname: string;
  readonly port: number;
  readonly httpPath: string;
  readonly #useGroup?: string;

  /** @throws Error when id or name is empty */
  constructor(scope: Construct, id: string, props: ExistingSqlWarehouseProps) {
    super(scope, id);
    const { existing, useGroup } = props;
    refuse(`SQL warehouse ${this.node.path}`, [
      existing.trim() === "" && "existing is empty, allowed are the warehouse's id or name",
      useGroup?.trim() === "" && "useGroup is empty, name the group",
    ]);
    const data = new DataDatabricksSqlWarehouse(
      this,
      "Resource",
      isKnown(existing) && WAREHOUSE_ID.test(existing) ? { id: existing } : { name: existing },
    );
    new Forgotten(this, "forgotten", { type: SqlEndpoint.tfResourceType, at: data });
    forget(this, PERMISSIONS, Permissions.tfResourceType);
    this.#useGroup = useGroup;
    this.warehouseId = data.id;
    this.warehouseName = data.name;
    this.names = {
      warehouse_id: this.warehouseId,
      warehouse_name: this.warehouseName,
      warehouse_existing: true,
      use_group: useGroup,
    };
    this.autoStopMinutes = data.autoStopMins;
    this.hostname = data.odbcParams.hostname;
    this.port = data.odbcParams.port;
    this.httpPath = data.odbcParams.path;
  }

  /** Makes the principal a member of the group that may use it, if there is one; permissions are never touched. */
  grantUse(principal: IServicePrincipal): void {
    if (this.#useGroup !== undefined) joinGroup(principal, this.#useGroup);
  }
}
