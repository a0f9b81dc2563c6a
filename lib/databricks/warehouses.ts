import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader, RestClient } from "./http/rest";
import { nextPage } from "./unity-catalog";

const WAREHOUSES = "/api/2.0/sql/warehouses";

const path = (id: string, action = "") => `${WAREHOUSES}/${encodeURIComponent(id)}${action}`;

/** What `edit` takes; everything else in an answer is about the warehouse's state. */
const EDITABLE = [
  "name",
  "cluster_size",
  "min_num_clusters",
  "max_num_clusters",
  "auto_stop_mins",
  "enable_photon",
  "enable_serverless_compute",
  "warehouse_type",
  "spot_instance_policy",
  "channel",
  "tags",
] as const;

const tagSchema = z.object({ key: z.string().default(""), value: z.string().default("") });

const healthSchema = z.looseObject({
  status: z.string().optional(),
  summary: z.string().optional(),
  details: z.string().optional(),
  message: z.string().optional(),
  failure_reason: z.looseObject({ code: z.string().optional(), type: z.string().optional() }).optional(),
});

/** What the service says of a warehouse that is not well, each part once; "" where it says nothing. */
function ailmentOf(health: z.infer<typeof healthSchema> | undefined): string {
  const { failure_reason: reason, summary, details, message } = health ?? {};
  const said = [reason?.code, reason?.type, summary, details, message].filter((part) => part);
  return [...new Set(said)].join(": ");
}

const warehouseSchema = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    state: z.string().default("UNKNOWN"),
    cluster_size: z.string().optional(),
    warehouse_type: z.string().optional(),
    enable_serverless_compute: z.boolean().optional(),
    auto_stop_mins: z.coerce.number().optional(),
    creator_name: z.string().optional(),
    tags: z.object({ custom_tags: z.array(tagSchema).default([]) }).optional(),
    health: healthSchema.optional(),
  })
  .transform((answer): WarehouseInfo => {
    const { id, name, state, cluster_size: size = "", creator_name: creator, tags } = answer;
    const pro = answer.warehouse_type === "PRO";
    return {
      id,
      name,
      state,
      size,
      type: answer.enable_serverless_compute ? "serverless" : pro ? "pro" : "classic",
      autoStopMinutes: answer.auto_stop_mins,
      creator,
      failed: answer.health?.status === "FAILED",
      reason: answer.health?.status === "HEALTHY" ? "" : ailmentOf(answer.health),
      tags: new Map((tags?.custom_tags ?? []).map(({ key, value }) => [key, value])),
      settings: Object.fromEntries(EDITABLE.flatMap((key) => (answer[key] === undefined ? [] : [[key, answer[key]]]))),
    };
  });

/** A SQL warehouse. */
export interface WarehouseInfo {
  /** 16 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  /** `STARTING`, `RUNNING`, `STOPPING`, `STOPPED`, `DELETING` or `DELETED`. */
  readonly state: string;
  /** e.g. `2X-Small`; "" where the service does not say. */
  readonly size: string;
  /** Serverless ones are PRO as well. */
  readonly type: "serverless" | "pro" | "classic";
  /** Minutes without a query until it stops, 0 = never; undefined: not told. */
  readonly autoStopMinutes?: number;
  /** User name or application id. */
  readonly creator?: string;
  /** True when the service says that it could not start or broke down. */
  readonly failed: boolean;
  /** Why it is not well, in the service's words: quota, capacity, … ; "" where it is, or the service says nothing. */
  readonly reason: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Everything that can be set about it, as the service has it. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const pageSchema = z.object({ warehouses: z.array(warehouseSchema).default([]), ...nextPage });

/**
 * The SQL warehouses that the caller sees; an admin sees all.
 *
 * @see https://docs.databricks.com/api/workspace/warehouses/list
 */
export async function listWarehouses(rest: Reader): Promise<WarehouseInfo[]> {
  const pages = await allPages(rest, pageSchema, WAREHOUSES);
  return pages.flatMap(({ warehouses }) => warehouses);
}

/** Takes CAN_USE. @see https://docs.databricks.com/api/workspace/warehouses/get */
export function getWarehouse(rest: Reader, id: string): Promise<WarehouseInfo> {
  return rest.getAs(warehouseSchema, path(id));
}

/** Takes CAN_USE. @see https://docs.databricks.com/api/workspace/warehouses/start */
export async function startWarehouse(rest: RestClient, id: string): Promise<void> {
  await rest.post(path(id, "/start"), { repeatable: true });
}

/** Sets every value to what it is; takes CAN_MANAGE. @see https://docs.databricks.com/api/workspace/warehouses/edit */
export async function editUnchanged(rest: RestClient, { id, settings }: WarehouseInfo): Promise<void> {
  await rest.post(path(id, "/edit"), { body: settings, repeatable: true });
}

/**
 * Levels that let a principal run queries on a warehouse, least first.
 *
 * @see https://docs.databricks.com/aws/en/security/auth/access-control/#sql-warehouses
 */
export const USE_LEVELS: readonly string[] = ["CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"];

/** Those that go by an id or a name: one, none, or several of that name. */
export function warehousesCalled(idOrName: string, all: readonly WarehouseInfo[]): WarehouseInfo[] {
  const byId = all.filter(({ id }) => id === idOrName);
  return byId.length > 0 ? byId : all.filter(({ name }) => name === idOrName);
}

const configSchema = z.object({
  /** Only false says anything: newer workspaces leave it out. */
  enable_serverless_compute: z.boolean().optional(),
  enabled_warehouse_types: z.array(z.object({ warehouse_type: z.string(), enabled: z.boolean() })).default([]),
});

/** Which kinds of warehouses may be created. */
export interface WarehousePolicy {
  readonly serverless: boolean;
  /** Types that are turned off: `PRO`, `CLASSIC`. */
  readonly off: ReadonlySet<string>;
}

/** @see https://docs.databricks.com/api/workspace/warehouses/getworkspacewarehouseconfig */
export async function getWarehousePolicy(rest: Reader): Promise<WarehousePolicy> {
  const found = await rest.getAs(configSchema, "/api/2.0/sql/config/warehouses");
  const off = found.enabled_warehouse_types
    .filter(({ enabled }) => !enabled)
    .map(({ warehouse_type }) => warehouse_type);
  return { serverless: found.enable_serverless_compute !== false, off: new Set(off) };
}
