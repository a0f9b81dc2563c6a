import type { Client } from "../client";

/** The fields of a cluster that code here looks at; there are more, and they go to the state as they are. */
export interface Cluster {
  cluster_id: string;
  cluster_name?: string;
}

const CLUSTERS = "/api/2.1/clusters";

/** One cluster by its id. */
export function getCluster(client: Client, cluster_id: string): Promise<Cluster> {
  return client.get(`${CLUSTERS}/get`, { cluster_id });
}

/** Every cluster the caller may see that passes the service's own filters (`filter_by.cluster_states` and the like). */
export function listClusters(
  client: Client,
  filters: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Cluster[]> {
  return client.list(`${CLUSTERS}/list`, "clusters", filters);
}
