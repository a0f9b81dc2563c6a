import { Catalog as DatabricksCatalog } from "@cdktf/provider-databricks/lib/catalog";
import { Schema as DatabricksSchema } from "@cdktf/provider-databricks/lib/schema";
import { WorkspaceBinding } from "@cdktf/provider-databricks/lib/workspace-binding";
import { Token, type TerraformResource, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { MovedBlock } from "../constructs/moved-block";
import type { StateResource } from "../lib/terraform/states";
import { UsageError } from "../lib/report/errors";
import { isImported, removedFrom, resourcesOf } from "./built";

/**
 * Lets catalogs and schemas that the states have under other addresses go on where the file has them now, as when an
 * integration's own catalog becomes a shared one, or its entry gets another key: else a deploy would delete them, or die
 * half-way as they are in use.
 *
 * @returns for each stack the addresses that something moves to
 * @throws UsageError for one that another stack holds, since nothing moves between states, with the way
 */
export function moveStanding(
  stacks: readonly TerraformStack[],
  states: readonly StateResource[],
  file: string,
): ReadonlyMap<TerraformStack, ReadonlySet<string>> {
  const built = new Map(
    stacks.map((stack) => [stack.node.id, { resources: resourcesOf(stack), removed: removedFrom(stack) }]),
  );
  const isGone = ({ stack, address }: StateResource) => built.get(stack)?.resources.has(address) !== true;
  const isLetGo = ({ stack, address }: StateResource) => built.get(stack)?.removed.has(address) === true;
  const isHeld = (stack: string, address: string) =>
    states.some((each) => each.stack === stack && each.mode === "managed" && each.address === address);
  return new Map(
    stacks.map((stack) => {
      const { id } = stack.node;
      const moves = new Map<string, string>();
      for (const [address, resource] of built.get(id)?.resources ?? []) {
        const name = nameOf(resource);
        if (name === undefined || isHeld(id, address)) continue;
        const found = states.filter(
          (each) =>
            each.mode === "managed" &&
            each.type === resource.terraformResourceType &&
            isGone(each) &&
            isCalled(each, name),
        );
        const here = found.find((each) => each.stack === id && !isLetGo(each));
        const elsewhere = found.find((each) => each.stack !== id && !(isLetGo(each) && isImported(resource)));
        if (here) moves.set(address, here.address);
        else if (elsewhere) throw new UsageError(fromAnotherStack(resource, name, id, elsewhere, file));
      }
      if (moves.size > 0) {
        const scope = new Construct(stack, "moves");
        for (const [to, from] of moves) new MovedBlock(scope, to, { from, to });
      }
      return [stack, new Set(moves.keys())];
    }),
  );
}

/** Full name of a catalog or schema, and for the bindings of a catalog that of the catalog; nothing for the rest. */
function nameOf(resource: TerraformResource): string | undefined {
  const name =
    resource instanceof DatabricksCatalog
      ? resource.nameInput
      : resource instanceof DatabricksSchema
        ? `${resource.catalogNameInput}.${resource.nameInput}`
        : resource instanceof WorkspaceBinding
          ? resource.node.scope?.node.tryFindChild("Resource")
          : undefined;
  if (name instanceof DatabricksCatalog) return name.nameInput;
  return typeof name === "string" && !Token.isUnresolved(name) ? name.toLowerCase() : undefined;
}

function isCalled({ instances }: StateResource, name: string): boolean {
  return instances.some(({ attributes: { id, securable_name: bound } }) => bound === name || id === name);
}

function fromAnotherStack(
  resource: TerraformResource,
  name: string,
  stack: string,
  held: StateResource,
  file: string,
): string {
  const what = resource.terraformResourceType.replace("databricks_", "");
  return [
    `${file} has stack ${stack} make the ${what} ${name}, which is in the state of stack ${held.stack}; nothing was changed`,
    "  nothing moves from one state to another: it would be made a second time, or deleted while it is in use",
    `  to go on: write existing: ${name.split(".").at(-1)} in place of its name, and deploy ${held.stack}, which lets go of it; then import: in place of existing: makes it the stack's again`,
  ].join("\n");
}
