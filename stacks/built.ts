import { TerraformResource, type TerraformElement, type TerraformStack } from "cdktf";
import { RemovedBlock } from "../constructs/removed-block";

/** e.g. `databricks_catalog.catalogs_marketing_1A2B3C4D`. */
export function addressOf(resource: TerraformElement & { readonly terraformResourceType: string }): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** The resources of a stack as it was built, by address. */
export function resourcesOf(stack: TerraformStack): ReadonlyMap<string, TerraformResource> {
  const all = stack.node.findAll().filter((each) => TerraformResource.isTerraformResource(each));
  return new Map(all.map((resource) => [addressOf(resource), resource]));
}

/** Addresses of what a stack lets go of, if its state has it. */
export function removedFrom(stack: TerraformStack): ReadonlySet<string> {
  return new Set(stack.node.findAll().flatMap((each) => (each instanceof RemovedBlock ? [each.from] : [])));
}

/** Whether the stack takes a resource over that is there already. */
export function isImported(resource: TerraformResource): boolean {
  return (resource.toTerraform() as { readonly import?: unknown }).import !== undefined;
}
