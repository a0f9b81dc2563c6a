import type { ClusterCompute, IntegrationConfig } from "../../../lib/config";
import type { Compute } from "../../../lib/config/compute";
import { principalLine } from "../../../lib/databricks/service-principals";
import { snippet } from "../../../lib/config/snippet";
import { accessModeOf, readCluster, type Cluster } from "../../../lib/databricks/clusters";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { StatesContext } from "../context";
import { fail, ok, warn, type Examination, type Outcome } from "../finding";
import { identitiesOf } from "../identities";
import { lines } from "../lines";
import { permissionsOn, type AccessEntry } from "../permissions";
import { unanswered } from "../unanswered";

/** Clusters in place of warehouses: neither they nor their permissions are the stack's. */
export const clusters: Examination<StatesContext> = {
  id: "clusters",
  question: "whether the clusters can be used",
  async examine(context) {
    const outcomes = await Promise.all(context.wanted.existing.clusters.map((compute) => judge(context, compute)));
    // Several integrations may name one cluster, each for itself.
    return [...new Map(outcomes.flat().map((outcome) => [JSON.stringify(outcome), outcome])).values()];
  },
};

async function judge(context: StatesContext, compute: Compute<ClusterCompute>): Promise<Outcome[]> {
  const { config, path, users } = compute;
  const { cluster: id, workspaceId } = config;
  const here = await context.facts.workspaceId();
  if (workspaceId !== here) {
    const fix = lines("correct the number:", snippet(path, { cluster: id, workspaceId: here }));
    return [fail(`the cluster ${id} is said to be of workspace ${workspaceId}; this is ${here}`, { fix })];
  }
  let cluster: Cluster;
  try {
    cluster = await readCluster(context.rest, id);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== "not-found") {
      return [unanswered(`whether the cluster ${id} is there`, error, "who manages it gives you CAN_ATTACH_TO on it")];
    }
    const fix = "choose one of `npm run onramp -- list clusters`, or a warehouse";
    return [fail(`the cluster ${id} is not there`, { cause: error.message, fix: `${fix}, for ${path}` })];
  }
  const name = cluster.cluster_name || id;
  const fault = faultOf(cluster);
  const entries = await permissionsOn(context.rest, `clusters/${id}`);
  const bad = await Promise.all(
    users.map(async (integration): Promise<Outcome[]> => {
      if (fault === undefined) return access(integration, id, name, entries, await identitiesOf(context, integration));
      return [
        fail(`${integration.name} cannot use the cluster ${name}`, {
          cause: fault,
          fix: `set its access mode to Standard (Compute › ${name} › Edit), or name another cluster or a warehouse at ${path}`,
        }),
      ];
    }),
  );
  const outcomes = bad.flat();
  if (outcomes.length > 0) return outcomes;
  const asleep = cluster.state === "TERMINATED" ? "; it is terminated, and will be started when it is used" : "";
  return [ok(`the tools may use the cluster ${name}${asleep}`)];
}

/** Why plans refuse it. They refuse a dedicated one whoever it is for. */
function faultOf(cluster: Cluster): string | undefined {
  const mode = accessModeOf(cluster);
  if (mode === "dedicated") return `it is dedicated to ${cluster.single_user_name ?? "somebody"}`;
  return mode === "no-isolation" ? "its access mode isolates nobody, so Unity Catalog is closed on it" : undefined;
}

function access(
  integration: IntegrationConfig,
  id: string,
  name: string,
  entries: readonly AccessEntry[],
  identities: ReadonlySet<string>,
): Outcome[] {
  const levels = new Set(entries.filter(({ principal }) => identities.has(principal)).flatMap((each) => each.levels));
  if (levels.has("CAN_RESTART") || levels.has("CAN_MANAGE")) return [];
  const { groups } = integration.principal;
  const [group = "GROUP"] = groups;
  const body = JSON.stringify({ access_control_list: [{ group_name: group, permission_level: "CAN_RESTART" }] });
  const join = principalLine(integration, { groups: groups.length > 0 ? groups : [group] });
  const fix = [
    `who manages the cluster lets a group in, which adds to its permissions, and its principal joins it: under ${join.under}`,
    `databricks api patch /api/2.0/permissions/clusters/${id} --json '${body}'`,
    join.line,
  ].join("\n");
  if (levels.has("CAN_ATTACH_TO")) {
    const cause = "it has CAN_ATTACH_TO and no CAN_RESTART";
    return [warn(`${integration.name} could not start the cluster ${name} when it is terminated`, { cause, fix })];
  }
  const cause = "neither its principal nor a group of it has CAN_ATTACH_TO or CAN_RESTART";
  return [fail(`${integration.name} could not use the cluster ${name}`, { cause, fix })];
}
