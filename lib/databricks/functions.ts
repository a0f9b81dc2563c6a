import { z } from "zod";
import { dependencies } from "./dependencies";
import { allPages } from "./http/pages";
import type { Reader } from "./http/rest";
import type { Securable } from "./securable";
import { nextPage, ownedObject, UNITY_CATALOG, unityCatalogPath, type OwnedObject } from "./unity-catalog";

const functionSchema = ownedObject.extend({
  input_params: z.object({ parameters: z.array(z.unknown()).default([]) }).optional(),
});

const definitionSchema = ownedObject.extend({ routine_dependencies: dependencies });

/** Who owns a function, and the tables and functions that its body names as far as the service says. */
export async function describeFunction(
  rest: Reader,
  fullName: string,
): Promise<{ readonly owner: string; readonly uses: readonly Securable[] }> {
  const found = await rest.getAs(definitionSchema, unityCatalogPath("functions", fullName));
  return { owner: found.owner, uses: found.routine_dependencies };
}

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
