import { Catalog as DatabricksCatalog } from "@cdktf/provider-databricks/lib/catalog";
import { WorkspaceBinding } from "@cdktf/provider-databricks/lib/workspace-binding";
import type { TerraformElement } from "cdktf";
import type { Construct } from "constructs";
import { RemovedBlock } from "./removed-block";

/** Id of a catalog's bindings to other workspaces, part of the Terraform address. */
export const WORKSPACES = "workspaces";

/**
 * Lets the resources of the catalog that stood at a scope leave the state, and deletes none.
 *
 * @param at element at the path of the catalog's own resource
 */
export function addRemovedCatalog(scope: Construct, at?: TerraformElement): void {
  new RemovedBlock(scope, at ? "forgotten" : "Resource", { type: DatabricksCatalog.tfResourceType, at });
  new RemovedBlock(scope, WORKSPACES, { type: WorkspaceBinding.tfResourceType });
}
