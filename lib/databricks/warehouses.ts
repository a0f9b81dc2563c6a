import { z } from "zod";
import { allPages } from "./http/pages";
import type { RestClient } from "./http/rest";

const pageSchema = z.object({
  warehouses: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** e.g. `RUNNING`. */
        state: z.string().default(""),
        cluster_size: z.string().optional(),
        /** `PRO` or `CLASSIC`. */
        warehouse_type: z.string().optional(),
        enable_serverless_compute: z.boolean().default(false),
        /** Minutes without a query until it stops, 0 = never. */
        auto_stop_mins: z.number().optional(),
        creator_name: z.string().optional(),
        tags: z
          .object({
            custom_tags: z.array(z.object({ key: z.string().default(""), value: z.string().default("") })).default([]),
          })
          .default({ custom_tags: [] }),
      }),
    )
    .default([]),
  next_page_token: z.string().optional(),
});

/** A SQL warehouse of the workspace. */
export type FoundWarehouse = z.infer<typeof pageSchema>["warehouses"][number];

/** The SQL warehouses that the caller sees; an admin sees all. @see https://docs.databricks.com/api/workspace/warehouses/list */
export async function warehousesThere(rest: Pick<RestClient, "getAs">): Promise<FoundWarehouse[]> {
  const pages = await allPages(rest, pageSchema, "/api/2.0/sql/warehouses");
  return pages.flatMap(({ warehouses }) => warehouses);
}

/** Those that go by an id or a name: one, none, or several of that name. */
export function warehousesCalled(idOrName: string, all: readonly FoundWarehouse[]): FoundWarehouse[] {
  const byId = all.filter(({ id }) => id === idOrName);
  return byId.length > 0 ? byId : all.filter(({ name }) => name === idOrName);
}
