import type { ConfigInput, IntegrationInput, WarehouseOptions } from "../model";
import type { Fault, Path } from "../problem";
import { SECOND_FORMS } from "../../profiles";
import type { CatalogChoice, Cloud, IntegrationConfig, WarehouseConfig } from "../resolved";
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

/** A schema to create, of one integration. */
export interface SchemaEntry {
  readonly path: Path;
  readonly catalog: CatalogChoice;
  readonly schema: string;
  /** Tool that insists on this name. */
  readonly fixedBy?: string;
}

/** What the rules look at. */
export interface RuleContext {
  readonly input: ConfigInput;
  readonly resolved: ResolvedEntries;
  /** Of the workspace, when it is known. */
  readonly cloud?: Cloud;
  /** Those with a known profile. */
  readonly integrations: readonly IntegrationEntry[];
  readonly warehouses: readonly WarehouseEntry[];
  readonly catalogs: readonly CatalogEntry[];
  readonly schemas: readonly SchemaEntry[];
  /** True when something at or below the path was refused already and left out. */
  readonly leftOut: (path: Path) => boolean;
}

/** @param leftOut paths that were refused and cut out of the input */
export function ruleContext(
  input: ConfigInput,
  resolved: ResolvedEntries,
  leftOut: readonly Path[],
  cloud?: Cloud,
): RuleContext {
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
    cloud,
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
      ...integrations.flatMap(({ path, resolved }) => [
        ...created([...path, "catalog"], resolved.catalog),
        ...secondSchemas(path, resolved).flatMap((second) => created(second.path.with(-1, "catalog"), second.catalog)),
      ]),
    ],
    schemas: integrations.flatMap(({ path, resolved }) => [
      ...(resolved.catalog && resolved.schema !== undefined
        ? [
            {
              path: [...path, "schema"],
              catalog: resolved.catalog,
              schema: resolved.schema,
              ...(resolved.profile.fixedSchema && { fixedBy: resolved.profile.name }),
            },
          ]
        : []),
      ...secondSchemas(path, resolved),
    ]),
    leftOut: isLeftOut,
  };
}

function created(path: Path, catalog: CatalogChoice | undefined): CatalogEntry[] {
  return catalog && "name" in catalog ? [{ path, name: catalog.name }] : [];
}

function secondSchemas(path: Path, { secondForms = {} }: IntegrationConfig): SchemaEntry[] {
  return SECOND_FORMS.flatMap((name) => {
    const form = secondForms[name];
    return form && "schema" in form ? [{ path: [...path, name, "schema"], ...form }] : [];
  });
}
