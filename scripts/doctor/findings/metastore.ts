import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";
import { getMetastore } from "../../../lib/databricks/metastore";

export const metastore: Examination = {
  id: "metastore",
  question: "which metastore is assigned",
  async examine({ rest }) {
    const found = await getMetastore(rest);
    if (found) return [pass(`${found.name}${found.region ? ` in ${found.region}` : ""}`)];
    return [
      fail("the workspace has no metastore, so it has no Unity Catalog", {
        fix: "an account admin assigns one: account console › Catalog › the metastore › Workspaces › Assign to workspace",
      }),
    ];
  },
};
