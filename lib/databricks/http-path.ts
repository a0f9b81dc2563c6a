/**
 * HTTP path of an all-purpose cluster, as drivers want it: without a slash before it.
 *
 * @see https://docs.databricks.com/aws/en/integrations/compute-details
 */
export const clusterHttpPath = (workspaceId: number | string, cluster: string): string =>
  `sql/protocolv1/o/${workspaceId}/${cluster}`;

/** Finds the workspace's number and the cluster's id in such a path. */
export const CLUSTER_HTTP_PATH = /\bsql\/protocolv1\/o\/(\d+)\/([\w-]+)/;

/** Finds the warehouse's id in the HTTP path of a SQL warehouse. */
export const WAREHOUSE_HTTP_PATH = /\bsql\/1\.0\/(?:warehouses|endpoints)\/([0-9a-f]{16})\b/;
