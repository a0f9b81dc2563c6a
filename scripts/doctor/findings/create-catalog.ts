import { holds } from "../effective-privileges";
import { quoteIdentifier } from "../../../lib/databricks/securable";
import type { StatesContext } from "../context";
import { fail, ok, type Examination } from "../finding";

export const createCatalog: Examination<StatesContext> = {
  id: "create-catalog",
  question: "whether you may create catalogs",
  async examine({ facts, wanted, held, rest }) {
    const missing = wanted.catalogs.filter((each) => each.import === undefined && !held.catalogs.has(each.name));
    const metastore = await facts.metastore();
    if (missing.length === 0 || !metastore) return [];
    const well = ok("you may create catalogs");
    if (await facts.isMe(metastore.owner)) return [well];
    if (await holds({ rest, facts }, "CREATE_CATALOG", "metastore", metastore.metastore_id)) return [well];
    const { name } = await facts.me();
    return [
      fail(`you may not create ${missing.map((each) => each.name).join(", ")}`, {
        cause: `neither ${name} nor a group of it holds CREATE CATALOG on the metastore ${metastore.name}`,
        fix: `a metastore admin runs\nGRANT CREATE CATALOG ON METASTORE TO ${quoteIdentifier(name)};`,
      }),
    ];
  },
};
