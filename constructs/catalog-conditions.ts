import type { Catalog as DatabricksCatalog } from "@cdktf/provider-databricks/lib/catalog";
import type { Postcondition, Precondition } from "cdktf";
import type { IConstruct } from "constructs";
import { currentMetastore } from "./current-metastore";

/** Lets the plan fail where the metastore has no place for the catalog's data, instead of the apply half-way. */
export function hasStorage(scope: IConstruct, name: string): Precondition {
  return { condition: `\${${metastoreHasStorage(scope)}}`, errorMessage: noStorage(name) };
}

/** As {@link hasStorage}, of a catalog that may be there already with a place of its own. */
export function hasStorageNowOrThen(scope: IConstruct, name: string): Postcondition {
  const condition = `\${${metastoreHasStorage(scope)} || try(length(self.storage_root), 0) > 0}`;
  return { condition, errorMessage: noStorage(name) };
}

const metastoreHasStorage = (scope: IConstruct) => `try(length(${currentMetastore(scope, "storage_root")}), 0) > 0`;

function noStorage(name: string): string {
  return [
    `Catalog ${name} has no place for its data: the metastore of this workspace has no storage root, as is usual with Default Storage, and catalogs in Default Storage cannot be created by Terraform.`,
    "Set the catalog's storageRoot to a path (s3://…, abfss://… or gs://…) inside an external location on which you have CREATE MANAGED STORAGE,",
    "or let an account admin set the storage root of the metastore.",
  ].join("\n");
}

/**
 * Lets the plan fail where the file names another storage root than a catalog or schema has that is there already: the
 * provider would replace it, and what others hold on it would be gone. Stands beside an `ignore_changes` of the
 * attribute, so that after a plan it is still the one in the workspace; on creation it is the one of the file.
 *
 * @param what e.g. `Catalog sales`
 */
export function keepsStorageRoot(what: string, storageRoot: string): Postcondition {
  const has = '(self.storage_root == null ? "" : self.storage_root)';
  const plain = (value: string) => `replace(${value}, "/[/]+$/", "")`;
  return {
    condition: `\${${plain(has)} == ${plain(JSON.stringify(storageRoot))}}`,
    errorMessage: [
      `${what} has ${"${"}${has} == "" ? "no storage root of its own" : "the storage root ${"${"}self.storage_root}"}, and that cannot become ${storageRoot}: it would be deleted and made anew, without what others may do on it. Nothing was changed.`,
      "To keep it, write its storage root as it is, or leave storageRoot out: then it stays.",
      "To have the data elsewhere, give a new one another name.",
    ].join("\n"),
  };
}

/**
 * After a plan the id is still the name in the workspace (the provider changes it on apply only), so the two differ
 * exactly when somebody renamed a catalog that exists. On creation the id is unknown to the plan and nothing is refused.
 */
export function keepsName(resource: DatabricksCatalog): Postcondition {
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  return {
    condition: "${lower(self.id) == lower(self.name)}",
    errorMessage: [
      "Catalog ${self.id} cannot be renamed to ${self.name}: the Databricks provider would report success and rename nothing. Nothing was changed.",
      "To keep it, put the name ${self.id} back.",
      "To leave it and its data as they are and start in a new catalog ${self.name}:",
      "  1. Deploy its integration with `absent: true`, which forgets the catalog and its schema without deleting them.",
      `     For a shared catalog run \`terraform state rm ${address}\`, and the same for its schemas.`,
      "  2. Deploy with the new name and without `absent`.",
    ].join("\n"),
  };
}

/**
 * What Databricks says about catalogs that it does not manage itself: `catalog_type` of the API.
 *
 * @see https://docs.databricks.com/api/workspace/catalogs/get
 */
const TAKES_NOTHING = {
  DELTASHARING_CATALOG: "shared with this metastore by somebody else (Delta Sharing)",
  FOREIGN_CATALOG: "a view of another database through a connection (foreign catalog)",
  INTERNAL_CATALOG: "Databricks' own",
  SYSTEM_CATALOG: "Databricks' own (system tables)",
} as const;

/**
 * Lets the plan fail where something is to be made in a catalog that can only be read, instead of the apply half-way.
 *
 * @param type attribute that holds the catalog's type, e.g. `self.catalog_type`
 */
export function takesWrites(name: string, type: string): Postcondition {
  const meanings = Object.entries(TAKES_NOTHING).map(([each, meaning]) => `${each} = ${JSON.stringify(meaning)}`);
  return {
    // Terraform's coalesce passes over null and empty texts: old catalogs have no type.
    condition: `\${coalesce(${type}, "MANAGED_CATALOG") == "MANAGED_CATALOG"}`,
    errorMessage: [
      `Nothing can be created or changed in catalog ${name}: it is \${lookup({ ${meanings.join(", ")} }, ${type}, "of a kind that is only read")}, catalog_type \${${type}}. Nothing was changed.`,
      "For what is written here, choose a catalog of catalog_type MANAGED_CATALOG, or create one.",
      `What the tool reads may stay in ${name}.`,
    ].join("\n"),
  };
}
