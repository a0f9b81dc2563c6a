import type { DataSource } from "../engine/resource";
import { catalogsPath } from "../resources/unity-catalog";

/** Names of the catalogs the caller may see. */
export const catalogs: DataSource = {
  async read(client) {
    const found = await client.list<{ name: string }>(catalogsPath, "catalogs", { max_results: "0" });
    return { id: "_", ids: found.map(({ name }) => name) };
  },
};
