import type { WarehouseRecord } from "./records/warehouse";
import { invalid } from "./errors";
import { DBU_PER_HOUR } from "./warehouse-sizes";

/** Settings of a warehouse as clients give them; absent ones take the service's defaults. */
export interface WarehouseSettings {
  readonly name?: string;
  readonly clusterSize?: string;
  readonly minClusters?: number;
  readonly maxClusters?: number;
  readonly autoStopMinutes?: number;
  readonly type?: WarehouseRecord["type"];
  readonly serverless?: boolean;
  readonly photon?: boolean;
  readonly spotPolicy?: string;
  readonly channel?: string;
  readonly tags?: { key: string; value: string }[];
}

const SIZES = Object.keys(DBU_PER_HOUR);

/** @throws ServiceError INVALID_PARAMETER_VALUE for the first setting that no warehouse can have */
export function checkSettings(next: WarehouseRecord): void {
  if (!next.name) throw invalid("SQL warehouse name must not be empty.");
  if (next.name.length >= 100) throw invalid("SQL warehouse name must be shorter than 100 characters.");
  if (!SIZES.includes(next.clusterSize)) {
    throw invalid(`cluster_size must be one of ${SIZES.join(", ")}, not '${next.clusterSize}'.`);
  }
  const least = next.serverless ? 1 : 10;
  if (next.autoStopMinutes !== 0 && next.autoStopMinutes < least) {
    throw invalid(`auto_stop_mins must be 0 or at least ${least}, not ${next.autoStopMinutes}.`);
  }
  if (next.maxClusters < 1 || next.maxClusters > 40) {
    throw invalid(`max_num_clusters must be between 1 and 40, not ${next.maxClusters}.`);
  }
  if (next.minClusters < 1 || next.minClusters > Math.min(next.maxClusters, 30)) {
    throw invalid(`min_num_clusters must be between 1 and max_num_clusters (${next.maxClusters}).`);
  }
  if (next.tags.length >= 45) throw invalid("A SQL warehouse may have fewer than 45 tags.");
  if (next.serverless && next.type !== "PRO") {
    throw invalid("enable_serverless_compute needs warehouse_type PRO.");
  }
}
