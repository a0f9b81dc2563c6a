import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import { schemaPath } from "../resources/unity-catalog";

/** A schema by its full name, as the API describes it. */
export const schema: DataSource = {
  async read(client, config) {
    const schema_info = await client.get<{ full_name: string }>(schemaPath(text(config, "name")));
    return { id: schema_info.full_name, schema_info };
  },
};
