import type { ConfigInput, IntegrationInput, WarehouseOptions } from "../model";
import type { Fault, Path } from "../problem";
import type { IntegrationConfig, WarehouseConfig } from "../resolved";
import type { ResolvedEntries } from "../resolve";

/** A rule over several fields of the config. */
export interface Rule {
  /** The rule in one sentence; `docs/configuration.md` lists them. */
  readonly says: string;
  readonly faults: (context: RuleContext) => Iterable<Fault>;
}

/** An integration as written and as resolved. */
export interface IntegrationEntry {
  readonly key: string;
  readonly path: Path;
  readonly written: IntegrationInput;
  readonly resolved: IntegrationConfig;
  /** True when the field is there, even if what it says was refused already. */
  readonly has: (field: keyof IntegrationInput) => boolean;
}

/** A warehouse to create, shared or of one integration. */
export interface WarehouseEntry {
  /** The mapping of its options; the integration's entry when nothing is written about it. */
  readonly path: Path;
  readonly written: WarehouseOptions;
  readonly resolved: WarehouseConfig;
}

/** A catalog to create, shared or of one integration. */
export interface CatalogEntry {
  readonly path: Path;
  readonly name: string;
  /** Key, when it is shared. */
  readonly shared?: string;
}

/** What the rules look at. */
export interface RuleContext {
  readonly input: ConfigInput;
  readonly resolved: ResolvedEntries;
  /** Those with a known profile. */
  readonly integrations: readonly IntegrationEntry[];
  readonly warehouses: readonly WarehouseEntry[];
  readonly catalogs: readonly CatalogEntry[];
  /** True when something at or below the path was refused already and left out. */
  readonly leftOut: (path: Path) => boolean;
}

/** @param leftOut paths that were refused and cut out of the input */
export function ruleContext(input: ConfigInput, resolved: ResolvedEntries, leftOut: readonly Path[]): RuleContext {
  const refused = new Set<string>();
  for (const path of leftOut) {
    for (let length = 1; length <= path.length; length++) refused.add(JSON.stringify(path.slice(0, length)));
  }
  const isLeftOut = (path: Path) => refused.has(JSON.stringify(path));

  const integrations = resolved.integrations.map((config): IntegrationEntry => {
    const written = input.integrations![config.name]!;
    const path = ["integrations", config.name];
    const has = (field: keyof IntegrationInput) => written[field] !== undefined || isLeftOut([...path, field]);
    return { key: config.name, path, written, resolved: config, has };
  });
  const shared = <T>(section: "catalogs" | "warehouses", entries: Readonly<Record<string, T>>) =>
    Object.entries(entries).map(([key, entry]) => ({ key, path: [section, key], entry }));

  return {
    input,
    resolved,
    integrations,
    warehouses: [
      ...shared("warehouses", resolved.warehouses).map(({ key, path, entry }) => ({
        path,
        written: input.warehouses![key]!,
        resolved: entry,
      })),
      ...integrations.flatMap(({ path, written: { warehouse }, resolved: { warehouse: config }, has }) => {
        if (typeof warehouse === "string" || "shared" in config) return [];
        if (warehouse) return [{ path: [...path, "warehouse"], written: warehouse, resolved: config }];
        // Of a warehouse that was left out, only the default would be judged here.
        return has("warehouse") ? [] : [{ path, written: {}, resolved: config }];
      }),
    ],
    catalogs: [
      ...shared("catalogs", resolved.catalogs).map(({ key, path, entry }) => ({ path, name: entry.name, shared: key })),
      ...integrations.flatMap(({ path, resolved: { catalog } }) =>
        catalog && "name" in catalog ? [{ path: [...path, "catalog"], name: catalog.name }] : [],
      ),
    ],
    leftOut: isLeftOut,
  };
}
