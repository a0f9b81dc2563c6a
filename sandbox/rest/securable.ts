import type { CatalogRecord } from "../state/records/catalog";
import type { SchemaRecord } from "../state/records/schema";
import type { OwnedSecurable } from "../state/records/securable";
import type { Workspace } from "../state/workspace";

export const PREDICTIVE_OPTIMIZATION = ["INHERIT", "ENABLE", "DISABLE"] as const;

/** What securables have in common on the wire. Empty optional fields are left out. */
export function securableFields(workspace: Workspace, securable: OwnedSecurable) {
  return {
    name: securable.name,
    owner: securable.owner,
    comment: securable.comment,
    properties: Object.keys(securable.properties).length > 0 ? securable.properties : undefined,
    metastore_id: workspace.data.identity.metastoreId,
    created_at: securable.createdAt,
    created_by: securable.createdBy,
    updated_at: securable.updatedAt,
    updated_by: securable.updatedBy,
  };
}

/** The setting that is in force: the securable's own, else the one it inherits, which is off here. */
export function inheritedOptimization(
  securable: CatalogRecord | SchemaRecord,
  parent: { readonly type: string; readonly name: string },
) {
  const own = securable.predictiveOptimization;
  return own === "INHERIT"
    ? { value: "DISABLE", inherited_from_type: parent.type, inherited_from_name: parent.name }
    : { value: own };
}
