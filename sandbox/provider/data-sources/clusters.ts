import type { DataSource } from "../engine/resource";
import { blocks, text, texts } from "../engine/value";
import { listClusters } from "../resources/cluster";

/** Ids of the clusters whose name contains a text, in any case, and that pass the service's own filters. */
export const clusters: DataSource = {
  async read(client, config) {
    const [filter] = blocks(config, "filter_by");
    const part = text(config, "cluster_name_contains").toLowerCase();
    const found = await listClusters(client, filter && filters(filter));
    const named = found.filter(({ cluster_name = "" }) => cluster_name.toLowerCase().includes(part));
    return { id: "_", ids: named.map(({ cluster_id }) => cluster_id) };
  },
};

function filters(filter: Parameters<typeof text>[0]): Record<string, string | string[]> {
  const policy = text(filter, "policy_id");
  return {
    "filter_by.cluster_sources": texts(filter, "cluster_sources"),
    "filter_by.cluster_states": texts(filter, "cluster_states"),
    ...(filter["is_pinned"] === true && { "filter_by.is_pinned": "true" }),
    ...(policy !== "" && { "filter_by.policy_id": policy }),
  };
}
