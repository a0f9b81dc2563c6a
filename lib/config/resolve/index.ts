import { type Profile, PROFILES, SMALL_WAREHOUSE, withMode } from "../../../profiles";
import { type ConfigInput, DEFAULT_NAME, type IntegrationInput } from "../model";
import { LIFETIME_DAYS } from "../model/integration";
import type { IntegrationConfig, OnrampConfig } from "../resolved";
import { chosenName, resolveCatalog, resolveChoice, resolveReads, resolveSchema } from "./catalog";
import { resolvePrincipal } from "./principal";
import { resolveSecondForms } from "./second-forms";
import { resolveWarehouse } from "./warehouse";

export { OWN_TAG } from "./warehouse";

/** A config with every default applied, but for what depends on the environment. */
export type ResolvedEntries = Omit<OnrampConfig, "file" | "workspace" | "backend">;

/** What an integration's fields are resolved against. */
interface Surroundings {
  readonly name: string;
  readonly defaults: NonNullable<ConfigInput["defaults"]>;
  readonly shared: Pick<OnrampConfig, "catalogs" | "warehouses">;
  readonly workspaceNumber?: number;
}

/**
 * Applies the defaults. Total: whatever has the right shape resolves, right or wrong; the rules judge the result.
 * Integrations of unknown tools are left out.
 *
 * @param workspaceNumber of the workspace, where its address tells
 */
export function resolveEntries(input: ConfigInput, workspaceNumber?: number): ResolvedEntries {
  const { name = DEFAULT_NAME, integrations = {}, defaults = {} } = input;
  const catalogs = mapValues(input.catalogs ?? {}, (options, key) => resolveCatalog(options, key));
  const warehouses = mapValues(input.warehouses ?? {}, (options, key) =>
    resolveWarehouse(options, { key, hints: SMALL_WAREHOUSE, tags: defaults.tags, workspaceNumber }),
  );
  const surroundings = { name, defaults, shared: { catalogs, warehouses }, workspaceNumber };
  return {
    name,
    ...(defaults.owner !== undefined && { owner: defaults.owner }),
    catalogs,
    warehouses,
    integrations: Object.entries(integrations).flatMap(([key, entry]) => {
      const profile = PROFILES.get(entry.tool ?? key);
      return profile ? [resolveIntegration(key, entry, profile, surroundings)] : [];
    }),
  };
}

function resolveIntegration(
  key: string,
  entry: IntegrationInput,
  tool: Profile,
  { name, defaults, shared, workspaceNumber }: Surroundings,
): IntegrationConfig {
  const { mode, credential = {} } = entry;
  const variant = mode === undefined ? undefined : withMode(tool, mode);
  const profile = variant ?? tool;
  const catalog = entry.catalog === undefined ? undefined : resolveChoice(entry.catalog, shared.catalogs);
  const schema = entry.schema ?? profile.fixedSchema?.name;
  const secondForms = resolveSecondForms(entry, shared.catalogs);
  const warehouse =
    typeof entry.warehouse === "string"
      ? { shared: entry.warehouse }
      : resolveWarehouse(entry.warehouse ?? {}, {
          key,
          hints: profile.warehouse,
          tags: defaults.tags,
          workspaceNumber,
        });
  const external = credential.kind === "external";
  return {
    name: key,
    profile,
    ...(variant && { mode }),
    stack: entry.stack ?? name,
    ...(catalog && { catalog }),
    ...(schema !== undefined && { schema: resolveSchema(schema, chosenName(catalog, shared.catalogs)) }),
    ...(Object.keys(secondForms).length > 0 && { secondForms }),
    read: resolveReads(
      [...(entry.read ?? profile.reads.byDefault ?? []), ...(profile.reads.always ?? [])],
      shared.catalogs,
    ),
    warehouse,
    principal: resolvePrincipal(entry.principal, {
      displayName: (defaults.naming?.principal ?? "{integration}").replaceAll("{integration}", () => key),
      used: "shared" in warehouse ? shared.warehouses[warehouse.shared] : warehouse,
    }),
    replaceGrants: entry.replaceGrants ?? false,
    credential: {
      kind: (credential.kind !== "external" && credential.kind) || profile.credentials[0]!,
      lifetimeDays: credential.lifetimeDays ?? LIFETIME_DAYS.default,
      ...(external && { external }),
    },
    ...(defaults.owner !== undefined && { owner: defaults.owner }),
    absent: entry.absent ?? false,
  };
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
