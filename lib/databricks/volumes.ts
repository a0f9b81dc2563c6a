import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader } from "./http/rest";
import { nextPage, ownedObject, UNITY_CATALOG, type OwnedObject } from "./unity-catalog";

const pageSchema = z.object({ volumes: z.array(ownedObject).default([]), ...nextPage });

/** Every volume of a schema that the caller sees. @see https://docs.databricks.com/api/workspace/volumes/list */
export async function listVolumes(rest: Reader, catalog: string, schema: string): Promise<OwnedObject[]> {
  const place = { catalog_name: catalog, schema_name: schema };
  const pages = await allPages(rest, pageSchema, `${UNITY_CATALOG}/volumes`, place);
  return pages.flatMap(({ volumes }) => volumes);
}
