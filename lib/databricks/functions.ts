import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader } from "./http/rest";
import { nextPage, ownedObject, UNITY_CATALOG, unityCatalogPath, type OwnedObject } from "./unity-catalog";

const functionSchema = ownedObject.extend({
  input_params: z.object({ parameters: z.array(z.unknown()).default([]) }).optional(),
});

const pageSchema = z.object({ functions: z.array(ownedObject).default([]), ...nextPage });

/**
 * How many parameters a function has.
 *
 * @param fullName `catalog.schema.function`
 * @see https://docs.databricks.com/api/workspace/functions/get
 */
export async function countParameters(rest: Reader, fullName: string): Promise<number> {
  const { input_params } = await rest.getAs(functionSchema, unityCatalogPath("functions", fullName));
  return input_params?.parameters.length ?? 0;
}

/** Every function of a schema that the caller sees. @see https://docs.databricks.com/api/workspace/functions/list */
export async function listFunctions(rest: Reader, catalog: string, schema: string): Promise<OwnedObject[]> {
  const place = { catalog_name: catalog, schema_name: schema };
  const pages = await allPages(rest, pageSchema, `${UNITY_CATALOG}/functions`, place);
  return pages.flatMap(({ functions }) => functions);
}
