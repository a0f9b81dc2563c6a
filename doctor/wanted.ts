import { createdWarehouses } from "../config/cost";
import type { CatalogChoice, CatalogConfig, IntegrationConfig, OnrampConfig } from "../config";

/** A catalog that a stack creates, and where the config says so. */
export interface WantedCatalog extends CatalogConfig {
  /** e.g. `integrations.clevertap.catalog`. */
  readonly path: string;
}

/** A schema that a stack creates. */
export interface WantedSchema {
  readonly catalog: string;
  readonly name: string;
  /** e.g. `integrations.clevertap.schema`. */
  readonly path: string;
}

/** What a config creates, whether or not it is there already. */
export interface Wanted {
  readonly catalogs: readonly WantedCatalog[];
  readonly schemas: readonly WantedSchema[];
  /** Names. */
  readonly warehouses: readonly string[];
  /** Entries that are not absent. */
  readonly integrations: readonly IntegrationConfig[];
  /** Those for which a personal access token is made. */
  readonly tokens: readonly IntegrationConfig[];
}

export function wantedBy(config: OnrampConfig): Wanted {
  const integrations = config.integrations.filter(({ absent }) => !absent);
  const places = integrations.flatMap(placesOf);
  const own = places.flatMap(({ catalog, path }) =>
    catalog && !("shared" in catalog) ? [{ ...catalog, path: `${path}catalog` }] : [],
  );
  const nameOf = (catalog: CatalogChoice) =>
    "shared" in catalog ? config.catalogs[catalog.shared]?.name : catalog.name;
  return {
    catalogs: [...Object.entries(config.catalogs).map(([key, each]) => ({ ...each, path: `catalogs.${key}` })), ...own],
    schemas: places.flatMap(({ catalog, schema, path }) => {
      const parent = catalog && nameOf(catalog);
      return parent && schema ? [{ catalog: parent, name: schema, path: `${path}schema` }] : [];
    }),
    warehouses: createdWarehouses(config).map(({ name }) => name),
    integrations,
    tokens: integrations.filter(({ credential }) => credential.kind === "pat" && !credential.external),
  };
}

interface Place {
  readonly catalog?: CatalogChoice;
  readonly schema?: string;
  readonly path: string;
}

/** Where an integration keeps its own things: its schema, and those of second connections that are not another's. */
function placesOf({ name, catalog, schema, secondForms = {} }: IntegrationConfig): Place[] {
  const path = `integrations.${name}.`;
  const second = Object.entries(secondForms).flatMap(([form, use]) =>
    "of" in use ? [] : [{ catalog: use.catalog, schema: use.schema, path: `${path}${form}.` }],
  );
  return [{ catalog, schema, path }, ...second];
}
