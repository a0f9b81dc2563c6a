import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { tablesPath } from "../resources/unity-catalog";

/** Full names of the tables of a schema, without its views. */
export const tables: DataSource = {
  async read(client, config) {
    const query = {
      catalog_name: text(config, "catalog_name"),
      schema_name: text(config, "schema_name"),
      max_results: "0",
    };
    const found = await client.list<{ full_name: string; table_type?: string }>(tablesPath, "tables", query);
    return { id: "_", ids: found.filter(({ table_type }) => table_type !== "VIEW").map(({ full_name }) => full_name) };
  },
};
