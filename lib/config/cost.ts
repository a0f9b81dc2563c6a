import { DBU_PER_HOUR } from "../../profiles";
import { isCreatedWarehouse } from "./chosen";
import type { CreatedWarehouse, OnrampConfig } from "./resolved";

/** DBU that a warehouse uses in an hour at worst: with all of its clusters running. */
export function worstCaseDbu({ size, maxClusters }: Pick<CreatedWarehouse, "size" | "maxClusters">): number {
  return DBU_PER_HOUR[size] * maxClusters;
}

/** Every warehouse that the stacks create, once: the shared ones and those of integrations that are not absent. */
export function createdWarehouses({
  warehouses,
  integrations,
}: Pick<OnrampConfig, "warehouses" | "integrations">): CreatedWarehouse[] {
  const own = integrations.flatMap(({ absent, warehouse }) => (absent || "shared" in warehouse ? [] : [warehouse]));
  return [...Object.values(warehouses), ...own].filter(isCreatedWarehouse);
}
