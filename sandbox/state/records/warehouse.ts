export interface WarehouseRecord {
  readonly id: string;
  readonly dataSourceId: string;
  name: string;
  clusterSize: string;
  minClusters: number;
  maxClusters: number;
  autoStopMinutes: number;
  type: "PRO" | "CLASSIC";
  serverless: boolean;
  photon: boolean;
  spotPolicy: string;
  channel?: string;
  tags: { key: string; value: string }[];
  readonly creator: string;
  readonly createdAt: number;
  changedAt: number;
  /** When it was last asked to start; undefined = stopped by hand or never started. */
  startedAt?: number;
  lastUsedAt: number;
  /** Set to play a warehouse that cannot start, with the reason the service would give. */
  startFailure?: string;
}

/** One uninterrupted time in which a warehouse ran, and what it was then. */
export interface WarehouseRun {
  readonly warehouseId: string;
  readonly clusterSize: string;
  readonly clusters: number;
  readonly type: WarehouseRecord["type"];
  readonly serverless: boolean;
  readonly runAs: string;
  readonly from: number;
  readonly to: number;
}

/** What all SQL warehouses of the workspace may be. */
export interface WarehouseConfigRecord {
  /** False: serverless warehouses can neither be made nor started. */
  serverless: boolean;
  types: Record<WarehouseRecord["type"], boolean>;
}
