import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader, RestClient } from "./http/rest";
import { nextPage, ownedObject, UNITY_CATALOG, unityCatalogPath } from "./unity-catalog";

const tableSchema = ownedObject.extend({
  /** "" where the service does not say: only managed and external tables have storage. */
  table_id: z.string().default(""),
  /** `MANAGED`, `EXTERNAL`, `VIEW`, `MATERIALIZED_VIEW`, … */
  table_type: z.string().default(""),
});

/** A table or view of Unity Catalog. */
export type TableInfo = z.infer<typeof tableSchema>;

const pageSchema = z.object({ tables: z.array(tableSchema).default([]), ...nextPage });

/**
 * @param fullName `catalog.schema.table`
 * @throws ServiceError of the kind `not-found` for one that is not there, or that the caller may not see
 * @see https://docs.databricks.com/api/workspace/tables/get
 */
export function getTable(rest: Reader, fullName: string): Promise<TableInfo> {
  return rest.getAs(tableSchema, unityCatalogPath("tables", fullName));
}

/** Every table and view of a schema that the caller sees. @see https://docs.databricks.com/api/workspace/tables/list */
export async function listTables(rest: Reader, catalog: string, schema: string): Promise<TableInfo[]> {
  const place = { catalog_name: catalog, schema_name: schema };
  const pages = await allPages(rest, pageSchema, `${UNITY_CATALOG}/tables`, place);
  return pages.flatMap(({ tables }) => tables);
}

/**
 * Asks for short-lived storage credentials of a table, and does not look at them.
 *
 * @param id {@link TableInfo.table_id}
 * @see https://docs.databricks.com/api/workspace/temporarytablecredentials/generatetemporarytablecredentials
 */
export async function vendReadCredentials(rest: RestClient, id: string): Promise<void> {
  const body = { table_id: id, operation: "READ" };
  await rest.post(`${UNITY_CATALOG}/temporary-table-credentials`, { body });
}
