import { fail, ok, type Examination } from "../finding";

export const metastore: Examination = {
  id: "metastore",
  question: "which metastore is assigned",
  async examine({ facts }) {
    const found = await facts.metastore();
    if (found) return [ok(`${found.name}${found.region ? ` in ${found.region}` : ""}`)];
    return [
      fail("the workspace has no metastore, so it has no Unity Catalog", {
        fix: "an account admin assigns one: account console › Catalog › the metastore › Workspaces › Assign to workspace",
      }),
    ];
  },
};
