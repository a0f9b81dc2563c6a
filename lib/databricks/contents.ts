import { getCatalog } from "./catalogs";
import { listFunctions } from "./functions";
import type { Reader } from "./http/rest";
import { getSchema, listSchemas } from "./schemas";
import { listTables } from "./tables";
import { listVolumes } from "./volumes";

/** Something that keeps a schema from being deleted. */
export interface Content {
  readonly kind: "table" | "view" | "volume" | "function";
  /** Without catalog and schema. */
  readonly name: string;
  readonly owner: string;
}

/** What is in one schema, as far as the signed-in identity sees it. */
export interface SchemaContents {
  /** `catalog.schema`. */
  readonly name: string;
  readonly owner: string;
  readonly contents: readonly Content[];
}

/** Every catalog has it, and it can be neither created nor deleted. */
const OWN_TO_CATALOGS = "information_schema";

/**
 * What is in a schema.
 *
 * @throws ServiceError of the kind `not-found` when it is not there
 */
export async function contentsOfSchema(rest: Reader, catalog: string, schema: string): Promise<SchemaContents> {
  const { owner } = await getSchema(rest, `${catalog}.${schema}`);
  return { name: `${catalog}.${schema}`, owner, contents: await within(rest, catalog, schema) };
}

/**
 * What is in the schemas of a catalog, the empty `default` left out.
 *
 * @throws ServiceError of the kind `not-found` when it is not there
 */
export async function contentsOfCatalog(
  rest: Reader,
  catalog: string,
): Promise<{ readonly owner: string; readonly schemas: readonly SchemaContents[] }> {
  const { owner } = await getCatalog(rest, catalog);
  const listed = (await listSchemas(rest, catalog)).filter(({ name }) => name !== OWN_TO_CATALOGS);
  const all = await Promise.all(
    listed.map(async (each) => ({
      name: `${catalog}.${each.name}`,
      owner: each.owner,
      contents: await within(rest, catalog, each.name),
    })),
  );
  return { owner, schemas: all.filter(({ name, contents }) => contents.length > 0 || !name.endsWith(".default")) };
}

async function within(rest: Reader, catalog: string, schema: string): Promise<Content[]> {
  const [tables, volumes, functions] = await Promise.all([
    listTables(rest, catalog, schema),
    listVolumes(rest, catalog, schema),
    listFunctions(rest, catalog, schema),
  ]);
  return [
    ...tables.map(({ name, owner, table_type: type }) => ({
      kind: type.endsWith("VIEW") ? ("view" as const) : ("table" as const),
      name,
      owner,
    })),
    ...volumes.map(({ name, owner }) => ({ kind: "volume" as const, name, owner })),
    ...functions.map(({ name, owner }) => ({ kind: "function" as const, name, owner })),
  ];
}
