import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { catalogPath } from "../resources/unity-catalog";

/** A catalog by its name, as the API describes it. */
export const catalog: DataSource = {
  async read(client, config) {
    const catalog_info = await client.get<{ name: string }>(catalogPath(text(config, "name")));
    return { id: catalog_info.name, catalog_info };
  },
};
