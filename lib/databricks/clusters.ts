import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader, RestClient } from "./http/rest";
import { ServiceError } from "./http/service-error";
import { nextPage } from "./unity-catalog";

/** `shared`: several users, each with their own privileges. */
export type AccessMode = "shared" | "dedicated" | "no-isolation";

/** An all-purpose cluster. */
export interface ClusterInfo {
  /** e.g. `1121-101500-abcd1234`. */
  readonly id: string;
  readonly name: string;
  /** `PENDING`, `RUNNING`, `RESTARTING`, `RESIZING`, `TERMINATING`, `TERMINATED`, `ERROR` or `UNKNOWN`. */
  readonly state: string;
  /** A tool with a service principal of its own needs a shared one. */
  readonly accessMode: AccessMode;
  /** Minutes without use until it ends, 0 = never. */
  readonly autoTerminationMinutes: number;
  /** Whom a dedicated one is for. */
  readonly singleUser?: string;
  /** Why it is not up, in the service's words; "" where it says nothing. */
  readonly reason: string;
}

const MODES: Readonly<Record<string, AccessMode>> = {
  SINGLE_USER: "dedicated",
  DATA_SECURITY_MODE_DEDICATED: "dedicated",
  LEGACY_SINGLE_USER: "dedicated",
  LEGACY_SINGLE_USER_STANDARD: "dedicated",
  NONE: "no-isolation",
  LEGACY_TABLE_ACL: "no-isolation",
  LEGACY_PASSTHROUGH: "no-isolation",
};

/**
 * What a cluster's access mode means for a tool: dedicated to one user or group, or without Unity Catalog's privileges.
 * `auto` has come to dedicated where it has a user; a mode that is not known here counts as shared.
 *
 * @see https://docs.databricks.com/aws/en/compute/access-mode
 */
function accessModeOf(mode: string, singleUser: string | undefined): AccessMode {
  if (mode === "DATA_SECURITY_MODE_AUTO" && singleUser) return "dedicated";
  return MODES[mode] ?? "shared";
}

const fields = z.object({
  cluster_id: z.string(),
  cluster_name: z.string().default(""),
  state: z.string().default("UNKNOWN"),
  state_message: z.string().optional(),
  cluster_source: z.string().default(""),
  data_security_mode: z.string().default("NONE"),
  single_user_name: z.string().optional(),
  autotermination_minutes: z.coerce.number().default(0),
  termination_reason: z.object({ code: z.string().optional() }).optional(),
});

function infoOf(answer: z.infer<typeof fields>): ClusterInfo {
  const { single_user_name: singleUser, termination_reason: ended, state_message: message } = answer;
  return {
    id: answer.cluster_id,
    name: answer.cluster_name,
    state: answer.state,
    accessMode: accessModeOf(answer.data_security_mode, singleUser),
    autoTerminationMinutes: answer.autotermination_minutes,
    ...(singleUser !== undefined && { singleUser }),
    reason: [ended?.code, message].filter(Boolean).join(": "),
  };
}

/**
 * A cluster as the caller sees it, which takes CAN_ATTACH_TO.
 *
 * @throws ServiceError of the kind `not-found` for one that is not there, which the API answers with 400
 * @see https://docs.databricks.com/api/workspace/clusters/get
 */
export async function getCluster(rest: Reader, id: string): Promise<ClusterInfo> {
  try {
    return infoOf(await rest.getAs(fields, "/api/2.1/clusters/get", { query: { cluster_id: id } }));
  } catch (error) {
    if (!(error instanceof ServiceError) || !/does not exist/i.test(error.message)) throw error;
    throw new ServiceError(error.message, { ...error, kind: "not-found", cause: error });
  }
}

/** Takes CAN_RESTART. @see https://docs.databricks.com/api/workspace/clusters/start */
export async function startCluster(rest: RestClient, id: string): Promise<void> {
  await rest.post("/api/2.1/clusters/start", { body: { cluster_id: id }, repeatable: true });
}

const pageSchema = z.object({ clusters: z.array(fields).default([]), ...nextPage });

/** What starts clusters that end with their work: nothing that a tool could connect to. */
const FOR_ONE_PURPOSE = /^(JOB|PIPELINE|MODELS|SQL)/;

/** Every all-purpose cluster that the caller sees. @see https://docs.databricks.com/api/workspace/clusters/list */
export async function listClusters(rest: Reader): Promise<ClusterInfo[]> {
  const pages = await allPages(rest, pageSchema, "/api/2.1/clusters/list");
  return pages
    .flatMap(({ clusters }) => clusters)
    .filter(({ cluster_source: source }) => !FOR_ONE_PURPOSE.test(source))
    .map(infoOf);
}
