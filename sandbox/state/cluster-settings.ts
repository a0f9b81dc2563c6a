import type { ClusterRecord } from "./records/cluster";
import { invalid } from "./errors";

/** Settings of a cluster as clients give them; absent ones take the service's defaults. */
export interface ClusterSettings {
  readonly name?: string;
  readonly sparkVersion?: string;
  readonly nodeType?: string;
  readonly workers?: ClusterRecord["workers"];
  readonly accessMode?: ClusterRecord["accessMode"];
  readonly singleUser?: string;
  readonly autoStopMinutes?: number;
  readonly tags?: Record<string, string>;
  readonly sparkConf?: Record<string, string>;
}

/** @throws ServiceError INVALID_PARAMETER_VALUE for the first setting that no cluster can have */
export function checkCluster({ sparkVersion, nodeType, workers, autoStopMinutes }: ClusterRecord): void {
  if (!sparkVersion) throw invalid("Missing required field: spark_version");
  if (!nodeType) throw invalid("Missing required field: node_type_id");
  const { min, max } = typeof workers === "number" ? { min: workers, max: workers } : workers;
  if (min < 0 || max < min) throw invalid(`The number of workers must not be ${min} to ${max}.`);
  if (autoStopMinutes !== 0 && (autoStopMinutes < 10 || autoStopMinutes > 10_000)) {
    throw invalid(`autotermination_minutes must be 0 or between 10 and 10000, not ${autoStopMinutes}.`);
  }
}
