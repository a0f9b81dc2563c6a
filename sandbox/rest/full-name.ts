import { invalid } from "../state/errors";

/** A two-part name, `catalog.schema`. */
export function schemaName(fullName: string): [catalog: string, schema: string] {
  const [catalog, schema, ...rest] = fullName.split(".");
  if (!catalog || !schema || rest.length > 0) {
    throw invalid(`'${fullName}' is not a valid name: expected <catalog>.<schema>.`);
  }
  return [catalog, schema];
}

/** A three-part name, `catalog.schema.<what>`. */
export function objectName(
  fullName: string,
  what: "table" | "volume" | "function",
): [catalog: string, schema: string, name: string] {
  const [catalog, schema, name, ...rest] = fullName.split(".");
  if (!catalog || !schema || !name || rest.length > 0) {
    throw invalid(`'${fullName}' is not a valid name: expected <catalog>.<schema>.<${what}>.`);
  }
  return [catalog, schema, name];
}
