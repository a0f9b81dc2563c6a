import { SECOND_FORMS, type SecondFormName } from "../../../profiles";
import { catalogOf } from "../chosen";
import type { CatalogOptions, ConfigInput, IntegrationInput, WarehouseInput } from "../model";
import type { Path } from "../problem";
import type { ResolvedEntries } from "../resolve";
import type { CatalogChoice, CatalogConfig, IntegrationConfig, SchemaConfig, WarehouseConfig } from "../resolved";

/** An integration as written and as resolved. */
export interface IntegrationEntry {
  readonly key: string;
  readonly path: Path;
  readonly written: IntegrationInput;
  readonly resolved: IntegrationConfig;
  /** True when the field is there, even if what it says was refused already. */
  readonly has: (field: keyof IntegrationInput) => boolean;
}

/** A warehouse or cluster, shared or of one integration. */
export interface WarehouseEntry<Kind extends WarehouseConfig = WarehouseConfig> {
  /** The mapping of its options; the integration's entry when nothing is written about it. */
  readonly path: Path;
  readonly written: WarehouseInput;
  readonly resolved: Kind;
}

/** A catalog, shared or of one integration. */
export interface CatalogEntry {
  readonly path: Path;
  readonly config: CatalogConfig;
  /** Its options, when it is written as a mapping. */
  readonly written?: CatalogOptions;
  /** Key, when it is shared. */
  readonly shared?: string;
  /** It is of an integration that is absent. */
  readonly absent: boolean;
}

/** A schema of one integration. */
export interface SchemaEntry {
  readonly path: Path;
  readonly catalog: CatalogConfig;
  /** Where the catalog is described. */
  readonly catalogPath: Path;
  readonly schema: SchemaConfig;
  readonly written: IntegrationInput["schema"];
  readonly integration: IntegrationConfig;
  /** Of a second connection. */
  readonly form?: SecondFormName;
}

/** Every warehouse and cluster that is described, the shared ones first. */
export function warehouseEntries(
  input: ConfigInput,
  { warehouses }: ResolvedEntries,
  integrations: readonly IntegrationEntry[],
): WarehouseEntry[] {
  const shared = Object.entries(warehouses).map(([key, resolved]) => ({
    path: ["warehouses", key],
    written: input.warehouses![key]!,
    resolved,
  }));
  const own = integrations.flatMap(({ path, written: { warehouse }, resolved: { warehouse: resolved }, has }) => {
    if (typeof warehouse === "string" || "shared" in resolved) return [];
    if (warehouse) return [{ path: [...path, "warehouse"], written: warehouse, resolved }];
    // Of a warehouse that was left out, only the default would be judged here.
    return has("warehouse") ? [] : [{ path, written: {}, resolved }];
  });
  return [...shared, ...own];
}

/** Every catalog that is described, the shared ones first. */
export function catalogEntries(
  input: ConfigInput,
  { catalogs }: ResolvedEntries,
  integrations: readonly IntegrationEntry[],
): CatalogEntry[] {
  const shared = Object.entries(catalogs).map(([key, config]) => ({
    path: ["catalogs", key],
    config,
    written: input.catalogs![key]!,
    shared: key,
    absent: false,
  }));
  const own = integrations.flatMap((entry) =>
    placesOf(entry).flatMap(({ path, catalog, written }): CatalogEntry[] => {
      if (!catalog || "shared" in catalog) return [];
      const options = typeof written?.catalog === "object" ? written.catalog : undefined;
      return [{ path: [...path, "catalog"], config: catalog, written: options, absent: entry.resolved.absent }];
    }),
  );
  return [...shared, ...own];
}

/** Every schema that is described, with the catalog it is in. */
export function schemaEntries(resolved: ResolvedEntries, integrations: readonly IntegrationEntry[]): SchemaEntry[] {
  return integrations.flatMap((entry) =>
    placesOf(entry).flatMap(({ path, catalog, schema, written, form }): SchemaEntry[] => {
      if (!catalog || !schema) return [];
      return [
        {
          path: [...path, "schema"],
          catalog: catalogOf(resolved, catalog),
          catalogPath: "shared" in catalog ? ["catalogs", catalog.shared] : [...path, "catalog"],
          schema,
          written: written?.schema,
          integration: entry.resolved,
          ...(form && { form }),
        },
      ];
    }),
  );
}

/** Where an integration has a catalog or schema: its own place and those of its second connections. */
interface Place extends Pick<SchemaEntry, "form"> {
  readonly path: Path;
  readonly catalog?: CatalogChoice;
  readonly schema?: SchemaEntry["schema"];
  readonly written?: Pick<IntegrationInput, "catalog" | "schema">;
}

function placesOf({ path, written, resolved: { catalog, schema, secondForms = {} } }: IntegrationEntry): Place[] {
  const second = SECOND_FORMS.flatMap((form): Place[] => {
    const [use, options] = [secondForms[form], written[form]];
    if (!use || !("schema" in use) || typeof options !== "object") return [];
    return [{ ...use, path: [...path, form], written: options, form }];
  });
  return [{ path, catalog, schema, written }, ...second];
}
