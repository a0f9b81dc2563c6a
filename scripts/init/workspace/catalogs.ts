import { z } from "zod";
import { allPages } from "../../../lib/databricks/http/pages";
import type { RestClient } from "../../../lib/databricks/http/rest";

const UC = "/api/2.1/unity-catalog";
const more = { next_page_token: z.string().optional() };

const catalogsSchema = z.object({
  catalogs: z
    .array(z.object({ name: z.string(), owner: z.string().default(""), catalog_type: z.string().optional() }))
    .default([]),
  ...more,
});
const schemasSchema = z.object({
  schemas: z.array(z.object({ name: z.string(), owner: z.string().default("") })).default([]),
  ...more,
});

/** A catalog that is there. */
export interface FoundCatalog {
  readonly name: string;
  readonly owner: string;
  /** What it is, in a word: `managed`, or why nothing can be written there: `shared`, `foreign`, `system`. */
  readonly type: CatalogType;
}

export type CatalogType = "managed" | "shared" | "foreign" | "system";

/** Of the service's types those that nobody here can write to. @see https://docs.databricks.com/api/workspace/catalogs/list */
const READ_ONLY: Readonly<Record<string, CatalogType>> = {
  DELTASHARING_CATALOG: "shared",
  FOREIGN_CATALOG: "foreign",
  SYSTEM_CATALOG: "system",
  INTERNAL_CATALOG: "system",
};

/** Databricks' own, whatever their type says. */
const OWN = new Set(["system", "samples", "__databricks_internal"]);

/** Every catalog that the caller sees. */
export async function catalogsOf(rest: Pick<RestClient, "getAs">): Promise<FoundCatalog[]> {
  const pages = await allPages(rest, catalogsSchema, `${UC}/catalogs`);
  return pages.flatMap(({ catalogs }) =>
    catalogs.map(({ name, owner, catalog_type: type = "" }) => ({
      name,
      owner,
      type: OWN.has(name) ? "system" : (READ_ONLY[type] ?? "managed"),
    })),
  );
}

/** A schema that is there. */
export interface FoundSchema {
  readonly name: string;
  readonly owner: string;
}

/** Every schema of a catalog that the caller sees, by its name within the catalog. */
export async function schemasOf(rest: Pick<RestClient, "getAs">, catalog: string): Promise<FoundSchema[]> {
  const pages = await allPages(rest, schemasSchema, `${UC}/schemas`, { catalog_name: catalog });
  return pages.flatMap(({ schemas }) => schemas);
}
