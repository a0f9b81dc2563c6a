import { z } from "zod";
import { allPages } from "./http/pages";
import type { RestClient } from "./http/rest";
import { ServiceError } from "./http/service-error";

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

type Rest = Pick<RestClient, "getAs">;

const UC = "/api/2.1/unity-catalog";
const more = { next_page_token: z.string().optional() };
const named = z.object({ name: z.string(), owner: z.string().default("") });
const tables = z.object({
  tables: z.array(named.extend({ table_type: z.string().default("") })).default([]),
  ...more,
});
const volumes = z.object({ volumes: z.array(named).default([]), ...more });
const functions = z.object({ functions: z.array(named).default([]), ...more });
const schemas = z.object({ schemas: z.array(named).default([]), ...more });

/** Every catalog has it, and it can be neither created nor deleted. */
const OWN_TO_CATALOGS = "information_schema";

/**
 * What is in a schema.
 *
 * @throws ServiceError of the kind `not-found` when it is not there
 */
export async function contentsOfSchema(rest: Rest, catalog: string, schema: string): Promise<SchemaContents> {
  const { owner } = await rest.getAs(named, `${UC}/schemas/${encodeURIComponent(`${catalog}.${schema}`)}`);
  return { name: `${catalog}.${schema}`, owner, contents: await within(rest, catalog, schema) };
}

/**
 * What is in the schemas of a catalog, the empty `default` left out.
 *
 * @throws ServiceError of the kind `not-found` when it is not there
 */
export async function contentsOfCatalog(
  rest: Rest,
  catalog: string,
): Promise<{ readonly owner: string; readonly schemas: readonly SchemaContents[] }> {
  const { owner } = await rest.getAs(named, `${UC}/catalogs/${encodeURIComponent(catalog)}`);
  const pages = await allPages(rest, schemas, `${UC}/schemas`, { catalog_name: catalog });
  const listed = pages.flatMap((page) => page.schemas).filter(({ name }) => name !== OWN_TO_CATALOGS);
  const all = await Promise.all(
    listed.map(async (each) => ({
      name: `${catalog}.${each.name}`,
      owner: each.owner,
      contents: await within(rest, catalog, each.name),
    })),
  );
  return { owner, schemas: all.filter(({ name, contents }) => contents.length > 0 || !name.endsWith(".default")) };
}

async function within(rest: Rest, catalog: string, schema: string): Promise<Content[]> {
  const place = { catalog_name: catalog, schema_name: schema };
  const [foundTables, foundVolumes, foundFunctions] = await Promise.all([
    allPages(rest, tables, `${UC}/tables`, place),
    allPages(rest, volumes, `${UC}/volumes`, place),
    allPages(rest, functions, `${UC}/functions`, place),
  ]);
  return [
    ...foundTables
      .flatMap((page) => page.tables)
      .map(({ name, owner, table_type }) => ({
        kind: table_type.endsWith("VIEW") ? ("view" as const) : ("table" as const),
        name,
        owner,
      })),
    ...foundVolumes.flatMap((page) => page.volumes).map((each) => ({ ...each, kind: "volume" as const })),
    ...foundFunctions.flatMap((page) => page.functions).map((each) => ({ ...each, kind: "function" as const })),
  ];
}

/** Whether an error says that something is gone. */
export function isGone(error: unknown): boolean {
  return error instanceof ServiceError && error.kind === "not-found";
}
