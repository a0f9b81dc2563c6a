import { invalid } from "../state/errors";

/** A two-part name, `catalog.schema`. */
export function schemaName(fullName: string): [catalog: string, schema: string] {
  const [catalog, schema, ...rest] = fullName.split(".");
  if (!catalog || !schema || rest.length > 0) {
    throw invalid(`'${fullName}' is not a valid name: expected <catalog>.<schema>.`);
  }
  return [catalog, schema];
}

/** A three-part name, `catalog.schema.table`. */
export function tableName(fullName: string): [catalog: string, schema: string, table: string] {
  const [catalog, schema, table, ...rest] = fullName.split(".");
  if (!catalog || !schema || !table || rest.length > 0) {
    throw invalid(`'${fullName}' is not a valid name: expected <catalog>.<schema>.<table>.`);
  }
  return [catalog, schema, table];
}
