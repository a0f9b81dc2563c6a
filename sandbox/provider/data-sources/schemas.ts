import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { schemasPath } from "../resources/unity-catalog";

/** Full names of the schemas of a catalog. */
export const schemas: DataSource = {
  async read(client, config) {
    const query = { catalog_name: text(config, "catalog_name"), max_results: "0" };
    const found = await client.list<{ full_name: string }>(schemasPath, "schemas", query);
    return { id: "_", ids: found.map(({ full_name }) => full_name) };
  },
};
