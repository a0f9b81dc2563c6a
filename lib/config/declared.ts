import {
  isCluster,
  isCreatedWarehouse,
  isExistingWarehouse,
  isImportedWarehouse,
  type ClusterCompute,
  type CreatedCatalog,
  type CreatedSchema,
  type CreatedWarehouse,
  type Existing,
  type ExistingWarehouse,
  type ImportedWarehouse,
  type IntegrationConfig,
  type OnrampConfig,
} from ".";
import { declaredCompute, ofKind, type DeclaredCompute } from "./declared-compute";
import { namespacesOf } from "./namespaces";

/** Something that a config names, and where. */
export type At<Thing> = Thing & {
  /** e.g. `integrations.clevertap.catalog`. */
  readonly path: string;
};

/** A schema with its catalog. */
export type InCatalog<Schema> = Schema & { readonly catalog: string };

/** The identity of an integration. */
export interface DeclaredPrincipal {
  readonly integration: IntegrationConfig;
  /** Of one that is created or taken over. */
  readonly displayName?: string;
  /** Numeric SCIM id of one that is taken over. */
  readonly import?: string;
  /** Application id of one that is adopted. */
  readonly existing?: string;
}

/** What a config creates, whether or not it is there already, and what it expects to be there. */
export interface Declared {
  readonly catalogs: readonly At<CreatedCatalog>[];
  readonly schemas: readonly At<InCatalog<CreatedSchema>>[];
  readonly warehouses: readonly DeclaredCompute<CreatedWarehouse>[];
  /** Taken over. */
  readonly importedWarehouses: readonly DeclaredCompute<ImportedWarehouse>[];
  /** Only looked up. */
  readonly existing: {
    readonly catalogs: readonly At<Existing>[];
    readonly schemas: readonly At<InCatalog<Existing>>[];
    readonly warehouses: readonly DeclaredCompute<ExistingWarehouse>[];
    readonly clusters: readonly DeclaredCompute<ClusterCompute>[];
    /** Groups that principals join. */
    readonly groups: readonly At<{ readonly name: string }>[];
  };
  readonly principals: readonly At<DeclaredPrincipal>[];
  /** Entries that are not absent. */
  readonly integrations: readonly IntegrationConfig[];
  /** Those for which a personal access token is made. */
  readonly tokens: readonly IntegrationConfig[];
}

export function declaredIn(config: OnrampConfig): Declared {
  const integrations = config.integrations.filter(({ absent }) => !absent);
  const places = integrations.flatMap((integration) => namespacesOf(config, integration));
  const shared = Object.entries(config.catalogs).map(([key, each]) => ({ ...each, path: `catalogs.${key}` }));
  const catalogs = once([...shared, ...places.map(({ catalog, catalogPath: path }) => ({ ...catalog, path }))]);
  const schemas = places.flatMap(({ catalog, schema, schemaPath: path }) =>
    schema ? [{ ...schema, catalog: catalog.name, path }] : [],
  );
  const compute = declaredCompute(config);
  const warehouses = ofKind(compute, isExistingWarehouse);
  const groups = [
    ...warehouses.flatMap(({ config: { viaGroup }, path }) =>
      viaGroup === undefined ? [] : [{ name: viaGroup, path: `${path}.viaGroup` }],
    ),
    ...integrations.flatMap(({ name, principal }) =>
      principal.groups.map((group) => ({ name: group, path: `integrations.${name}.principal.groups` })),
    ),
  ];
  return {
    catalogs: catalogs.filter(isCreated),
    schemas: schemas.filter(isCreated),
    warehouses: ofKind(compute, isCreatedWarehouse),
    importedWarehouses: ofKind(compute, isImportedWarehouse),
    existing: {
      catalogs: catalogs.filter(isExisting),
      schemas: schemas.filter(isExisting),
      warehouses,
      clusters: ofKind(compute, isCluster),
      groups: [...new Map(groups.map((group) => [group.name, group])).values()],
    },
    principals: integrations.map((integration) => {
      const { principal, name } = integration;
      const identity =
        "existing" in principal
          ? { existing: principal.existing }
          : { displayName: principal.displayName, import: principal.import };
      return { ...identity, integration, path: `integrations.${name}.principal` };
    }),
    integrations,
    tokens: integrations.filter(({ credential }) => credential.kind === "pat" && !credential.external),
  };
}

/** Each path once: several integrations may work in one shared catalog. */
function once<Thing extends { readonly path: string }>(things: readonly Thing[]): Thing[] {
  return [...new Map(things.map((thing) => [thing.path, thing])).values()];
}

const isExisting = <Thing extends object>(thing: Thing): thing is Thing & Existing => "existing" in thing;
const isCreated = <Thing extends object>(thing: Thing): thing is Exclude<Thing, Existing> => !("existing" in thing);
