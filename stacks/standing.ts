import type { TerraformResource, TerraformStack } from "cdktf";
import { Catalog, Schema } from "../constructs";
import type { StateResource } from "../lib/terraform/states";
import { addressOf } from "./built";

/**
 * Lets catalogs and schemas that stand already keep what the file does not say: their storage above all, for another one
 * would replace them. A first deploy has nothing to keep.
 *
 * @param states what the states hold; absent: nobody knows, so that everything may be there
 * @param moved addresses of the stack that something in the states moves to
 */
export function keepStanding(
  stack: TerraformStack,
  states: readonly StateResource[] | undefined,
  moved: ReadonlySet<string> = new Set(),
): void {
  const held = states?.filter((each) => each.stack === stack.node.id).map(addressIn);
  const addresses = held && new Set([...held, ...moved]);
  const isThere = (construct: Catalog | Schema) =>
    addresses === undefined || addresses.has(addressOf(construct.node.findChild("Resource") as TerraformResource));
  for (const each of stack.node.findAll()) {
    if (each instanceof Catalog && isThere(each)) each.keepAsItIs(addresses !== undefined);
    if (each instanceof Schema && isThere(each)) each.keepAsItIs();
  }
}

const addressIn = ({ address }: StateResource) => address;
