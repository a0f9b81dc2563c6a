import type { Profile, SecondFormName, WarehouseHints } from "../profiles";
import { PROFILES, SECOND_FORMS, SMALL_WAREHOUSE, withAccess } from "../profiles";
import type { ConfigInput, IntegrationInput, WarehouseOptions } from "./model";
import { DEFAULT_NAME } from "./model";
import { LIFETIME_DAYS } from "./model/integration";
import { foldName, parseFullName } from "./names";
import type {
  CatalogChoice,
  CatalogConfig,
  IntegrationConfig,
  OnrampConfig,
  SecondFormConfig,
  WarehouseConfig,
} from "./resolved";

/** A config with every default applied, but for what depends on the environment. */
export type ResolvedEntries = Omit<OnrampConfig, "file" | "workspace">;

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
    warehouses: mapValues(warehouses, (options, key) => createdWarehouse(key, options, SMALL_WAREHOUSE, defaults.tags)),
    integrations: Object.entries(integrations).flatMap(([key, entry]) => {
      const profile = PROFILES.get(entry.tool ?? key);
      return profile ? [resolveIntegration(key, entry, profile, { ...input, name, catalogs })] : [];
    }),
  };
}

function resolveIntegration(
  key: string,
  entry: IntegrationInput,
  tool: Profile,
  { name, catalogs, defaults = {} }: ConfigInput & { name: string; catalogs: NonNullable<ConfigInput["catalogs"]> },
): IntegrationConfig {
  const { access, catalog, warehouse = {}, credential = {} } = entry;
  const variant = access === undefined ? undefined : withAccess(tool, access);
  const profile = variant ?? tool;
  const schema = entry.schema ?? profile.fixedSchema?.name;
  const secondForms = secondFormsOf(entry, catalogs);
  const external = credential.kind === "external";
  return {
    name: key,
    profile,
    ...(variant && { access }),
    stack: entry.stack ?? name,
    ...(catalog !== undefined && { catalog: chosenCatalog(catalog, catalogs) }),
    ...(schema !== undefined && { schema: schemaName(schema) }),
    ...(Object.keys(secondForms).length > 0 && { secondForms }),
    read: readNames([...(entry.read ?? profile.reads.byDefault ?? []), ...(profile.reads.always ?? [])], catalogs),
    warehouse:
      typeof warehouse === "string"
        ? { shared: warehouse }
        : createdWarehouse(key, warehouse, profile.warehouse, defaults.tags),
    principal: (defaults.naming?.principal ?? "{integration}").replaceAll("{integration}", () => key),
    credential: {
      kind: (credential.kind !== "external" && credential.kind) || profile.credentials[0]!,
      lifetimeDays: credential.lifetimeDays ?? LIFETIME_DAYS.default,
      ...(external && { external }),
    },
    ...(defaults.owner !== undefined && { owner: defaults.owner }),
    absent: entry.absent ?? false,
  };
}

type SecondForms = Partial<Record<SecondFormName, SecondFormConfig>>;

function secondFormsOf(entry: IntegrationInput, shared: object): SecondForms {
  const forms: SecondForms = {};
  for (const name of SECOND_FORMS) {
    const written = entry[name];
    if (typeof written === "string") forms[name] = { of: written };
    else if (written) {
      forms[name] = { catalog: chosenCatalog(written.catalog, shared), schema: schemaName(written.schema) };
    }
  }
  return forms;
}

function schemaName(written: string | { readonly name: string }): string {
  return foldName(typeof written === "string" ? written : written.name);
}

/** Text is the key of a shared entry if there is one, else the name of a catalog to create. */
function chosenCatalog(written: NonNullable<IntegrationInput["catalog"]>, shared: object): CatalogChoice {
  if (typeof written !== "string") return createdCatalog(written);
  const name = foldName(written);
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
