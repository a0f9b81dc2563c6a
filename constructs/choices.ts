import type { Construct } from "constructs";
import type { Entitlement } from "../lib/databricks/entitlement";
import { Catalog, type CatalogProps } from "./catalog";
import type { ICatalog } from "./catalog-base";
import { Cluster, type ClusterProps } from "./cluster";
import type { ICompute } from "./compute";
import type { CatalogLookupProps } from "./existing-catalog";
import type { SchemaLookupProps } from "./existing-schema";
import type { ServicePrincipalLookupProps } from "./existing-service-principal";
import type { SqlWarehouseLookupProps } from "./existing-sql-warehouse";
import { Schema, type SchemaProps } from "./schema";
import type { ISchema } from "./schema-base";
import type { IServicePrincipal } from "./service-principal-base";
import { ServicePrincipal, type ServicePrincipalProps } from "./service-principal";
import { SqlWarehouse } from "./sql-warehouse";
import type { SqlWarehouseProps } from "./sql-warehouse-props";

/** A thing that belongs to the stack, or with `existing: true` one that is there already. */
export type OwnOrExisting<Own, Existing> =
  | Own
  | (Existing & {
      /** It is looked up and never changed. */
      readonly existing: true;
    });

/** A catalog to create, to import, or to look up. */
export type CatalogChoice = OwnOrExisting<CatalogProps, CatalogLookupProps>;

/** A schema to create, to import, or to look up. */
export type SchemaChoice = OwnOrExisting<Omit<SchemaProps, "catalog">, Omit<SchemaLookupProps, "catalog">>;

/** A warehouse to create, to import, or to look up, or a cluster in its place. */
export type ComputeChoice = SqlWarehouseProps | SqlWarehouseLookupProps | ClusterProps;

/** A service principal to create, to import, or to look up. */
export type PrincipalChoice = Omit<ServicePrincipalProps, "entitlements"> | ServicePrincipalLookupProps;

/**
 * Makes or looks up a catalog, by the shape of the properties.
 *
 * @param owner of a catalog that belongs to the stack, unless its properties name one
 */
export function resolveCatalog(scope: Construct, id: string, choice: CatalogChoice, owner?: string): ICatalog {
  return "existing" in choice ? Catalog.fromLookup(scope, id, choice) : new Catalog(scope, id, { owner, ...choice });
}

/**
 * Makes or looks up a schema, by the shape of the properties.
 *
 * @param owner of a schema that belongs to the stack, unless its properties name one
 */
export function resolveSchema(
  scope: Construct,
  id: string,
  catalog: ICatalog,
  choice: SchemaChoice,
  owner?: string,
): ISchema {
  return "existing" in choice
    ? Schema.fromLookup(scope, id, { catalog, ...choice })
    : new Schema(scope, id, { catalog, owner, ...choice });
}

/** Makes or looks up a SQL warehouse, or looks up a cluster, by the shape of the properties. */
export function resolveCompute(scope: Construct, id: string, choice: ComputeChoice): ICompute {
  if ("cluster" in choice) return new Cluster(scope, id, choice);
  return "existing" in choice ? SqlWarehouse.fromLookup(scope, id, choice) : new SqlWarehouse(scope, id, choice);
}

/**
 * Makes or looks up a service principal, by the shape of the properties.
 *
 * @param entitlements of a principal that belongs to the stack
 */
export function resolvePrincipal(
  scope: Construct,
  id: string,
  choice: PrincipalChoice,
  entitlements?: readonly Entitlement[],
): IServicePrincipal {
  return "existing" in choice
    ? ServicePrincipal.fromLookup(scope, id, choice)
    : new ServicePrincipal(scope, id, { entitlements, ...choice });
}
