import { SECOND_FORMS } from "../../../profiles";
import { catalogOf } from "../chosen";
import type { ConfigInput, IntegrationInput } from "../model";
import type { Path } from "../problem";
import type { ResolvedEntries } from "../resolve";
import type { CatalogChoice } from "../resolved";
import type { CatalogEntry, IntegrationEntry, SchemaEntry, WarehouseEntry } from "./context";

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
