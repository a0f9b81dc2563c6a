import type { Construct } from "constructs";
import type { Entitlement } from "../lib/databricks/entitlement";
import { Catalog, type CatalogProps } from "./catalog";
import type { ICatalog } from "./catalog-base";
import { Cluster, type ClusterProps } from "./cluster";
import type { ICompute } from "./compute";
import { ExistingCatalog, type ExistingCatalogProps } from "./existing-catalog";
import { ExistingSchema, type ExistingSchemaProps } from "./existing-schema";
import { ExistingServicePrincipal, type ExistingServicePrincipalProps } from "./existing-service-principal";
import { ExistingSqlWarehouse, type ExistingSqlWarehouseProps } from "./existing-sql-warehouse";
import { Schema, type SchemaProps } from "./schema";
import type { ISchema } from "./schema-base";
import type { IServicePrincipal } from "./service-principal-base";
import { ServicePrincipal, type ServicePrincipalProps } from "./service-principal";
import { SqlWarehouse } from "./sql-warehouse";
import type { SqlWarehouseProps } from "./sql-warehouse-props";

/** A thing that belongs to the stack, or with `existing: true` one that is there already. */
type OwnOrExisting<Own, Existing> = Own | (Existing & { readonly existing: true });

/** A catalog to create, to import, or to look up. */
export type CatalogChoice = OwnOrExisting<CatalogProps, ExistingCatalogProps>;

/** A schema to create, to import, or to look up. */
export type SchemaChoice = OwnOrExisting<Omit<SchemaProps, "catalog">, Omit<ExistingSchemaProps, "catalog">>;

/** A warehouse to create, to import, or to look up, or a cluster in its place. */
export type ComputeChoice = SqlWarehouseProps | ExistingSqlWarehouseProps | ClusterProps;

/** A service principal to create, to import, or to look up. */
export type PrincipalChoice = Omit<ServicePrincipalProps, "entitlements"> | ExistingServicePrincipalProps;

/** @param owner of a catalog that belongs to the stack, unless its properties name one */
export function chosenCatalog(scope: Construct, id: string, choice: CatalogChoice, owner?: string): ICatalog {
  return "existing" in choice ? new ExistingCatalog(scope, id, choice) : new Catalog(scope, id, { owner, ...choice });
}

/** @param owner of a schema that belongs to the stack, unless its properties name one */
export function chosenSchema(
  scope: Construct,
  id: string,
  catalog: ICatalog,
  choice: SchemaChoice,
  owner?: string,
): ISchema {
  return "existing" in choice
    ? new ExistingSchema(scope, id, { catalog, ...choice })
    : new Schema(scope, id, { catalog, owner, ...choice });
}

export function chosenCompute(scope: Construct, id: string, choice: ComputeChoice): ICompute {
  if ("cluster" in choice) return new Cluster(scope, id, choice);
  return "existing" in choice ? new ExistingSqlWarehouse(scope, id, choice) : new SqlWarehouse(scope, id, choice);
}

/** @param entitlements of a principal that belongs to the stack */
export function chosenPrincipal(
  scope: Construct,
  id: string,
  choice: PrincipalChoice,
  entitlements?: readonly Entitlement[],
): IServicePrincipal {
  return "existing" in choice
    ? new ExistingServicePrincipal(scope, id, choice)
    : new ServicePrincipal(scope, id, { entitlements, ...choice });
}
