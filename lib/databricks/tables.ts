import { z } from "zod";
import { dependencies } from "./dependencies";
import { allPages } from "./http/pages";
import type { Reader, RestClient } from "./http/rest";
import type { Securable } from "./securable";
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

const functionName = z.object({ function_name: z.string() }).optional();

const definitionSchema = tableSchema.extend({
  view_dependencies: dependencies,
  row_filter: functionName,
  columns: z.array(z.object({ mask: functionName })).default([]),
});

/** What a table or view is made of and what changes its rows on the way out. */
export interface TableDefinition {
  /** As {@link TableInfo} has it. */
  readonly type: string;
  readonly owner: string;
  /** Tables, views and functions that a view's query names; none where the service does not say. */
  readonly uses: readonly Securable[];
  /** Functions that filter its rows or mask its columns, by full name. */
  readonly filters: readonly string[];
}

/** As {@link getTable}, with what it is made of. */
export async function describeTable(rest: Reader, fullName: string): Promise<TableDefinition> {
  const found = await rest.getAs(definitionSchema, unityCatalogPath("tables", fullName));
  const filters = [found.row_filter, ...found.columns.map(({ mask }) => mask)].flatMap(
    (each) => each?.function_name ?? [],
  );
  return {
    type: found.table_type,
    owner: found.owner,
    uses: found.view_dependencies,
    filters: [...new Set(filters)],
  };
}

/**
 * Asks for short-lived storage credentials of a table, and does not look at them.
 *
 * @param id {@link TableInfo.table_id}
 * @see https://docs.databricks.com/api/workspace/temporarytablecredentials/generatetemporarytablecredentials
 */
export async function vendReadCredentials(rest: RestClient, id: string): Promise<void> {
  const body = { table_id: id, operation: "READ" };
  await rest.post(`${UNITY_CATALOG}/temporary-table-credentials`, { body, repeatable: true });
}
