import { z } from "zod";

/** Where the Unity Catalog API is. @see https://docs.databricks.com/api/workspace/catalogs */
export const UNITY_CATALOG = "/api/2.1/unity-catalog";

/** One object of a collection, e.g. `schemas` and `catalog.schema`. */
export function unityCatalogPath(collection: string, fullName: string): string {
  return `${UNITY_CATALOG}/${collection}/${encodeURIComponent(fullName)}`;
}

/** What every list has beside its objects. */
export const nextPage = { next_page_token: z.string().optional() };

/** What objects of every kind have; an owner who is not told is "". */
export const ownedObject = z.object({ name: z.string(), owner: z.string().default("") });

/** A catalog, schema, table, volume or function by its own name, and who owns it. */
export type OwnedObject = z.infer<typeof ownedObject>;
