import type { TerraformElement, TerraformStack } from "cdktf";
import { Catalog, Schema } from "../constructs";
import type { StateResource } from "../lib/terraform/states";

/**
 * Lets catalogs and schemas that stand already keep what the file does not say: their storage above all, for another one
 * would replace them. A first deploy has nothing to keep.
 *
 * @param states what the states hold; absent: nobody knows, so that everything may be there
 */
export function keepStanding(stack: TerraformStack, states: readonly StateResource[] | undefined): void {
  const addresses = states && new Set(states.filter((each) => each.stack === stack.node.id).map(addressIn));
  const isThere = (construct: Catalog | Schema) =>
    addresses === undefined || addresses.has(addressOf(construct.node.findChild("Resource") as TerraformElement));
  for (const each of stack.node.findAll()) {
    if (each instanceof Catalog && isThere(each)) each.keepAsItIs(addresses !== undefined);
    if (each instanceof Schema && isThere(each)) each.keepAsItIs();
  }
}

const addressIn = ({ address }: StateResource) => address;

/** e.g. `databricks_catalog.catalogs_marketing_1A2B3C4D`. */
export function addressOf(resource: TerraformElement & { readonly terraformResourceType?: string }): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
