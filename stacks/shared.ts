import { Construct } from "constructs";
import type { CatalogChoice, CatalogConfig, IntegrationConfig, OnrampConfig } from "../lib/config/resolved";
import { Catalog, resolveCatalog, resolveCompute, type ICatalog, type ICompute } from "../constructs";
import { escapeInterpolation } from "../lib/terraform/escape-interpolation";

/** The shared catalogs and warehouses of a config by their keys, as one stack knows them. */
export interface Shared {
  readonly catalogs: ReadonlyMap<string, ICatalog>;
  readonly warehouses: ReadonlyMap<string, ICompute>;
}

/** In the main stack: what the stack owns is created, what is there already is looked up. */
export function makeShared(stack: Construct, config: OnrampConfig): Shared {
  const { catalogs, warehouses, owner } = escapeInterpolation(pick(config));
  const catalogScope = new Construct(stack, "catalogs");
  const warehouseScope = new Construct(stack, "warehouses");
  return {
    catalogs: mapValues(catalogs, (key, choice) => resolveCatalog(catalogScope, key, choice, owner)),
    warehouses: mapValues(warehouses, (key, choice) => resolveCompute(warehouseScope, key, choice)),
  };
}

/**
 * In any other stack: what the main one creates is known by its name only, since a reference to a stack that is not
 * deployed yet fails; what is there already is looked up, if an integration of the stack uses it.
 */
export function borrowShared(
  stack: Construct,
  config: OnrampConfig,
  integrations: readonly IntegrationConfig[],
): Shared & {
  /** Whether the main stack has to be deployed first. */
  readonly needsMain: boolean;
} {
  const { catalogs, warehouses } = escapeInterpolation(pick(config));
  const present = integrations.filter(({ absent }) => !absent);
  const usedCatalogs = new Set(present.flatMap(catalogsOf).map(sharedKey));
  const usedWarehouses = new Set(present.map(({ warehouse }) => sharedKey(warehouse)));
  const catalogScope = new Construct(stack, "catalogs");
  const warehouseScope = new Construct(stack, "warehouses");
  const created = Object.entries(config.catalogs).filter(([, choice]) => !("existing" in choice));
  const names = new Set(created.map(([, { name }]) => name));
  return {
    catalogs: mapValues(catalogs, (key, choice) => {
      if (!("existing" in choice)) return Catalog.fromCatalogName(catalogScope, key, choice.name);
      return usedCatalogs.has(key) ? resolveCatalog(catalogScope, key, choice) : undefined;
    }),
    warehouses: mapValues(warehouses, (key, choice) =>
      usedWarehouses.has(key) ? resolveCompute(warehouseScope, key, choice) : undefined,
    ),
    needsMain:
      created.some(([key]) => usedCatalogs.has(key)) ||
      present.some(({ read }) => read.some(({ catalog }) => names.has(catalog))),
  };
}

/** A shared entry; the config's rules have made sure that it is there. */
export function sharedEntry<T>(entries: ReadonlyMap<string, T>, key: string, integration: string): T {
  const entry = entries.get(key);
  if (!entry) throw new Error(`integration ${integration}: this stack has no shared entry ${key}`);
  return entry;
}

/** Whether a catalog is the integration's own, and not shared. */
export function isOwn(catalog: CatalogChoice): catalog is CatalogConfig {
  return !("shared" in catalog);
}

/** Every catalog that an integration works in. */
function catalogsOf({ catalog, secondForms = {} }: IntegrationConfig): CatalogChoice[] {
  const second = Object.values(secondForms).flatMap((use) => ("of" in use ? [] : [use.catalog]));
  return catalog ? [catalog, ...second] : second;
}

function sharedKey(choice: object): unknown {
  return "shared" in choice ? choice.shared : undefined;
}

function pick({ catalogs, warehouses, owner }: OnrampConfig) {
  return { catalogs, warehouses, owner };
}

/** Without the entries of which nothing became. */
function mapValues<From, To>(
  entries: Readonly<Record<string, From>>,
  map: (key: string, value: From) => To | undefined,
): Map<string, To> {
  const made = Object.entries(entries).map(([key, value]) => [key, map(key, value)] as const);
  return new Map(made.filter((entry): entry is [string, To] => entry[1] !== undefined));
}
