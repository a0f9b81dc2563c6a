import { defaultCatalogOf } from "../state/editions";
import type { Area } from "./context";

/** Which metastore the workspace is attached to. Everybody may know. */
export const metastore: Area = (app, { workspace }) => {
  const { identity } = workspace.data;

  app.get("/api/2.1/unity-catalog/current-metastore-assignment", (c) =>
    c.json({
      metastore_id: identity.metastoreId,
      workspace_id: identity.workspaceId,
      default_catalog_name: defaultCatalogOf(identity),
    }),
  );

  app.get("/api/2.1/unity-catalog/metastore_summary", (c) =>
    c.json({
      metastore_id: identity.metastoreId,
      name: identity.metastoreName,
      cloud: identity.cloud,
      region: identity.region,
      global_metastore_id: `${identity.cloud}:${identity.region}:${identity.metastoreId}`,
      owner: workspace.data.metastoreOwner,
      storage_root: identity.storageRoot && `${identity.storageRoot.replace(/\/$/, "")}/${identity.metastoreId}`,
      delta_sharing_scope: "INTERNAL",
      privilege_model_version: identity.privilegeModel,
      external_access_enabled: workspace.data.externalAccess,
      created_at: identity.createdAt,
      updated_at: identity.createdAt,
    }),
  );
};
