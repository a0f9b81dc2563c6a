import type { TerraformStack } from "cdktf";
import { SqlEndpoint } from "@cdktf/provider-databricks/lib/sql-endpoint";
import { costOf, deletionOf, type CostlyWarehouse } from "../lib/unmanaged/left-warehouses";
import type { StateInstance, StateResource } from "../lib/terraform/states";
import { removedFrom } from "./built";
import { escapeInterpolation } from "../lib/terraform/escape-interpolation";

/**
 * Says which warehouses a deploy lets go of: they stay in the workspace, cost money, and are in no state any more. Every
 * plan says so as well, as a warning.
 *
 * @param inUse ids and names of warehouses that the config names
 * @returns a note for each
 */
export function sayLetGo(
  stack: TerraformStack,
  states: readonly StateResource[],
  inUse: ReadonlySet<string>,
): string[] {
  const forgotten = removedFrom(stack);
  const left = states
    .filter(
      ({ stack: of, type, address }) =>
        of === stack.node.id && type === SqlEndpoint.tfResourceType && forgotten.has(address),
    )
    .flatMap(({ instances }) => instances.map(warehouseIn))
    .filter(({ id, name }) => !inUse.has(id) && !inUse.has(name));
  return left.map((warehouse) => {
    const note = describe(stack.node.id, warehouse);
    // A check that fails is a warning; it has to refer to something, and a workspace always has a name.
    const assert = { condition: '${terraform.workspace == ""}', error_message: escapeInterpolation(note) };
    stack.addOverride(`check.warehouse_${warehouse.id}_stays`, { assert: [assert] });
    return note;
  });
}

function describe(stack: string, warehouse: CostlyWarehouse): string {
  const { id, name } = warehouse;
  return (
    `the warehouse ${name} (${id}) leaves the state of stack ${stack} and stays in the workspace. ` +
    `It costs ${costOf(warehouse)}. If nobody else uses it, delete it after the deploy: ${deletionOf(warehouse)}.`
  );
}

function warehouseIn({ attributes }: StateInstance): CostlyWarehouse {
  const { id, name, cluster_size: size, max_num_clusters: most, auto_stop_mins: minutes } = attributes;
  return {
    id: String(id),
    name: String(name),
    size: typeof size === "string" ? size : "",
    maxClusters: typeof most === "number" ? most : 1,
    autoStopMinutes: typeof minutes === "number" ? minutes : undefined,
  };
}
