import { snippet } from "../../../lib/config/snippet";
import type { Examination } from "../examination";
import { fail } from "../../../lib/report/outcome";
import { lines } from "../lines";
import { getWorkspaceId } from "../../../lib/databricks/metastore";

/** Isolating a catalog binds this workspace by itself; bound once more, the catalog cannot be destroyed. */
export const workspaces: Examination = {
  id: "workspaces",
  question: "which number this workspace has",
  async examine({ rest, declared }) {
    const isolated = declared.catalogs.filter(({ alsoIn: list = [] }) => list.length > 0);
    if (isolated.length === 0) return [];
    const here = await getWorkspaceId(rest);
    return isolated
      .filter(({ alsoIn: list = [] }) => list.includes(here))
      .map(({ path, alsoIn: list = [], ...catalog }) =>
        fail(`the catalog ${catalog.name} lists this workspace, ${here}`, {
          cause: "it is bound by itself; bound twice, a later destroy fails",
          fix: lines("leave it out:", snippet(path, { ...catalog, alsoIn: list.filter((each) => each !== here) })),
        }),
      );
  },
};
