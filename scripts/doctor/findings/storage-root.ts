import { z } from "zod";
import type { CreatedCatalog } from "../../../lib/config";
import { snippet } from "../../../lib/config/snippet";
import type { At } from "../../../lib/config/declared";
import { allPages } from "../../../lib/databricks/http/pages";
import type { StatesContext } from "../context";
import { fail, ok, type Examination } from "../finding";
import { oneOfLines } from "../lines";

const EXAMPLES: Readonly<Record<string, string>> = {
  aws: "s3://BUCKET/PATH",
  azure: "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH",
  gcp: "gs://BUCKET/PATH",
};

/** A catalog without a place of its own needs the metastore's, which workspaces with Default Storage lack. */
export const storageRoot: Examination<StatesContext> = {
  id: "storage-root",
  question: "whether the metastore has a storage root",
  async examine({ rest, facts, wanted, held }) {
    const found = await facts.metastore();
    if (!found) return [];
    if (found.storage_root) return [ok("the metastore has a storage root")];
    const homeless = wanted.catalogs.filter(
      (each) => each.storageRoot === undefined && each.import === undefined && !held.catalogs.has(each.name),
    );
    if (homeless.length === 0) return [ok("the metastore has none, and no catalog to create needs it")];
    const place = EXAMPLES[found.cloud ?? ""] ?? "s3://BUCKET/PATH";
    const there = await usableCatalogs(rest);
    return homeless.map((catalog) =>
      fail(`the catalog ${catalog.name} would have no place for its data`, {
        cause:
          "the metastore has no storage root: with Default Storage, catalogs are made in the user interface only, and " +
          "their data are for serverless compute, by default of this workspace alone",
        fix: waysOut(catalog, place, there),
      }),
    );
  },
};

function waysOut({ path, ...catalog }: At<CreatedCatalog>, place: string, there: readonly string[]): string {
  const { name } = catalog;
  const [other] = there.filter((each) => each !== name);
  return oneOfLines("", [
    [snippet(path, { ...catalog, storageRoot: place }), "a path inside an external location"],
    ...(other ? [[snippet(path, { name: other, existing: true }), "a catalog that is there"] as const] : []),
    [
      snippet(path, { name, existing: true }),
      `after Catalog › + › Create a catalog › ${name} › Use default storage › Create`,
    ],
  ]);
}

const pageSchema = z.object({
  catalogs: z.array(z.object({ name: z.string(), catalog_type: z.string().optional() })).default([]),
  next_page_token: z.string().optional(),
});

/** Catalogs in which something can be made, that of the workspace itself first. */
async function usableCatalogs(rest: StatesContext["rest"]): Promise<string[]> {
  const pages = await allPages(rest, pageSchema, "/api/2.1/unity-catalog/catalogs");
  const names = pages
    .flatMap(({ catalogs }) => catalogs)
    .filter(({ catalog_type: type = "MANAGED_CATALOG" }) => type === "MANAGED_CATALOG")
    .map(({ name }) => name);
  return [...names.filter((name) => name === "workspace"), ...names.filter((name) => name !== "workspace")];
}
