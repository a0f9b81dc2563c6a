import { ApiError } from "../api-error";
import type { DataSource } from "../engine/resource";
import { metastorePath } from "../resources/unity-catalog";

/** A workspace without Unity Catalog has the id `no_metastore`. */
export const currentMetastore: DataSource = {
  async read(client) {
    try {
      const metastore_info = await client.get<{ metastore_id: string }>(metastorePath);
      return { id: metastore_info.metastore_id, metastore_info };
    } catch (error) {
      if (!(error instanceof ApiError) || !error.message.includes("No metastore assigned for the current workspace"))
        throw error;
      return { id: "no_metastore" };
    }
  },
};
