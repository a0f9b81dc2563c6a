import type { Edition, Identity } from "./records/identity";
import { ServiceError, invalid } from "./errors";

/*
 * What Free Edition and trial workspaces have less of. Both have Default Storage: their metastore has no storage root,
 * and catalogs in Default Storage are made in the user interface only. Both have serverless compute only.
 *
 * https://docs.databricks.com/aws/en/getting-started/free-edition-limitations has the limits of Free Edition; those of
 * the trial are assumed.
 */

interface Limits {
  /** Most SQL warehouses. */
  readonly warehouses: number;
  /** The only size of SQL warehouses. Absent: any. */
  readonly onlySize?: string;
}

const LIMITS: Readonly<Record<Edition, Limits>> = {
  free: { warehouses: 1, onlySize: "2X-Small" },
  trial: { warehouses: 5 },
};

/** The catalog that such a workspace comes with. */
export const WORKSPACE_CATALOG = "workspace";

/** Catalog of a session that asks for none. */
export const defaultCatalogOf = ({ edition }: { readonly edition?: Edition }): string =>
  edition === undefined ? "main" : WORKSPACE_CATALOG;

/** @throws ServiceError INVALID_STATE for a catalog that has no place for its data, and a metastore without one either */
export function requireStorage({ edition, storageRoot }: Identity, ownRoot: string | undefined): void {
  if (ownRoot || storageRoot) return;
  const location = "(for example 'CREATE CATALOG myCatalog MANAGED LOCATION '<location-path>').";
  throw new ServiceError(
    "INVALID_STATE",
    edition === undefined
      ? `Metastore storage root URL does not exist. Please provide a storage location for the catalog ${location} ` +
          "Alternatively set up a metastore root storage location to provide a storage location for all catalogs in " +
          "the metastore."
      : "Metastore storage root URL does not exist. Default Storage is enabled in your account. You can use the UI to " +
          `create a new catalog using Default Storage, or please provide a storage location for the catalog ${location}`,
  );
}

/** @throws ServiceError INVALID_PARAMETER_VALUE for what runs on virtual machines of one's own */
export function requireClassicCompute(edition: Edition | undefined): void {
  if (edition !== undefined) throw invalid("Only serverless compute is supported in the workspace.");
}

/** @throws ServiceError INVALID_PARAMETER_VALUE for a warehouse that the edition does not offer */
export function requireOffered(
  edition: Edition | undefined,
  warehouse: { readonly clusterSize: string; readonly serverless: boolean },
): void {
  if (edition === undefined) return;
  if (!warehouse.serverless) requireClassicCompute(edition);
  const { onlySize = warehouse.clusterSize } = LIMITS[edition];
  if (warehouse.clusterSize !== onlySize) {
    throw invalid(`cluster_size must be ${onlySize} in this workspace, not '${warehouse.clusterSize}'.`);
  }
}

/** @throws ServiceError QUOTA_EXCEEDED when the workspace has as many warehouses as it may have */
export function requireWarehouseQuota(edition: Edition | undefined, existing: number): void {
  if (edition === undefined || existing < LIMITS[edition].warehouses) return;
  throw new ServiceError(
    "QUOTA_EXCEEDED",
    "You have reached the maximum number of SQL warehouses. Delete an existing warehouse to create a new one.",
  );
}
