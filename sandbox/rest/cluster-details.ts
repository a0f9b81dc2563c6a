import type { Clusters, Termination } from "../state/clusters";
import type { ClusterRecord } from "../state/records/cluster";

/** What the API tells of a cluster. @see https://docs.databricks.com/api/workspace/clusters/get */
export function clusterDetails(clusters: Clusters, cluster: ClusterRecord) {
  const state = clusters.state(cluster);
  const termination = clusters.termination(cluster);
  return {
    cluster_id: cluster.id,
    cluster_name: cluster.name,
    creator_user_name: cluster.creator,
    spark_version: cluster.sparkVersion,
    effective_spark_version: cluster.sparkVersion,
    spark_conf: cluster.sparkConf,
    node_type_id: cluster.nodeType,
    driver_node_type_id: cluster.nodeType,
    ...workersOf(cluster),
    autotermination_minutes: cluster.autoStopMinutes,
    enable_elastic_disk: false,
    cluster_source: "API",
    data_security_mode: cluster.accessMode,
    single_user_name: cluster.singleUser,
    runtime_engine: "STANDARD",
    custom_tags: Object.keys(cluster.tags).length > 0 ? cluster.tags : undefined,
    default_tags: {
      Vendor: "Databricks",
      Creator: cluster.creator,
      ClusterName: cluster.name,
      ClusterId: cluster.id,
    },
    jdbc_port: 10000,
    state,
    state_message: termination ? messageOf(cluster, termination) : "",
    start_time: cluster.createdAt,
    last_restarted_time: state === "TERMINATED" ? undefined : cluster.startedAt,
    terminated_time: termination?.at,
    termination_reason: termination && reasonOf(cluster, termination),
    last_state_loss_time: 0,
  };
}

const workersOf = ({ workers }: ClusterRecord) =>
  typeof workers === "number"
    ? { num_workers: workers }
    : { num_workers: workers.min, autoscale: { min_workers: workers.min, max_workers: workers.max } };

const messageOf = ({ autoStopMinutes }: ClusterRecord, { by }: Termination): string =>
  by === undefined ? `Inactive cluster terminated (inactive for ${autoStopMinutes} minutes).` : `Terminated by ${by}.`;

const reasonOf = ({ autoStopMinutes }: ClusterRecord, { by }: Termination) =>
  by === undefined
    ? { code: "INACTIVITY", type: "SUCCESS", parameters: { inactivity_duration_min: String(autoStopMinutes) } }
    : { code: "USER_REQUEST", type: "SUCCESS", parameters: { username: by } };
