import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader } from "./http/rest";
import { nextPage, ownedObject, UNITY_CATALOG, unityCatalogPath, type OwnedObject } from "./unity-catalog";

/** A schema of a catalog. */
export interface SchemaInfo extends OwnedObject {
  /** Who made it, as far as the service tells. */
  readonly createdBy?: string;
}

const schemaSchema = ownedObject
  .extend({ created_by: z.string().optional() })
  .transform(({ created_by: createdBy, ...owned }): SchemaInfo => ({
    ...owned,
    ...(createdBy !== undefined && { createdBy }),
  }));

const pageSchema = z.object({ schemas: z.array(schemaSchema).default([]), ...nextPage });

/**
 * @param fullName `catalog.schema`
 * @throws ServiceError of the kind `not-found` for one that is not there, or that the caller may not see
 * @see https://docs.databricks.com/api/workspace/schemas/get
 */
export function getSchema(rest: Reader, fullName: string): Promise<SchemaInfo> {
  return rest.getAs(schemaSchema, unityCatalogPath("schemas", fullName));
}

/** Every schema of a catalog that the caller sees. @see https://docs.databricks.com/api/workspace/schemas/list */
export async function listSchemas(rest: Reader, catalog: string): Promise<SchemaInfo[]> {
  const pages = await allPages(rest, pageSchema, `${UNITY_CATALOG}/schemas`, { catalog_name: catalog });
  return pages.flatMap(({ schemas }) => schemas);
}
