import { z } from "zod";
import type { RestClient } from "./http/rest";
import { ServiceError } from "./http/service-error";

/** @see https://docs.databricks.com/api/workspace/clusters/get */
const clusterSchema = z.looseObject({
  cluster_name: z.string().default(""),
  /** `PENDING`, `RUNNING`, `RESTARTING`, `RESIZING`, `TERMINATING`, `TERMINATED`, `ERROR` or `UNKNOWN`. */
  state: z.string().default("UNKNOWN"),
  state_message: z.string().optional(),
  data_security_mode: z.string().optional(),
  /** Whom a cluster in dedicated access mode is for. */
  single_user_name: z.string().optional(),
  /** 0 = never. */
  autotermination_minutes: z.coerce.number().optional(),
  termination_reason: z.looseObject({ code: z.string().optional() }).optional(),
});

export type Cluster = z.infer<typeof clusterSchema>;

/**
 * A cluster as the caller sees it, which takes CAN_ATTACH_TO.
 *
 * @throws ServiceError of the kind `not-found` for one that is not there, which the API answers with 400
 */
export async function readCluster(rest: Pick<RestClient, "getAs">, id: string): Promise<Cluster> {
  try {
    return await rest.getAs(clusterSchema, "/api/2.1/clusters/get", { query: { cluster_id: id } });
  } catch (error) {
    if (!(error instanceof ServiceError) || !/does not exist/i.test(error.message)) throw error;
    throw new ServiceError(error.message, { ...error, kind: "not-found", cause: error });
  }
}

/** Takes CAN_RESTART. @see https://docs.databricks.com/api/workspace/clusters/start */
export async function startCluster(rest: RestClient, id: string): Promise<void> {
  await rest.post("/api/2.1/clusters/start", { body: { cluster_id: id } });
}

/** `shared`: several users, each with their own privileges. */
export type AccessMode = "shared" | "dedicated" | "no-isolation";

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
export function accessModeOf({ data_security_mode: mode = "NONE", single_user_name: user }: Cluster): AccessMode {
  if (mode === "DATA_SECURITY_MODE_AUTO" && user) return "dedicated";
  return MODES[mode] ?? "shared";
}
