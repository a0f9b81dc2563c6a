import type { WorkspaceData } from "./data";
import type { WarehouseConfigRecord, WarehouseRecord } from "./records/warehouse";
import { ServiceError, denied, invalid } from "./errors";
import type { Caller } from "./principals";

/** What may change; absent keys stay. */
export interface WarehouseConfigPatch {
  readonly serverless?: boolean;
  readonly types?: Partial<WarehouseConfigRecord["types"]>;
}

/**
 * Settings that all SQL warehouses of the workspace share. Serverless can be switched on here, but not off: that is
 * done for the whole account, or by setting `data.warehouseConfig.serverless`.
 *
 * @see https://docs.databricks.com/api/workspace/warehouses/getworkspacewarehouseconfig
 */
export class WarehouseConfig {
  readonly #data: WorkspaceData;

  constructor(data: WorkspaceData) {
    this.#data = data;
  }

  get(caller: Caller): WarehouseConfigRecord {
    if (!caller.isAdmin) throw denied("Only workspace admins can read the configuration of SQL warehouses.");
    return this.#data.warehouseConfig;
  }

  set(caller: Caller, { serverless, types }: WarehouseConfigPatch): void {
    if (!caller.isAdmin) throw denied("Only workspace admins can change the configuration of SQL warehouses.");
    if (serverless === false) throw invalid("enable_serverless_compute can only be set to true.");
    const config = this.#data.warehouseConfig;
    config.serverless = serverless ?? config.serverless;
    Object.assign(config.types, types);
  }

  /** @throws ServiceError INVALID_PARAMETER_VALUE for a warehouse of a kind that is not enabled */
  requireEnabled({ type, serverless }: Pick<WarehouseRecord, "type" | "serverless">): void {
    const config = this.#data.warehouseConfig;
    if (serverless && !config.serverless) throw invalid(SERVERLESS_DISABLED);
    if (!config.types[type]) throw invalid(`Warehouse type ${type} is not enabled in this workspace.`);
  }

  /** @throws ServiceError INVALID_STATE for a serverless warehouse when serverless is not enabled */
  requireStartable({ name, serverless }: Pick<WarehouseRecord, "name" | "serverless">): void {
    if (serverless && !this.#data.warehouseConfig.serverless) {
      throw new ServiceError("INVALID_STATE", `Cannot start warehouse '${name}'. ${SERVERLESS_DISABLED}`);
    }
  }
}

const SERVERLESS_DISABLED = "Serverless Compute is disabled in global warehouse config.";
