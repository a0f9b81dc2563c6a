import type { CreatedCatalog } from "../../../lib/config";
import { snippet } from "../../../lib/config/snippet";
import type { At } from "../../../lib/config/declared";
import { listCatalogs } from "../../../lib/databricks/catalogs";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";
import { oneOfLines } from "../lines";
import { getMetastore } from "../../../lib/databricks/metastore";

const EXAMPLES: Readonly<Record<string, string>> = {
  aws: "s3://BUCKET/PATH",
  azure: "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH",
  gcp: "gs://BUCKET/PATH",
};

/** A catalog without a place of its own needs the metastore's, which workspaces with Default Storage lack. */
export const storageRoot: Examination<StatesContext> = {
  id: "storage-root",
  question: "whether the metastore has a storage root",
  async examine({ rest, declared, managed }) {
    const found = await getMetastore(rest);
    if (!found) return [];
    if (found.storage_root) return [pass("the metastore has a storage root")];
    const homeless = declared.catalogs.filter(
      (each) => each.storageRoot === undefined && each.import === undefined && !managed.catalogs.has(each.name),
    );
    if (homeless.length === 0) return [pass("the metastore has none, and no catalog to create needs it")];
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
    ...(other ? [[snippet(path, { existing: other }), "a catalog that is there"] as const] : []),
    [
      snippet(path, { existing: name }),
      `after Catalog › + › Create a catalog › ${name} › Use default storage › Create`,
    ],
  ]);
}

/** Catalogs in which something can be made, that of the workspace itself first. */
async function usableCatalogs(rest: StatesContext["rest"]): Promise<string[]> {
  const names = (await listCatalogs(rest)).filter(({ kind }) => kind === "managed").map(({ name }) => name);
  return [...names.filter((name) => name === "workspace"), ...names.filter((name) => name !== "workspace")];
}
