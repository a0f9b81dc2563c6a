import type { WarehouseOptions, WarehouseSize } from "../../lib/databricks/warehouse-options";

export type ComputeKind = "warehouse" | "cluster";

/**
 * DBU an hour of one running cluster, by the warehouse's size; the sizes in ascending order.
 *
 * @see https://docs.databricks.com/aws/en/compute/sql-warehouse/warehouse-behavior
 */
export const DBU_PER_HOUR: Readonly<Record<WarehouseSize, number>> = {
  "2X-Small": 4,
  "X-Small": 6,
  Small: 12,
  Medium: 24,
  Large: 40,
  "X-Large": 80,
  "2X-Large": 144,
  "3X-Large": 272,
  "4X-Large": 528,
};

/** What the tool's warehouse should be when the config does not say. */
export interface WarehouseHints extends Omit<WarehouseOptions, "channel" | "tags"> {
  /** True when the vendor asks for a warehouse that nothing else uses. */
  readonly dedicated: boolean;
  /** What the tool cannot do without. @defaultValue - any type will do */
  readonly needs?: WarehouseNeeds;
  /** Queries the tool sends by itself. @defaultValue - none that is known */
  readonly polling?: Polling;
}

/** A kind of warehouse without which the tool does not work. */
export interface WarehouseNeeds {
  /** `pro`: PRO with or without serverless; `serverless`: nothing else. */
  readonly atLeast: "pro" | "serverless";
  /** The vendor's reason, in our words. */
  readonly because: string;
}

/** Queries at an interval; an auto-stop that is no shorter never fires. */
export interface Polling {
  readonly everyMinutes: number;
  /** What is polled. */
  readonly what: string;
  /** How to make it rarer, in the tool. */
  readonly cure: string;
  /** True when it polls only with a schema of its own. @defaultValue false */
  readonly onlyWithSchema?: boolean;
}

/** The hints of a tool that says nothing about its warehouse: the smallest one, which stops soon. */
export const SMALL_WAREHOUSE: WarehouseHints = {
  size: "2X-Small",
  type: "PRO",
  serverless: true,
  autoStopMinutes: 10,
  minClusters: 1,
  maxClusters: 1,
  dedicated: false,
};
