import { holds } from "../../../lib/access/effective";
import { quoteIdentifier } from "../../../lib/databricks/securable";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";
import { getCurrentUser, isCurrentUser } from "../../../lib/databricks/current-user";
import { getMetastore } from "../../../lib/databricks/metastore";

export const createCatalog: Examination<StatesContext> = {
  id: "create-catalog",
  question: "whether you may create catalogs",
  async examine({ declared, managed, rest }) {
    const missing = declared.catalogs.filter((each) => each.import === undefined && !managed.catalogs.has(each.name));
    const metastore = await getMetastore(rest);
    if (missing.length === 0 || !metastore) return [];
    const well = pass("you may create catalogs");
    if (await isCurrentUser(rest, metastore.owner)) return [well];
    if (await holds(rest, "CREATE_CATALOG", "metastore", metastore.metastore_id)) return [well];
    const { name } = await getCurrentUser(rest);
    return [
      fail(`you may not create ${missing.map((each) => each.name).join(", ")}`, {
        cause: `neither ${name} nor a group of it holds CREATE CATALOG on the metastore ${metastore.name}`,
        fix: `a metastore admin runs\nGRANT CREATE CATALOG ON METASTORE TO ${quoteIdentifier(name)};`,
      }),
    ];
  },
};
