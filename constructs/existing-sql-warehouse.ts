import { DataDatabricksSqlWarehouse } from "@cdktf/provider-databricks/lib/data-databricks-sql-warehouse";
import { Permissions } from "@cdktf/provider-databricks/lib/permissions";
import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { Construct } from "constructs";
import type { ComputeNames } from "./compute";
import { addRemovedBlock, RemovedBlock } from "./removed-block";
import { joinGroup } from "./group-membership";
import type { IServicePrincipal } from "./service-principal-base";
import { PERMISSIONS, type ISqlWarehouse } from "./sql-warehouse-base";
import { isKnown, refuse } from "./validation";
import { WAREHOUSE_ID } from "./warehouse-problems";

/** How {@link SqlWarehouse.fromLookup} finds a SQL warehouse, and how principals get to use it. */
export interface SqlWarehouseLookupProps {
  /** Id (16 hexadecimal digits) or name. */
  readonly existing: string;
  /**
   * Group that has CAN_USE on it, which principals that use it join.
   *
   * @default - they may use it in another way
   */
  readonly viaGroup?: string;
}

/** What `SqlWarehouse.fromLookup` gives. */
export class ExistingSqlWarehouse extends Construct implements ISqlWarehouse {
  readonly names: ComputeNames;
  readonly entitlement = "databricks-sql-access";
  readonly warehouseId: string;
  readonly warehouseName: string;
  readonly autoStopMinutes: number;
  readonly hostname: string;
  readonly port: number;
  readonly httpPath: string;
  readonly #viaGroup?: string;

  /** @throws Error when id or name is empty */
  constructor(scope: Construct, id: string, props: SqlWarehouseLookupProps) {
    super(scope, id);
    const { existing, viaGroup } = props;
    refuse(`SQL warehouse ${this.node.path}`, [
      existing.trim() === "" && "existing is empty, allowed are the warehouse's id or name",
      viaGroup?.trim() === "" && "viaGroup is empty, name the group",
    ]);
    const data = new DataDatabricksSqlWarehouse(
      this,
      "Resource",
      isKnown(existing) && WAREHOUSE_ID.test(existing) ? { id: existing } : { name: existing },
    );
    new RemovedBlock(this, "forgotten", { type: SqlEndpoint.tfResourceType, at: data });
    addRemovedBlock(this, PERMISSIONS, Permissions.tfResourceType);
    this.#viaGroup = viaGroup;
    this.warehouseId = data.id;
    this.warehouseName = data.name;
    this.names = {
      warehouse_id: this.warehouseId,
      warehouse_name: this.warehouseName,
      warehouse_existing: true,
      use_group: viaGroup,
    };
    this.autoStopMinutes = data.autoStopMins;
    this.hostname = data.odbcParams.hostname;
    this.port = data.odbcParams.port;
    this.httpPath = data.odbcParams.path;
  }

  /** Makes the principal a member of the group that may use it, if there is one; permissions are never touched. */
  grantUse(principal: IServicePrincipal): void {
    if (this.#viaGroup !== undefined) joinGroup(principal, this.#viaGroup);
  }
}
