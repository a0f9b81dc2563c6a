import type { IntegrationConfig, OnrampConfig, WarehouseConfig } from ".";

/** What runs the queries of some integrations, and where the config says so. */
export interface DeclaredCompute<Config extends WarehouseConfig = WarehouseConfig> {
  readonly config: Config;
  /** e.g. `integrations.clevertap.warehouse`, of a shared one `warehouses.bi`. */
  readonly path: string;
  /** Key of the entry that it belongs to: the kit's own tag on what it creates. */
  readonly key: string;
  /** Who uses it; a shared one may be used by nobody yet. */
  readonly users: readonly IntegrationConfig[];
}

/** Every warehouse and cluster of a config, once: the shared ones, then those of integrations that are not absent. */
export function declaredCompute({ warehouses, integrations }: OnrampConfig): DeclaredCompute[] {
  const present = integrations.filter(({ absent }) => !absent);
  const shared = Object.entries(warehouses).map(([key, config]) => ({
    config,
    path: `warehouses.${key}`,
    key,
    users: present.filter(({ warehouse }) => "shared" in warehouse && warehouse.shared === key),
  }));
  const own = present.flatMap((integration) => {
    const { name: key, warehouse } = integration;
    if ("shared" in warehouse) return [];
    return [{ config: warehouse, path: `integrations.${key}.warehouse`, key, users: [integration] }];
  });
  return [...shared, ...own];
}

/** Those of one kind. */
export function ofKind<Config extends WarehouseConfig>(
  all: readonly DeclaredCompute[],
  is: (config: WarehouseConfig) => config is Config,
): DeclaredCompute<Config>[] {
  return all.filter((each): each is DeclaredCompute<Config> => is(each.config));
}
