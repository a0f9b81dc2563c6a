import type { ClusterRecord } from "../records/cluster";
import { type Row, type SystemTable, PLACE_COLUMNS, columns, iso, isoDate, map, place } from "./system-table";

/** Clusters have no nodes here, so that the tables about those have no rows. */
const none = (): [] => [];

const clusters: SystemTable = {
  schema: "compute",
  name: "clusters",
  comment: "All-purpose clusters as they are now",
  columns: {
    ...PLACE_COLUMNS,
    ...columns("STRING", "cluster_id", "cluster_name", "owned_by"),
    ...columns("TIMESTAMP", "create_time", "delete_time"),
    ...columns("STRING", "driver_node_type", "worker_node_type"),
    ...columns("BIGINT", "worker_count", "min_autoscale_workers", "max_autoscale_workers", "auto_termination_minutes"),
    enable_elastic_disk: "BOOLEAN",
    tags: "MAP<STRING, STRING>",
    cluster_source: "STRING",
    init_scripts: "ARRAY<STRING>",
    aws_attributes:
      "STRUCT<instance_profile_arn: STRING, zone_id: STRING, first_on_demand: INT, availability: STRING, " +
      "spot_bid_price_percent: INT, ebs_volume_type: STRING, ebs_volume_count: INT, ebs_volume_size: INT, " +
      "ebs_volume_iops: INT, ebs_volume_throughput: INT>",
    azure_attributes: "STRUCT<first_on_demand: INT, availability: STRING, spot_bid_max_price: DOUBLE>",
    gcp_attributes:
      "STRUCT<use_preemptible_executors: BOOLEAN, zone_id: STRING, first_on_demand: INT, availability: STRING>",
    ...columns("STRING", "driver_instance_pool_id", "worker_instance_pool_id", "dbr_version"),
    change_time: "TIMESTAMP",
    change_date: "DATE",
    ...columns("STRING", "data_security_mode", "policy_id"),
  },
  rows: (workspace) =>
    [...workspace.data.clusters.values()].map((cluster) => ({
      ...place(workspace),
      cluster_id: cluster.id,
      cluster_name: cluster.name,
      owned_by: cluster.creator,
      create_time: iso(cluster.createdAt),
      driver_node_type: cluster.nodeType,
      worker_node_type: cluster.nodeType,
      ...workersOf(cluster),
      auto_termination_minutes: cluster.autoStopMinutes,
      enable_elastic_disk: false,
      tags: cluster.tags,
      cluster_source: "API",
      dbr_version: cluster.sparkVersion,
      change_time: iso(cluster.changedAt),
      change_date: isoDate(cluster.changedAt),
      data_security_mode: cluster.accessMode,
    })),
};

const workersOf = ({ workers }: ClusterRecord): Row =>
  typeof workers === "number"
    ? { worker_count: workers }
    : { min_autoscale_workers: workers.min, max_autoscale_workers: workers.max };

const nodeTypes: SystemTable = {
  schema: "compute",
  name: "node_types",
  comment: "Kinds of nodes of clusters: not kept by this local workspace",
  columns: {
    ...columns("STRING", "account_id", "node_type"),
    core_count: "DOUBLE",
    ...columns("BIGINT", "memory_mb", "gpu_count"),
  },
  rows: none,
};

const nodeTimeline: SystemTable = {
  schema: "compute",
  name: "node_timeline",
  comment: "Use of the nodes of clusters: not kept by this local workspace",
  columns: {
    ...PLACE_COLUMNS,
    ...columns("STRING", "cluster_id", "instance_id"),
    ...columns("TIMESTAMP", "start_time", "end_time"),
    driver: "BOOLEAN",
    ...columns("DOUBLE", "cpu_user_percent", "cpu_system_percent", "cpu_wait_percent"),
    ...columns("DOUBLE", "mem_used_percent", "mem_swap_percent"),
    ...columns("BIGINT", "network_sent_bytes", "network_received_bytes"),
    disk_free_bytes_per_mount_point: "MAP<STRING, BIGINT>",
    node_type: "STRING",
  },
  rows: none,
};

const warehouses: SystemTable = {
  schema: "compute",
  name: "warehouses",
  comment: "SQL warehouses as they are now",
  columns: {
    ...columns("STRING", "warehouse_id", "workspace_id", "account_id", "warehouse_name", "warehouse_type"),
    ...columns("STRING", "warehouse_channel", "warehouse_size"),
    ...columns("INT", "min_clusters", "max_clusters", "auto_stop_minutes"),
    tags: "MAP<STRING, STRING>",
    ...columns("TIMESTAMP", "change_time", "delete_time"),
  },
  rows: (workspace) =>
    [...workspace.data.warehouses.values()].map((warehouse) => ({
      ...place(workspace),
      warehouse_id: warehouse.id,
      warehouse_name: warehouse.name,
      warehouse_type: warehouse.type,
      warehouse_channel: warehouse.channel?.replace("CHANNEL_NAME_", "") ?? "CURRENT",
      warehouse_size: warehouse.clusterSize.toUpperCase().replaceAll("-", "_"),
      min_clusters: warehouse.minClusters,
      max_clusters: warehouse.maxClusters,
      auto_stop_minutes: warehouse.autoStopMinutes,
      tags: map(warehouse.tags),
      change_time: iso(warehouse.changedAt),
    })),
};

const warehouseEvents: SystemTable = {
  schema: "compute",
  name: "warehouse_events",
  comment: "When SQL warehouses started and stopped",
  columns: {
    ...PLACE_COLUMNS,
    ...columns("STRING", "warehouse_id", "event_type"),
    cluster_count: "INT",
    event_time: "TIMESTAMP",
  },
  rows: (workspace) =>
    workspace.warehouses.runs().flatMap(({ warehouseId, clusters: count, from, to }) => {
      const event = (event_type: string, cluster_count: number, at: number) => ({
        ...place(workspace),
        warehouse_id: warehouseId,
        event_type,
        cluster_count,
        event_time: iso(at),
      });
      const running = event("RUNNING", count, from);
      return to < workspace.now() ? [running, event("STOPPED", 0, to)] : [running];
    }),
};

/** @see https://docs.databricks.com/aws/en/admin/system-tables/compute and …/warehouses */
export const COMPUTE: readonly SystemTable[] = [clusters, nodeTypes, nodeTimeline, warehouses, warehouseEvents];
