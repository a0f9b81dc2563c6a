import type { ClusterCompute, IntegrationConfig } from "../../../lib/config";
import type { DeclaredCompute } from "../../../lib/config/declared-compute";
import { principalSnippet, snippet } from "../../../lib/config/snippet";
import { getCluster, type ClusterInfo } from "../../../lib/databricks/clusters";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass, warn, type Outcome } from "../../../lib/report/outcome";
import { identitiesOf } from "../identities";
import { lines } from "../lines";
import {
  getPermissions,
  levelNames,
  updatePermissionsCommand,
  type AccessControl,
} from "../../../lib/databricks/permissions";
import { unanswered } from "../unanswered";
import { getWorkspaceId } from "../../../lib/databricks/metastore";
import { onramp } from "../../../lib/command-line";

/** Clusters in place of warehouses: neither they nor their permissions are the stack's. */
export const clusters: Examination<StatesContext> = {
  id: "clusters",
  question: "whether the clusters can be used",
  async examine(context) {
    const outcomes = await Promise.all(context.declared.existing.clusters.map((compute) => judge(context, compute)));
    // Several integrations may name one cluster, each for itself.
    return [...new Map(outcomes.flat().map((outcome) => [JSON.stringify(outcome), outcome])).values()];
  },
};

async function judge(context: StatesContext, compute: DeclaredCompute<ClusterCompute>): Promise<Outcome[]> {
  const { config, path, users } = compute;
  const { cluster: id, workspaceId } = config;
  const here = await getWorkspaceId(context.rest);
  if (workspaceId !== here) {
    const fix = lines("correct the number:", snippet(path, { cluster: id, workspaceId: here }));
    return [fail(`the cluster ${id} is said to be of workspace ${workspaceId}; this is ${here}`, { fix })];
  }
  let cluster: ClusterInfo;
  try {
    cluster = await getCluster(context.rest, id);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== "not-found") {
      return [unanswered(`whether the cluster ${id} is there`, error, "who manages it gives you CAN_ATTACH_TO on it")];
    }
    const fix = `choose one of \`${onramp("workspace list clusters")}\`, or a warehouse`;
    return [fail(`the cluster ${id} is not there`, { cause: error.message, fix: `${fix}, for ${path}` })];
  }
  const name = cluster.name || id;
  const fault = faultOf(cluster);
  const entries = await getPermissions(context.rest, `clusters/${id}`);
  const bad = await Promise.all(
    users.map(async (integration): Promise<Outcome[]> => {
      if (fault === undefined) return access(integration, id, name, entries, await identitiesOf(context, integration));
      return [
        fail(`${integration.name} cannot use the cluster ${name}`, {
          cause: fault,
          fix: `set its access mode to Standard (DeclaredCompute › ${name} › Edit), or name another cluster or a warehouse at ${path}`,
        }),
      ];
    }),
  );
  const outcomes = bad.flat();
  if (outcomes.length > 0) return outcomes;
  const asleep = cluster.state === "TERMINATED" ? "; it is terminated, and will be started when it is used" : "";
  return [pass(`the tools may use the cluster ${name}${asleep}`)];
}

/** Why plans refuse it. They refuse a dedicated one whoever it is for. */
function faultOf(cluster: ClusterInfo): string | undefined {
  const { accessMode, singleUser } = cluster;
  if (accessMode === "dedicated") return `it is dedicated to ${singleUser ?? "somebody"}`;
  return accessMode === "no-isolation"
    ? "its access mode isolates nobody, so Unity Catalog is closed on it"
    : undefined;
}

function access(
  integration: IntegrationConfig,
  id: string,
  name: string,
  entries: readonly AccessControl[],
  identities: ReadonlySet<string>,
): Outcome[] {
  const levels = new Set(entries.filter(({ principal }) => identities.has(principal)).flatMap(levelNames));
  if (levels.has("CAN_RESTART") || levels.has("CAN_MANAGE")) return [];
  const { groups } = integration.principal;
  const [group = "GROUP"] = groups;
  const letIn = { kind: "group", principal: group, level: "CAN_RESTART" } as const;
  const join = principalSnippet(integration, { groups: groups.length > 0 ? groups : [group] });
  const fix = [
    `who manages the cluster lets a group in, which adds to its permissions, and its principal joins it: under ${join.under}`,
    updatePermissionsCommand(`clusters/${id}`, [letIn]),
    join.line,
  ].join("\n");
  if (levels.has("CAN_ATTACH_TO")) {
    const cause = "it has CAN_ATTACH_TO and no CAN_RESTART";
    return [warn(`${integration.name} could not start the cluster ${name} when it is terminated`, { cause, fix })];
  }
  const cause = "neither its principal nor a group of it has CAN_ATTACH_TO or CAN_RESTART";
  return [fail(`${integration.name} could not use the cluster ${name}`, { cause, fix })];
}
