import type { ClusterSettings } from "../state/cluster-settings";
import type { ClusterState, Clusters } from "../state/clusters";
import type { AccessMode, ClusterRecord } from "../state/records/cluster";
import { invalid } from "../state/errors";
import { type Fields, readBody } from "./body";
import { clusterDetails } from "./cluster-details";
import type { Area, RestContext } from "./context";

const PAGE = 20;
const MAX_PAGE = 100;

/** All-purpose clusters, in both versions of the API. @see https://docs.databricks.com/api/workspace/clusters */
export const clusters: Area = (app, { workspace }) => {
  const { clusters } = workspace;
  const toWire = (cluster: ClusterRecord) => clusterDetails(clusters, cluster);

  for (const version of ["2.0", "2.1"]) {
    const path = (call: string) => `/api/${version}/clusters/${call}`;

    app.get(path("list"), (c) => {
      const found = clusters.list(c.get("caller")).filter(filterIn(c, clusters));
      // Pages came with 2.1.
      const { from, size } = version === "2.0" ? { from: 0, size: Infinity } : pageIn(c);
      return c.json({
        clusters: found.slice(from, from + size).map(toWire),
        next_page_token: from + size < found.length ? tokenOf(from + size) : undefined,
        prev_page_token: from > 0 ? tokenOf(Math.max(0, from - size)) : undefined,
      });
    });

    app.get(path("get"), (c) => c.json(toWire(clusters.get(c.get("caller"), c.req.query("cluster_id") ?? ""))));

    app.post(path("create"), async (c) => {
      const settings = settingsIn(await readBody(c));
      return c.json({ cluster_id: clusters.create(c.get("caller"), settings).id });
    });

    app.post(path("edit"), async (c) => {
      const body = await readBody(c);
      clusters.edit(c.get("caller"), body.required("cluster_id"), settingsIn(body));
      return c.json({});
    });

    for (const [call, method] of Object.entries(CALLS)) {
      app.post(path(call), async (c) => {
        const id = (await readBody(c)).required("cluster_id");
        clusters[method](c.get("caller"), id);
        return c.json({});
      });
    }
  }
};

const CALLS = {
  start: "start",
  restart: "restart",
  delete: "terminate",
  "permanent-delete": "remove",
} as const satisfies Record<string, keyof Clusters>;

/** Names of access modes, old and new. */
const MODES: Readonly<Record<string, AccessMode>> = {
  NONE: "NONE",
  SINGLE_USER: "SINGLE_USER",
  DATA_SECURITY_MODE_DEDICATED: "SINGLE_USER",
  USER_ISOLATION: "USER_ISOLATION",
  DATA_SECURITY_MODE_STANDARD: "USER_ISOLATION",
  DATA_SECURITY_MODE_AUTO: "USER_ISOLATION",
};

function settingsIn(body: Fields): ClusterSettings {
  body.notEmulated("instance_pool_id", "policy_id", "docker_image", "init_scripts");
  const autoscale = body.object("autoscale");
  const mode = body.oneOf("data_security_mode", Object.keys(MODES));
  return {
    name: body.string("cluster_name"),
    sparkVersion: body.string("spark_version"),
    nodeType: body.string("node_type_id"),
    workers: autoscale
      ? { min: autoscale.integer("min_workers") ?? 1, max: autoscale.integer("max_workers") ?? 1 }
      : body.integer("num_workers"),
    accessMode: mode === undefined ? undefined : MODES[mode],
    singleUser: body.string("single_user_name"),
    autoStopMinutes: body.integer("autotermination_minutes"),
    tags: body.stringMap("custom_tags"),
    sparkConf: body.stringMap("spark_conf"),
  };
}

/** `filter_by.cluster_states=RUNNING`, which may come several times; sources other than the API have no clusters. */
function filterIn(c: RestContext, clusters: Clusters): (cluster: ClusterRecord) => boolean {
  const states = c.req.queries("filter_by.cluster_states") as ClusterState[] | undefined;
  const sources = c.req.queries("filter_by.cluster_sources");
  return (cluster) => (states?.includes(clusters.state(cluster)) ?? true) && (sources?.includes("API") ?? true);
}

function pageIn(c: RestContext): { from: number; size: number } {
  const { page_size: size, page_token: token } = c.req.query();
  const from = token ? Number(Buffer.from(token, "base64url").toString()) : 0;
  if (!Number.isInteger(from) || from < 0) throw invalid(`Invalid page token: ${token ?? ""}`);
  const wanted = size ? Number(size) : PAGE;
  if (!Number.isInteger(wanted) || wanted < 0) throw invalid(`Invalid page_size: ${size ?? ""}`);
  return { from, size: Math.min(wanted || PAGE, MAX_PAGE) };
}

const tokenOf = (offset: number): string => Buffer.from(String(offset)).toString("base64url");
