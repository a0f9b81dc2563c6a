import { explained, messageOf } from "../api-error";
import type { Client } from "../client";
import { OperationError } from "../engine/diagnostics";
import type { Context, Resource } from "../engine/resource";
import { oneOfTexts } from "../engine/validate";
import { blocks, given, text, type Values } from "../engine/value";
import { dataSources, warehousePath, warehousesPath, type Warehouse } from "./warehouse";

const PLAIN = [
  "name",
  "cluster_size",
  "min_num_clusters",
  "max_num_clusters",
  "spot_instance_policy",
  "warehouse_type",
  "instance_profile_arn",
];
/** Sent even when they are false or 0. */
const ALWAYS = ["auto_stop_mins", "enable_photon", "enable_serverless_compute"];
const START_LIMIT = 20 * 60_000;
const POLL_EVERY = 250;

/** A SQL warehouse. Create waits until it runs unless `no_wait` is set; it is started by its first query otherwise. */
export const sqlEndpoint: Resource = {
  rules: {
    cluster_size: {
      check: oneOfTexts(
        "2X-Small",
        "X-Small",
        "Small",
        "Medium",
        "Large",
        "X-Large",
        "2X-Large",
        "3X-Large",
        "4X-Large",
      ),
    },
    warehouse_type: { keep: true, check: oneOfTexts("PRO", "CLASSIC") },
    max_num_clusters: {
      default: 1,
      check: (value) =>
        Number(value) >= 1 && Number(value) <= 30 ? undefined : `expected a number from 1 to 30, got ${String(value)}`,
    },
    min_num_clusters: { keep: true },
    auto_stop_mins: { default: 120 },
    enable_photon: { default: true },
    spot_instance_policy: { default: "COST_OPTIMIZED" },
    channel: { keep: "elements" },
    "channel.name": { default: "CHANNEL_NAME_CURRENT" },
    tags: { keep: "elements" },
  },

  async create(context, planned) {
    const { client, created } = context;
    const posted = client.post<{ id: string }>(warehousesPath, requestBody(planned));
    const { id } = await explained("failed creating warehouse", posted);
    created({ id });
    if (planned["no_wait"] !== true) await waitUntilRunning(context, id).catch((cause) => rollBack(client, id, cause));
    return { id };
  },

  async read({ client }, state) {
    const id = text(state, "id");
    const warehouse = await client.get<Warehouse>(warehousePath(id));
    const data_source_id = await dataSourceId(client, id);
    return { num_active_sessions: 0, num_clusters: 0, jdbc_url: "", ...warehouse, data_source_id };
  },

  async update({ client }, planned) {
    const id = text(planned, "id");
    await client.post(`${warehousePath(id)}/edit`, { id, ...requestBody(planned), ...given(planned, "creator_name") });
  },

  delete: ({ client }, state) => client.delete(warehousePath(text(state, "id"))),
};

function requestBody(planned: Values): Values {
  const body = given(planned, ...PLAIN);
  for (const name of ALWAYS) if (planned[name] != null) body[name] = planned[name];
  const [channel] = blocks(planned, "channel");
  const [tags] = blocks(planned, "tags");
  if (channel) body["channel"] = given(channel, "name", "dbsql_version");
  if (tags) body["tags"] = { custom_tags: blocks(tags, "custom_tags") };
  return body;
}

/** When Terraform wants to stop, the warehouse is kept as it is: it exists, and the next run sees how far it got. */
async function waitUntilRunning({ client, pause }: Context, id: string): Promise<void> {
  const deadline = Date.now() + START_LIMIT;
  for (;;) {
    const { state, health } = await client.get<Warehouse>(warehousePath(id));
    if (state === "RUNNING") return;
    if (state === "STOPPED" || state === "DELETED" || Date.now() > deadline) {
      const reason = health?.summary ? `: ${health.summary}` : "";
      throw new OperationError(`failed to reach RUNNING, got ${state}${reason}`);
    }
    if (!(await pause(POLL_EVERY))) return;
  }
}

/** A warehouse that does not start is deleted again. */
async function rollBack(client: Client, id: string, cause: unknown): Promise<never> {
  const failed = `failed waiting for warehouse to start: ${messageOf(cause)}`;
  try {
    await client.delete(warehousePath(id));
  } catch (error) {
    throw new OperationError(`${failed}. when rolling back, also failed: ${messageOf(error)}`);
  }
  throw new OperationError(failed);
}

async function dataSourceId(client: Client, warehouseId: string): Promise<string> {
  const source = (await dataSources(client)).find(({ warehouse_id }) => warehouse_id === warehouseId);
  if (!source) throw new OperationError(`no data source found for endpoint ${warehouseId}`);
  return source.id;
}
