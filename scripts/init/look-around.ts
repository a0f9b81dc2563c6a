import { listCatalogs, type CatalogInfo } from "../../lib/databricks/catalogs";
import { listClusters, type ClusterInfo } from "../../lib/databricks/clusters";
import { workspaceNumberOf } from "../../lib/databricks/host";
import { ServiceError } from "../../lib/databricks/http/service-error";
import type { Reader } from "../../lib/databricks/http/rest";
import { getMetastore, getMetastoreAssignment } from "../../lib/databricks/metastore";
import { getPermissions } from "../../lib/databricks/permissions";
import { listSchemas } from "../../lib/databricks/schemas";
import { listServicePrincipals, type ServicePrincipalInfo } from "../../lib/databricks/service-principals";
import type { OwnedObject } from "../../lib/databricks/unity-catalog";
import { listWarehouses, type WarehouseInfo } from "../../lib/databricks/warehouses";

/**
 * What the workspace has, as far as the signed-in identity sees it. Each part is undefined when it could not be had:
 * no workspace was reached, or the part may not be seen.
 */
export interface Surroundings {
  readonly catalogs?: readonly CatalogInfo[];
  /** Without those that are being deleted. */
  readonly warehouses?: readonly WarehouseInfo[];
  readonly clusters?: readonly ClusterInfo[];
  /** Those that may sign in. */
  readonly principals?: readonly ServicePrincipalInfo[];
  /** Catalog that counts where a query names none. */
  readonly defaultCatalog?: string;
  /** Number of the workspace. */
  readonly workspaceId?: number;
  /** True where the metastore has no storage root (Default Storage): a catalog then needs a place of its own. */
  readonly defaultStorage: boolean;
  readonly schemasOf: (catalog: string) => Promise<readonly OwnedObject[] | undefined>;
  /** Groups that hold a permission on a warehouse, each of which includes CAN_USE. */
  readonly groupsUsing: (warehouse: string) => Promise<readonly string[] | undefined>;
}

/** Where no workspace was reached. */
export const NOWHERE: Surroundings = {
  defaultStorage: false,
  schemasOf: () => Promise.resolve(undefined),
  groupsUsing: () => Promise.resolve(undefined),
};

/** Looks around in the workspace. Sends GET requests only. */
export async function lookAround(rest: Reader & { readonly host: string }): Promise<Surroundings> {
  const [catalogs, warehouses, clusters, principals, assignment, metastore] = await Promise.all([
    ifAllowed(listCatalogs(rest)),
    ifAllowed(listWarehouses(rest)),
    ifAllowed(listClusters(rest)),
    ifAllowed(listServicePrincipals(rest)),
    ifAllowed(getMetastoreAssignment(rest)),
    ifAllowed(getMetastore(rest)),
  ]);
  return {
    catalogs,
    warehouses: warehouses?.filter(({ state }) => !state.startsWith("DELET")),
    clusters,
    principals: principals?.filter(({ active }) => active),
    defaultCatalog: assignment?.default_catalog_name,
    workspaceId: assignment?.workspace_id ?? workspaceNumberOf(rest.host),
    defaultStorage: metastore !== undefined && !metastore.storage_root,
    schemasOf: (catalog) => ifAllowed(listSchemas(rest, catalog)),
    groupsUsing: (warehouse) => ifAllowed(groupsOn(rest, warehouse)),
  };
}

async function groupsOn(rest: Reader, warehouse: string): Promise<string[]> {
  const entries = await getPermissions(rest, `warehouses/${warehouse}`);
  return entries.filter(({ kind }) => kind === "group").map(({ principal }) => principal);
}

/** What the service refuses or does not have is not known; only an interruption ends the search. */
async function ifAllowed<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ServiceError && error.kind !== "cancelled") return undefined;
    throw error;
  }
}

/**
 * The only warehouse of a trial or a Free Edition: these have Default Storage and may have no second one.
 *
 * @see https://docs.databricks.com/aws/en/getting-started/free-edition-limitations
 */
export function onlyWarehouse({ defaultStorage, warehouses = [] }: Surroundings): WarehouseInfo | undefined {
  const [first] = warehouses;
  return defaultStorage && warehouses.length === 1 && first?.size === "2X-Small" ? first : undefined;
}
