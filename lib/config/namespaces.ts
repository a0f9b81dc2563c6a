import {
  catalogOf,
  type CatalogChoice,
  type CatalogConfig,
  type IntegrationConfig,
  type OnrampConfig,
  type SchemaConfig,
} from ".";
import type { OwnPrivileges } from "../../profiles";

/** Where an integration makes things of its own, or what a reader shows in its form, and where the config says so. */
export interface DeclaredNamespace {
  readonly catalog: CatalogConfig;
  /** e.g. `integrations.clevertap.catalog`, of a shared one `catalogs.marketing`. */
  readonly catalogPath: string;
  readonly schema?: SchemaConfig;
  /** e.g. `integrations.clevertap.schema`. */
  readonly schemaPath: string;
  /** What its principal is granted there. */
  readonly privileges: OwnPrivileges;
}

const NOTHING: OwnPrivileges = { catalog: [], schema: [] };

/** The main place of an integration, then those of second connections that are not another integration's. */
export function namespacesOf(config: OnrampConfig, integration: IntegrationConfig): DeclaredNamespace[] {
  const { name, profile, catalog, schema, secondForms = {} } = integration;
  const main = { catalog, schema, path: `integrations.${name}` };
  // In a catalog that a reader only shows in its form, it makes nothing.
  const works = schema !== undefined || profile.ownCatalog;
  const second = Object.entries(secondForms).flatMap(([form, use]) =>
    "of" in use
      ? []
      : namespaceOf(config, {
          ...use,
          path: `integrations.${name}.${form}`,
          privileges: profile.secondForms?.[form as keyof typeof secondForms]?.privileges ?? NOTHING,
        }),
  );
  return [...namespaceOf(config, { ...main, privileges: works ? profile.privileges : NOTHING }), ...second];
}

interface Written {
  readonly catalog?: CatalogChoice;
  readonly schema?: SchemaConfig;
  readonly path: string;
  readonly privileges: OwnPrivileges;
}

function namespaceOf(
  config: OnrampConfig,
  { catalog: choice, schema, path, privileges }: Written,
): DeclaredNamespace[] {
  if (!choice) return [];
  const catalogPath = "shared" in choice ? `catalogs.${choice.shared}` : `${path}.catalog`;
  return [{ catalog: catalogOf(config, choice), catalogPath, schema, schemaPath: `${path}.schema`, privileges }];
}
