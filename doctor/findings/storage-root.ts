import { fail, ok, type Examination } from "../finding";

const EXAMPLES: Readonly<Record<string, string>> = {
  aws: "s3://BUCKET/PATH",
  azure: "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH",
  gcp: "gs://BUCKET/PATH",
};

/** A catalog without a place of its own needs the metastore's, which workspaces with Default Storage lack. */
export const storageRoot: Examination = {
  id: "storage-root",
  question: "whether the metastore has a storage root",
  async examine({ facts, wanted, held }) {
    const found = await facts.metastore();
    if (!found) return [];
    if (found.storage_root) return [ok(`the metastore keeps data in ${found.storage_root}`)];
    const homeless = wanted.catalogs.filter((each) => each.storageRoot === undefined && !held.catalogs.has(each.name));
    const example = EXAMPLES[found.cloud ?? ""] ?? "s3://BUCKET/PATH";
    if (homeless.length === 0) return [ok("the metastore has none, and no catalog to create needs it")];
    return homeless.map(({ name, path }) =>
      fail(`the catalog ${name} would have no place for its data`, {
        cause: "the metastore has no storage root, as with Default Storage",
        fix: `name a path inside an external location at ${path}\ncatalog: { name: ${JSON.stringify(name)}, storageRoot: "${example}" }`,
      }),
    );
  },
};
