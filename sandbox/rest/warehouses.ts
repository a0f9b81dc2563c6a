import type { WarehouseRecord } from "../state/records/warehouse";
import { invalid } from "../state/errors";
import type { WarehouseSettings } from "../state/warehouse-settings";
import type { Warehouses } from "../state/warehouses";
import { type Fields, readBody } from "./body";
import type { Area } from "./context";

const WAREHOUSES = "/api/2.0/sql/warehouses";
const CHANNELS = ["CHANNEL_NAME_CURRENT", "CHANNEL_NAME_PREVIEW", "CHANNEL_NAME_CUSTOM"] as const;
const SPOT_POLICIES = ["POLICY_UNSPECIFIED", "COST_OPTIMIZED", "RELIABILITY_OPTIMIZED"] as const;

/** SQL warehouses and their data sources. @see https://docs.databricks.com/api/workspace/warehouses */
export const warehouses: Area = (app, { workspace, url }) => {
  const { warehouses } = workspace;
  const toWire = (warehouse: WarehouseRecord) => describe(warehouses, warehouse, new URL(url()));

  app.get(WAREHOUSES, (c) => c.json({ warehouses: warehouses.list(c.get("caller")).map(toWire) }));

  app.post(WAREHOUSES, async (c) => {
    const settings = settingsOf(await readBody(c));
    return c.json({ id: warehouses.create(c.get("caller"), settings).id });
  });

  app.get(`${WAREHOUSES}/:id`, (c) => c.json(toWire(warehouses.get(c.get("caller"), c.req.param("id")))));

  app.post(`${WAREHOUSES}/:id/edit`, async (c) => {
    const settings = settingsOf(await readBody(c));
    warehouses.edit(c.get("caller"), c.req.param("id"), settings);
    return c.json({});
  });

  app.post(`${WAREHOUSES}/:id/start`, (c) => {
    warehouses.start(c.get("caller"), c.req.param("id"));
    return c.json({});
  });

  app.post(`${WAREHOUSES}/:id/stop`, (c) => {
    warehouses.stop(c.get("caller"), c.req.param("id"));
    return c.json({});
  });

  app.delete(`${WAREHOUSES}/:id`, (c) => {
    warehouses.remove(c.get("caller"), c.req.param("id"));
    return c.json({});
  });

  // A JSON array, unlike every other list.
  app.get("/api/2.0/preview/sql/data_sources", (c) =>
    c.json(
      warehouses.list(c.get("caller")).map((warehouse) => ({
        id: warehouse.dataSourceId,
        name: warehouse.name,
        warehouse_id: warehouse.id,
        type: "databricks_internal",
        syntax: "sql",
        paused: 0,
        pause_reason: null,
        supports_auto_limit: true,
        view_only: false,
      })),
    ),
  );
};

function settingsOf(body: Fields): WarehouseSettings {
  body.notEmulated("instance_profile_arn");
  const type = body.oneOf("warehouse_type", ["TYPE_UNSPECIFIED", "CLASSIC", "PRO"]);
  return {
    name: body.string("name"),
    clusterSize: body.string("cluster_size"),
    minClusters: body.integer("min_num_clusters"),
    maxClusters: body.integer("max_num_clusters"),
    autoStopMinutes: body.integer("auto_stop_mins"),
    type: type === "TYPE_UNSPECIFIED" ? undefined : type,
    serverless: body.boolean("enable_serverless_compute"),
    photon: body.boolean("enable_photon"),
    spotPolicy: body.oneOf("spot_instance_policy", SPOT_POLICIES),
    channel: body.object("channel")?.oneOf("name", CHANNELS),
    tags: tagsOf(body),
  };
}

function tagsOf(body: Fields): WarehouseSettings["tags"] {
  const tags = body.object("tags");
  if (!tags) return undefined;
  return (tags.objects("custom_tags") ?? []).flatMap((tag) => {
    const [key, value] = [tag.string("key"), tag.string("value")];
    // The Terraform provider says "no tags" with one empty pair.
    if (key === undefined && value === undefined) return [];
    if (!key) throw invalid("custom_tags: key must not be empty.");
    return [{ key, value: value ?? "" }];
  });
}

function describe(warehouses: Warehouses, warehouse: WarehouseRecord, url: URL) {
  const state = warehouses.state(warehouse);
  const hostname = url.hostname;
  const port = Number(url.port || 443);
  const path = `/sql/1.0/warehouses/${warehouse.id}`;
  return {
    id: warehouse.id,
    name: warehouse.name,
    size: warehouse.clusterSize.toUpperCase().replaceAll("-", "_"),
    cluster_size: warehouse.clusterSize,
    min_num_clusters: warehouse.minClusters,
    max_num_clusters: warehouse.maxClusters,
    auto_stop_mins: warehouse.autoStopMinutes,
    enable_photon: warehouse.photon,
    enable_serverless_compute: warehouse.serverless,
    spot_instance_policy: warehouse.spotPolicy,
    warehouse_type: warehouse.type,
    channel: warehouse.channel && { name: warehouse.channel },
    tags: warehouse.tags.length > 0 ? { custom_tags: warehouse.tags } : undefined,
    state,
    num_clusters: state === "RUNNING" ? warehouse.minClusters : 0,
    num_active_sessions: 0,
    creator_name: warehouse.creator,
    health: healthOf(warehouse),
    jdbc_url: `jdbc:spark://${hostname}:${port}/default;transportMode=http;ssl=1;AuthMech=3;` + `httpPath=${path};`,
    odbc_params: { hostname, port, path, protocol: "https" },
  };
}

function healthOf({ startFailure }: WarehouseRecord) {
  return startFailure === undefined
    ? { status: "HEALTHY" }
    : { status: "FAILED", summary: "The warehouse could not start.", details: startFailure };
}
