import { AttributeError, OperationError } from "../engine/diagnostics";
import type { Client } from "../client";
import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { getCluster, listClusters, type Cluster } from "../resources/cluster";

/** A cluster by its exact name or its id; the name counts when there are both. */
export const cluster: DataSource = {
  async read(client, config) {
    const cluster_info = await find(client, text(config, "cluster_name"), text(config, "cluster_id"));
    const { cluster_id, cluster_name } = cluster_info;
    return { id: cluster_id, cluster_id, cluster_name, cluster_info };
  },
};

async function find(client: Client, name: string, id: string): Promise<Cluster> {
  if (name === "") {
    if (id === "") throw new OperationError("you need to specify either `cluster_name` or `cluster_id`");
    return getCluster(client, id);
  }
  const [found, another] = (await listClusters(client)).filter(({ cluster_name }) => cluster_name === name);
  if (!found) throw new AttributeError(["cluster_name"], `there is no cluster with name '${name}'`);
  if (another) throw new AttributeError(["cluster_name"], `there is more than one cluster with name '${name}'`);
  return found;
}
