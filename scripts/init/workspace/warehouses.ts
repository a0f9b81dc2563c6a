import { z } from "zod";
import { warehousesThere } from "../../../lib/databricks/warehouses";
import type { RestClient } from "../../../lib/databricks/http/rest";

/** A SQL warehouse that is there. */
export interface FoundWarehouse {
  readonly id: string;
  readonly name: string;
  /** e.g. `RUNNING`, as the service says it. */
  readonly state: string;
  readonly size: string;
  readonly type: "serverless" | "pro" | "classic";
  /** Minutes without a query until it stops, 0 = never; undefined: not told. */
  readonly autoStopMinutes: number | undefined;
}

/** Every SQL warehouse that the caller sees, without those that are being deleted. */
export async function warehousesOf(rest: Pick<RestClient, "getAs">): Promise<FoundWarehouse[]> {
  return (await warehousesThere(rest))
    .filter(({ state }) => !/^DELET/.test(state))
    .map((each) => ({
      id: each.id,
      name: each.name,
      state: each.state,
      size: each.cluster_size ?? "",
      type: each.enable_serverless_compute ? "serverless" : each.warehouse_type === "PRO" ? "pro" : "classic",
      autoStopMinutes: each.auto_stop_mins,
    }));
}

const permissionsSchema = z.object({
  access_control_list: z.array(z.object({ group_name: z.string().optional() })).default([]),
});

/** Names of the groups that hold a permission on a warehouse, each of which includes CAN_USE. */
export async function groupsUsing(rest: Pick<RestClient, "getAs">, warehouse: string): Promise<string[]> {
  const path = `/api/2.0/permissions/sql/warehouses/${encodeURIComponent(warehouse)}`;
  const { access_control_list: entries } = await rest.getAs(permissionsSchema, path);
  return entries.flatMap(({ group_name: name }) => name ?? []);
}
