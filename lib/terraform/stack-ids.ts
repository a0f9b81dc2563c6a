import type { OnrampConfig } from "../config/resolved";

/**
 * Ids of the stacks of a config: the main one, if there is anything in it or nothing at all, then each other that
 * `stack:` names.
 */
export function stackIds(config: Pick<OnrampConfig, "name" | "integrations" | "catalogs" | "warehouses">): string[] {
  const { name, integrations, catalogs, warehouses } = config;
  const named = new Set(integrations.map(({ stack }) => stack));
  const shares = Object.keys(catalogs).length + Object.keys(warehouses).length > 0;
  if (!shares && named.size > 0 && !named.has(name)) return [...named];
  return [...new Set([name, ...named])];
}
