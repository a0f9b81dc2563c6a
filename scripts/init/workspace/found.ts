import { z } from "zod";
import { workspaceNumberOf } from "../../../lib/databricks/host";
import type { RestClient } from "../../../lib/databricks/http/rest";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import { catalogsOf, schemasOf, type FoundCatalog, type FoundSchema } from "./catalogs";
import { clustersOf, type FoundCluster } from "./clusters";
import { servicePrincipalsOf, type FoundPrincipal } from "./principals";
import { groupsUsing, warehousesOf, type FoundWarehouse } from "./warehouses";

/**
 * What the workspace has, as far as the signed-in identity sees it. Each part is undefined when it could not be had:
 * no workspace was reached, or the part may not be seen.
 */
export interface Found {
  readonly catalogs?: readonly FoundCatalog[];
  readonly warehouses?: readonly FoundWarehouse[];
  readonly clusters?: readonly FoundCluster[];
  readonly principals?: readonly FoundPrincipal[];
  /** Catalog that counts where a query names none. */
  readonly defaultCatalog?: string;
  /** Number of the workspace. */
  readonly workspaceId?: number;
  /** True where the metastore has no storage root (Default Storage): a catalog then needs a place of its own. */
  readonly defaultStorage: boolean;
  readonly schemasOf: (catalog: string) => Promise<readonly FoundSchema[] | undefined>;
  /** Groups that may use a warehouse. */
  readonly groupsUsing: (warehouse: string) => Promise<readonly string[] | undefined>;
}

/** Where no workspace was reached. */
export const NOTHING_FOUND: Found = {
  defaultStorage: false,
  schemasOf: () => Promise.resolve(undefined),
  groupsUsing: () => Promise.resolve(undefined),
};

const assignmentSchema = z.object({ workspace_id: z.number().optional(), default_catalog_name: z.string().optional() });
const metastoreSchema = z.object({ storage_root: z.string().optional() });

/** Looks around in the workspace. Sends GET requests only. */
export async function lookAround(rest: Pick<RestClient, "getAs" | "host">): Promise<Found> {
  const UC = "/api/2.1/unity-catalog";
  const [catalogs, warehouses, clusters, principals, assignment, metastore] = await Promise.all([
    ifAllowed(catalogsOf(rest)),
    ifAllowed(warehousesOf(rest)),
    ifAllowed(clustersOf(rest)),
    ifAllowed(servicePrincipalsOf(rest)),
    ifAllowed(rest.getAs(assignmentSchema, `${UC}/current-metastore-assignment`)),
    ifAllowed(rest.getAs(metastoreSchema, `${UC}/metastore_summary`)),
  ]);
  return {
    catalogs,
    warehouses,
    clusters,
    principals,
    defaultCatalog: assignment?.default_catalog_name,
    workspaceId: assignment?.workspace_id ?? workspaceNumberOf(rest.host),
    defaultStorage: metastore !== undefined && !metastore.storage_root,
    schemasOf: (catalog) => ifAllowed(schemasOf(rest, catalog)),
    groupsUsing: (warehouse) => ifAllowed(groupsUsing(rest, warehouse)),
  };
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
export function onlyWarehouse({ defaultStorage, warehouses = [] }: Found): FoundWarehouse | undefined {
  const [first] = warehouses;
  return defaultStorage && warehouses.length === 1 && first?.size === "2X-Small" ? first : undefined;
}
