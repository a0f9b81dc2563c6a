import { z } from "zod";
import type { Reader } from "./http/rest";

/** Settings that are read here, in one request. */
const KEYS = ["enableIpAccessLists", "enableTokensConfig", "maxTokenLifetimeDays"] as const;

/** A setting that was never changed may come as null. */
const settingsSchema = z.record(z.string(), z.string().nullable());

/** Settings of the workspace as the service has them, texts all of them; null or absent: never changed. */
export type WorkspaceSettings = Readonly<Partial<Record<(typeof KEYS)[number], string | null>>>;

/** For admins. @see https://docs.databricks.com/api/workspace/workspaceconf/getstatus */
export function getWorkspaceSettings(rest: Reader): Promise<WorkspaceSettings> {
  return rest.getAs(settingsSchema, "/api/2.0/workspace-conf", { query: { keys: KEYS.join(",") } });
}
