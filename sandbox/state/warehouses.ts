import { type AccessControl, warehouseObject } from "./access-control";
import type { WorkspaceData } from "./data";
import type { WarehouseRecord, WarehouseRun } from "./records/warehouse";
import { requireOffered, requireWarehouseQuota } from "./editions";
import { SQL, mayCreateCompute, requireEntitlement } from "./entitlements";
import { ServiceError, denied, invalid, missing } from "./errors";
import { newUuid, newWarehouseId } from "./identifiers";
import type { Caller, Principals } from "./principals";
import { type Phase, phaseAt, stopsAt } from "./uptime";
import type { WarehouseConfig } from "./warehouse-config";
import { type WarehouseSettings, checkSettings } from "./warehouse-settings";

export type WarehouseState = "STARTING" | "RUNNING" | "STOPPED";

const STATES: Readonly<Record<Phase, WarehouseState>> = {
  starting: "STARTING",
  running: "RUNNING",
  stopped: "STOPPED",
};

/** How many past runs are kept. */
const RUNS_KEPT = 500;

/**
 * SQL warehouses: created and started by request, stopped after `autoStopMinutes` without a query.
 *
 * States are derived from the clock at each look, so there are no timers and a test's clock moves them.
 *
 * @see https://docs.databricks.com/api/workspace/warehouses
 */
export class Warehouses {
  readonly #data: WorkspaceData;
  readonly #access: AccessControl;
  readonly #principals: Principals;
  readonly #config: WarehouseConfig;
  readonly #now: () => number;
  /** Milliseconds from a start to RUNNING. */
  startMillis: number;

  constructor(
    data: WorkspaceData,
    access: AccessControl,
    principals: Principals,
    config: WarehouseConfig,
    now: () => number,
    startMillis: number,
  ) {
    this.#data = data;
    this.#access = access;
    this.#principals = principals;
    this.#config = config;
    this.#now = now;
    this.startMillis = startMillis;
  }

  /** Warehouses the caller may at least view, by name. */
  list(caller: Caller): WarehouseRecord[] {
    return [...this.#data.warehouses.values()]
      .filter((each) => this.#access.allows(caller, warehouseObject(each.id), "CAN_VIEW"))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** @throws ServiceError RESOURCE_DOES_NOT_EXIST; PERMISSION_DENIED without CAN_VIEW */
  get(caller: Caller, id: string): WarehouseRecord {
    const warehouse = this.#data.warehouses.get(id);
    if (!warehouse) throw missing(`SQL warehouse ${id} does not exist.`);
    this.#access.require(caller, warehouseObject(id), "CAN_VIEW", `warehouse ${id}`);
    return warehouse;
  }

  create(caller: Caller, settings: WarehouseSettings): WarehouseRecord {
    if (!mayCreateCompute(this.#principals, caller)) {
      throw denied(`${caller.name} is not authorized to create SQL warehouses.`);
    }
    requireWarehouseQuota(this.#data.identity.edition, this.#data.warehouses.size);
    const at = this.#now();
    const warehouse: WarehouseRecord = {
      id: newWarehouseId(),
      dataSourceId: newUuid(),
      name: "",
      clusterSize: "",
      minClusters: 1,
      maxClusters: 1,
      autoStopMinutes: 120,
      type: "CLASSIC",
      serverless: false,
      photon: true,
      spotPolicy: "COST_OPTIMIZED",
      tags: [],
      creator: caller.name,
      createdAt: at,
      changedAt: at,
      startedAt: at,
      lastUsedAt: at,
    };
    this.#apply(warehouse, settings);
    this.#data.warehouses.set(warehouse.id, warehouse);
    this.#access.replace(warehouseObject(warehouse.id), [{ principal: caller.name, level: "IS_OWNER" }]);
    return warehouse;
  }

  /** Needs CAN_MANAGE; settings that are absent stay. */
  edit(caller: Caller, id: string, settings: WarehouseSettings): void {
    this.#apply(this.#managed(caller, id), settings);
  }

  remove(caller: Caller, id: string): void {
    this.#endRun(this.#managed(caller, id));
    this.#data.warehouses.delete(id);
    this.#access.forgetObject(warehouseObject(id));
  }

  #managed(caller: Caller, id: string): WarehouseRecord {
    const warehouse = this.get(caller, id);
    this.#access.require(caller, warehouseObject(id), "CAN_MANAGE", `warehouse ${id}`);
    return warehouse;
  }

  #apply(warehouse: WarehouseRecord, settings: WarehouseSettings): void {
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
    const next: WarehouseRecord = { ...warehouse, ...given };
    checkSettings(next);
    for (const other of this.#data.warehouses.values()) {
      if (other.id !== warehouse.id && other.name === next.name) {
        throw invalid(`SQL warehouse with name \`${next.name}\` already exists`);
      }
    }
    this.#config.requireEnabled(next);
    requireOffered(this.#data.identity.edition, next);
    Object.assign(warehouse, next, { changedAt: this.#now() });
  }

  state(warehouse: WarehouseRecord): WarehouseState {
    return warehouse.startFailure === undefined ? STATES[phaseAt(this.#now(), warehouse, this.startMillis)] : "STOPPED";
  }

  /** The times in which warehouses ran, those that run now included, as far back as they are kept. */
  runs(): WarehouseRun[] {
    const current = [...this.#data.warehouses.values()].flatMap((warehouse) => this.#currentRun(warehouse) ?? []);
    return [...this.#data.history.warehouseRuns, ...current];
  }

  #currentRun(warehouse: WarehouseRecord): WarehouseRun | undefined {
    const { id: warehouseId, clusterSize, minClusters: clusters, type, serverless, creator: runAs } = warehouse;
    if (warehouse.startedAt === undefined) return undefined;
    const from = warehouse.startedAt + this.startMillis;
    const to = Math.min(this.#now(), stopsAt(warehouse, this.startMillis));
    return from < to ? { warehouseId, clusterSize, clusters, type, serverless, runAs, from, to } : undefined;
  }

  /** The warehouse is stopped, or starts anew. */
  #endRun(warehouse: WarehouseRecord): void {
    const { warehouseRuns } = this.#data.history;
    const run = this.#currentRun(warehouse);
    if (run && warehouseRuns.push(run) > RUNS_KEPT) warehouseRuns.shift();
    warehouse.startedAt = undefined;
  }

  /** Needs CAN_USE, which is enough to start one. */
  start(caller: Caller, id: string): WarehouseRecord {
    const warehouse = this.get(caller, id);
    this.#access.require(caller, warehouseObject(id), "CAN_USE", `warehouse ${id}`);
    if (warehouse.startFailure !== undefined) {
      throw new ServiceError("TEMPORARILY_UNAVAILABLE", `Warehouse ${id} could not start: ${warehouse.startFailure}`);
    }
    this.#config.requireStartable(warehouse);
    if (this.state(warehouse) === "STOPPED") {
      this.#endRun(warehouse);
      warehouse.startedAt = this.#now();
    }
    return warehouse;
  }

  stop(caller: Caller, id: string): void {
    this.#endRun(this.#managed(caller, id));
  }

  /**
   * The warehouse for one SQL request, started if it must be.
   *
   * @returns the warehouse and how many milliseconds are left until it runs (0 = running)
   */
  use(caller: Caller, id: string): { warehouse: WarehouseRecord; startingFor: number } {
    requireEntitlement(this.#principals, caller, SQL);
    const warehouse = this.start(caller, id);
    warehouse.lastUsedAt = this.#now();
    return { warehouse, startingFor: Math.max(0, (warehouse.startedAt ?? 0) + this.startMillis - this.#now()) };
  }
}
