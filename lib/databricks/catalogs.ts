import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader } from "./http/rest";
import { nextPage, ownedObject, UNITY_CATALOG, unityCatalogPath, type OwnedObject } from "./unity-catalog";

/** What a catalog is: all but `managed` can only be read. */
export type CatalogKind = "managed" | "shared" | "foreign" | "system";

/** A catalog of Unity Catalog. */
export interface CatalogInfo extends OwnedObject {
  readonly kind: CatalogKind;
  /** Who made it, as far as the service tells. */
  readonly createdBy?: string;
}

const KINDS: Readonly<Record<string, CatalogKind>> = {
  DELTASHARING_CATALOG: "shared",
  FOREIGN_CATALOG: "foreign",
  SYSTEM_CATALOG: "system",
  INTERNAL_CATALOG: "system",
};

/** Databricks' own, whatever their type says. */
const BUILT_IN = new Set(["system", "samples", "__databricks_internal"]);

const catalogSchema = ownedObject
  .extend({ catalog_type: z.string().default(""), created_by: z.string().optional() })
  .transform(({ catalog_type: type, created_by: createdBy, ...owned }): CatalogInfo => ({
    ...owned,
    kind: BUILT_IN.has(owned.name) ? "system" : (KINDS[type] ?? "managed"),
    ...(createdBy !== undefined && { createdBy }),
  }));

const pageSchema = z.object({ catalogs: z.array(catalogSchema).default([]), ...nextPage });

/**
 * @throws ServiceError of the kind `not-found` for one that is not there, or that the caller may not see
 * @see https://docs.databricks.com/api/workspace/catalogs/get
 */
export function getCatalog(rest: Reader, name: string): Promise<CatalogInfo> {
  return rest.getAs(catalogSchema, unityCatalogPath("catalogs", name));
}

/** Every catalog that the caller sees. @see https://docs.databricks.com/api/workspace/catalogs/list */
export async function listCatalogs(rest: Reader): Promise<CatalogInfo[]> {
  const pages = await allPages(rest, pageSchema, `${UNITY_CATALOG}/catalogs`);
  return pages.flatMap(({ catalogs }) => catalogs);
}
