import { shellWord } from "../../report/shell-word";
import type { ClusterInfo } from "../../databricks/clusters";
import { permissionsPage, type Compute } from "../../terraform/compute";
import type { Connection } from "../../terraform/connection";
import { TOOLS_GROUP } from "../../databricks/groups";
import { REDEPLOY, type Diagnosis, type Symptom } from "./symptom";
import { updatePermissionsCommand } from "../../databricks/permissions";
import { onramp } from "../../command-line";

/** That the tool may not use its warehouse or cluster, or not the workspace at all. */
export function mayNotUse({ text, connection, compute, profile, signedIn }: Symptom): Diagnosis {
  if (/entitlement/i.test(text)) return lacksEntitlement(text, connection, compute);
  if (signedIn) {
    return {
      cause: `the service principal may not do this in the workspace (${text})`,
      fix: `${REDEPLOY}, which restores what the stack allows it`,
    };
  }
  // The cluster was looked at before, at this workspace: it is the number in the path that is another one's.
  if (compute.kind === "cluster" && /access to org/i.test(text)) {
    return {
      cause: `the HTTP path ${connection.http_path} names another workspace than ${connection.host} (${text})`,
      fix:
        "correct workspaceId beside warehouse.cluster in onramp.yaml: `" +
        onramp("doctor") +
        "` says what it is; then " +
        `${REDEPLOY}, and enter the new HTTP path in ${profile.name}`,
    };
  }
  if (compute.kind === "cluster") return lacksOnCluster("CAN_ATTACH_TO", connection, compute, ` (${text})`);
  if (compute.existing) return mayNotUseExisting(text, connection, compute);
  return {
    cause: `the service principal may not do this on the workspace or the warehouse (${text})`,
    fix:
      `${REDEPLOY}, which restores its permissions; or give ${connection.principal.application_id} "Can use" under ` +
      permissionsPage(compute),
  };
}

/** Only what a stack made is what a deploy puts right. */
function lacksEntitlement(text: string, { principal }: Connection, { kind }: Compute): Diagnosis {
  const entitlement = kind === "cluster" ? "Workspace access" : "Databricks SQL access";
  const page = `Settings > Identity and access > Service principals > ${principal.display_name}`;
  const fix = `as a workspace admin tick "${entitlement}" under ${page}`;
  return {
    cause: `the service principal lacks an entitlement (${text})`,
    fix: principal.existing ? fix : `${REDEPLOY}, which restores it; or ${fix}`,
  };
}

function mayNotUseExisting(text: string, { use_group: group }: Connection, { id, name }: Compute): Diagnosis {
  const adopt = (to: string) => onramp(`workspace share-warehouse ${id} --group ${shellWord(to)} --create-group`);
  const cause = `the service principal may not use the warehouse ${name}, whose permissions are not the kit's (${text})`;
  if (group === undefined) {
    return {
      cause,
      fix: [
        "let a group use the warehouse, which adds to its permissions and changes nobody else's, name the group in onramp.yaml, and deploy:",
        adopt(TOOLS_GROUP),
        `warehouse: { existing: ${JSON.stringify(id)}, viaGroup: ${TOOLS_GROUP} }`,
      ].join("\n"),
    };
  }
  return {
    cause: `${cause}: the group ${group} has no CAN_USE any more, or the principal is not in it`,
    fix: [`${REDEPLOY}, which puts the principal into the group; if the group lost CAN_USE:`, adopt(group)].join("\n"),
  };
}

/** That a cluster's permissions, which nobody but its managers changes, do not let the tool do something. */
export function lacksOnCluster(
  level: "CAN_ATTACH_TO" | "CAN_RESTART",
  { principal }: Connection,
  compute: Compute,
  why = "",
): Diagnosis {
  const letIn = { kind: "service principal", principal: principal.application_id, level: "CAN_RESTART" } as const;
  const restart =
    level === "CAN_RESTART"
      ? `start it yourself, or add "Can restart" for ${principal.display_name}`
      : `add "Can restart" for ${principal.display_name} ("Can attach to", if others start the cluster)`;
  return {
    cause: `the service principal lacks ${level} on the cluster ${compute.name}${why}`,
    fix: [
      `the cluster's permissions are not the kit's: as who may manage it, ${restart} under ${permissionsPage(compute)}, or:`,
      updatePermissionsCommand(`clusters/${compute.id}`, [letIn]),
    ].join("\n"),
  };
}

/** Why a cluster can be of no use to a tool, whatever it is allowed; undefined for one that can. */
export function unfit(cluster: ClusterInfo, { principal }: Connection, { name }: Compute): Diagnosis | undefined {
  const fix =
    `under Compute > ${name} > Edit choose the access mode Standard (shared), or write another cluster or a warehouse ` +
    `under warehouse: in onramp.yaml and deploy`;
  if (cluster.accessMode === "no-isolation") {
    return { cause: `the cluster ${name} isolates nobody's access, so Unity Catalog is closed on it`, fix };
  }
  const { singleUser: user = "somebody else" } = cluster;
  if (cluster.accessMode === "dedicated" && user.toLowerCase() !== principal.application_id.toLowerCase()) {
    return { cause: `the cluster ${name} is dedicated to ${user}: nobody else can run anything on it`, fix };
  }
  return undefined;
}

/** That the warehouse or cluster is not there. */
export function notThere({ text, connection: { http_path }, compute, profile }: Symptom): Diagnosis {
  const { kind, id, existing } = compute;
  const cause = `no ${kind} has the HTTP path ${http_path} (${text})`;
  if (!existing) {
    return {
      cause,
      fix: `${REDEPLOY}, which creates a deleted warehouse again, and enter the new HTTP path in the tool`,
    };
  }
  const field = kind === "cluster" ? "warehouse.cluster" : "warehouse.existing";
  return {
    cause: `${cause}: ${id} was deleted by those who look after it, or is of another workspace`,
    fix:
      `choose one of \`${onramp(`workspace list ${kind}s`)}\`, write it as ${field} into onramp.yaml, ${REDEPLOY}, and enter ` +
      `the new HTTP path in ${profile.name}`,
  };
}

/** That the warehouse or cluster is there, and does not come up, with what its reason asks for. */
export function doesNotStart({ text, signedIn, compute: { kind, name } }: Symptom): Diagnosis {
  if (signedIn) {
    return {
      cause: `the workspace or its ${kind} ${name} had no time to answer, and again when it was asked anew (${text})`,
      fix: `see that ${name} still runs, and check again in some minutes`,
    };
  }
  const where = kind === "cluster" ? `Compute > ${name}, whose event log` : `SQL Warehouses > ${name}, whose events`;
  const more = kind === "cluster" ? "names" : "name";
  const known = REASONS.find(([says]) => says.test(text));
  return {
    cause: `the ${kind} ${name} did not start (${text})`,
    fix: known
      ? `${known[1]}; ${where} ${more} more`
      : `start it under ${where} ${more} the reason (quota, capacity, billing), and check again`,
  };
}

/** Who can do what about a reason, where it is a known one. */
const REASONS: readonly (readonly [says: RegExp, fix: string])[] = [
  [
    /quota|limit.{0,20}(reached|exceeded)|LimitExceeded/i,
    "a quota is used up: stop or shrink another warehouse or cluster, or ask who looks after the cloud account (serverless: Databricks) to raise it; then check again",
  ],
  [
    /capacity|stock ?out|INSUFFICIENT_INSTANCE/i,
    "the cloud has no machines to give at the moment: check again in a while, or choose another size or serverless under warehouse: in onramp.yaml",
  ],
  [
    /billing|payment|subscription|trial.*(ended|expired)|account.*(disabled|suspended)/i,
    "an account admin puts the billing of the Databricks or cloud account in order; then check again",
  ],
  [
    /serverless.*(disabled|not enabled|turned off)/i,
    "a workspace admin turns serverless on, or write serverless: false under warehouse: in onramp.yaml and deploy",
  ],
];
