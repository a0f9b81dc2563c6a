import { z } from "zod";
import type { RestClient } from "../databricks/http/rest";

const warehouseSchema = z.looseObject({
  /** `STARTING`, `RUNNING`, `STOPPING`, `STOPPED`, `DELETING` or `DELETED`. */
  state: z.string().default("UNKNOWN"),
  auto_stop_mins: z.coerce.number().optional(),
  enable_serverless_compute: z.boolean().optional(),
});

/** @see https://docs.databricks.com/api/workspace/warehouses/get */
export type Warehouse = z.infer<typeof warehouseSchema>;

/** What `edit` takes; everything else in the answer is about its state. */
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

const path = (id: string, action = "") => `/api/2.0/sql/warehouses/${encodeURIComponent(id)}${action}`;

export function readWarehouse(rest: RestClient, id: string): Promise<Warehouse> {
  return rest.getAs(warehouseSchema, path(id));
}

/** CAN_USE is enough for it. */
export async function startWarehouse(rest: RestClient, id: string): Promise<void> {
  await rest.post(path(id, "/start"));
}

/** Sets every value to what it is; takes CAN_MANAGE. */
export async function editUnchanged(rest: RestClient, id: string, warehouse: Warehouse): Promise<void> {
  const body = Object.fromEntries(
    EDITABLE.filter((key) => warehouse[key] !== undefined).map((key) => [key, warehouse[key]]),
  );
  await rest.post(path(id, "/edit"), { body });
}

/** How long a start usually takes, in words. */
export function expectedStart(warehouse: Warehouse): string {
  return warehouse.enable_serverless_compute
    ? "serverless, usually within a minute"
    : "not serverless, usually 5 to 10 minutes";
}
