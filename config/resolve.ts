import type { Profile, WarehouseHints } from "../profiles";
import { PROFILES } from "../profiles";
import type { ConfigInput, IntegrationInput, WarehouseOptions } from "./model";
import { DEFAULT_NAME } from "./model";
import { LIFETIME_DAYS } from "./model/integration";
import { foldName, parseFullName } from "./names";
import type { CatalogConfig, IntegrationConfig, OnrampConfig, WarehouseConfig } from "./resolved";

/** A config with every default applied, but for what depends on the environment. */
export type ResolvedEntries = Omit<OnrampConfig, "file" | "workspace">;

/** What a shared warehouse is when its entry does not say. */
const SHARED_WAREHOUSE: WarehouseHints = {
  size: "2X-Small",
  type: "PRO",
  serverless: true,
  autoStopMinutes: 10,
  minClusters: 1,
  maxClusters: 1,
  dedicated: false,
};

/** Tag that names the entry a warehouse was created for. */
export const OWN_TAG = "onramp";

/**
 * Applies the defaults. Total: whatever has the right shape resolves, right or wrong; the rules judge the result.
 * Integrations of unknown tools are left out.
 */
export function resolveEntries(input: ConfigInput): ResolvedEntries {
  const name = input.name ?? DEFAULT_NAME;
  const { catalogs = {}, warehouses = {}, integrations = {}, defaults = {} } = input;
  return {
    name,
    backend: { kind: "local" },
    ...(defaults.owner !== undefined && { owner: defaults.owner }),
    catalogs: mapValues(catalogs, (options, key) => createdCatalog({ ...options, name: options.name ?? key })),
    warehouses: mapValues(warehouses, (options, key) =>
      createdWarehouse(key, options, SHARED_WAREHOUSE, defaults.tags),
    ),
    integrations: Object.entries(integrations).flatMap(([key, entry]) => {
      const profile = PROFILES.get(entry.tool ?? key);
      return profile ? [resolveIntegration(key, entry, profile, { ...input, name, catalogs })] : [];
    }),
  };
}

function resolveIntegration(
  key: string,
  entry: IntegrationInput,
  profile: Profile,
  { name, catalogs, defaults = {} }: ConfigInput & { name: string; catalogs: NonNullable<ConfigInput["catalogs"]> },
): IntegrationConfig {
  const { catalog, schema, warehouse = {} } = entry;
  const kind = entry.credential?.kind === "external" ? undefined : entry.credential?.kind;
  return {
    name: key,
    profile,
    stack: entry.stack ?? name,
    ...(catalog !== undefined && {
      catalog: typeof catalog === "string" ? named(catalog, catalogs) : createdCatalog(catalog),
    }),
    ...(schema !== undefined && { schema: foldName(typeof schema === "string" ? schema : schema.name) }),
    read: readNames(entry.read ?? [], catalogs),
    warehouse:
      typeof warehouse === "string"
        ? { shared: warehouse }
        : createdWarehouse(key, warehouse, profile.warehouse, defaults.tags),
    principal: (defaults.naming?.principal ?? "{integration}").replaceAll("{integration}", () => key),
    credential: {
      kind: kind ?? profile.credentials[0]!,
      lifetimeDays: entry.credential?.lifetimeDays ?? LIFETIME_DAYS.default,
    },
    ...(defaults.owner !== undefined && { owner: defaults.owner }),
    absent: entry.absent ?? false,
  };
}

/** A catalog by its text: the key of a shared entry if there is one, else the name of a catalog to create. */
function named(text: string, shared: object): { readonly shared: string } | CatalogConfig {
  const name = foldName(text);
  return Object.hasOwn(shared, name) ? { shared: name } : { name };
}

function createdCatalog(options: { name: string; storageRoot?: string; comment?: string }): CatalogConfig {
  const { name, storageRoot, comment } = options;
  return {
    name: foldName(name),
    ...(storageRoot !== undefined && { storageRoot }),
    ...(comment !== undefined && { comment }),
  };
}

/** Each name once; a first part that is the key of a shared catalog stands for that catalog. */
function readNames(texts: readonly string[], shared: NonNullable<ConfigInput["catalogs"]>): IntegrationConfig["read"] {
  const byText = new Map<string, IntegrationConfig["read"][number]>();
  for (const text of texts) {
    const name = parseFullName(text);
    if (!name) continue;
    const entry = Object.hasOwn(shared, name.catalog) ? shared[name.catalog] : undefined;
    const securable = { ...name, catalog: foldName(entry?.name ?? name.catalog) };
    byText.set(JSON.stringify(securable), securable);
  }
  return [...byText.values()];
}

function createdWarehouse(
  key: string,
  options: WarehouseOptions,
  hints: WarehouseHints,
  tags: Readonly<Record<string, string>> = {},
): WarehouseConfig {
  const type = options.type ?? hints.type;
  // One bound given alone moves the other default with it.
  const minClusters = options.minClusters ?? Math.min(hints.minClusters, options.maxClusters ?? hints.minClusters);
  return {
    name: options.name ?? key,
    size: options.size ?? hints.size,
    type,
    serverless: options.serverless ?? (type === "PRO" && hints.serverless),
    autoStopMinutes: options.autoStopMinutes ?? hints.autoStopMinutes,
    minClusters,
    maxClusters: options.maxClusters ?? Math.max(hints.maxClusters, minClusters),
    channel: options.channel ?? "CHANNEL_NAME_CURRENT",
    tags: { ...tags, ...options.tags, [OWN_TAG]: key },
  };
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
