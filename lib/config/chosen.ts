import type {
  CatalogChoice,
  CatalogConfig,
  ClusterCompute,
  CreatedWarehouse,
  Existing,
  ExistingWarehouse,
  ImportedWarehouse,
  IntegrationConfig,
  OnrampConfig,
  SchemaConfig,
  WarehouseConfig,
} from "./resolved";

/** The catalog that a choice stands for, shared or not. */
export function catalogOf({ catalogs }: Pick<OnrampConfig, "catalogs">, choice: CatalogChoice): CatalogConfig {
  return "shared" in choice ? catalogs[choice.shared]! : choice;
}

/** What runs an integration's queries, shared or not. */
export function warehouseOf(
  { warehouses }: Pick<OnrampConfig, "warehouses">,
  { warehouse }: Pick<IntegrationConfig, "warehouse">,
): WarehouseConfig {
  return "shared" in warehouse ? warehouses[warehouse.shared]! : warehouse;
}

/** True for a catalog or schema that is there already and stays as it is. */
export function isExisting(config: CatalogConfig | SchemaConfig): config is Existing {
  return "existing" in config;
}

/** True for a warehouse that a stack creates. */
export function isCreatedWarehouse(config: WarehouseConfig): config is CreatedWarehouse {
  return !isExistingWarehouse(config) && !isImportedWarehouse(config) && !isCluster(config);
}

/** True for a warehouse that is there already and that a stack takes over. */
export function isImportedWarehouse(config: WarehouseConfig): config is ImportedWarehouse {
  return "import" in config;
}

/** True for a warehouse that is there already and stays as it is. */
export function isExistingWarehouse(config: WarehouseConfig): config is ExistingWarehouse {
  return "existing" in config;
}

/** True for an all-purpose cluster in place of a warehouse. */
export function isCluster(config: WarehouseConfig): config is ClusterCompute {
  return "cluster" in config;
}

/** Ids and names of the warehouses that are there already and that a config names. */
export function warehouseNamesIn({
  warehouses,
  integrations,
}: Pick<OnrampConfig, "warehouses" | "integrations">): ReadonlySet<string> {
  const own = integrations.flatMap(({ absent, warehouse }) => (absent || "shared" in warehouse ? [] : [warehouse]));
  return new Set(
    [...Object.values(warehouses), ...own].flatMap((each) => (isExistingWarehouse(each) ? [each.existing] : [])),
  );
}
