import { findGroup } from "../../../lib/databricks/groups";
import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";

/** Groups that principals join: a deploy looks each one up. */
export const groups: Examination = {
  id: "groups",
  question: "whether the groups to join are there",
  async examine({ rest, declared }) {
    const { groups } = declared.existing;
    if (groups.length === 0) return [];
    const outcomes = await Promise.all(
      groups.map(async ({ name, path }) => {
        const { exact, others } = await findGroup(rest, name);
        if (exact) return [];
        const near = others.length > 0 && ` (there is ${others.map((group) => group.name).join(", ")})`;
        return [
          fail(`there is no group ${name}${near || ""}`, {
            fix: `correct ${path}, or an admin adds it: Settings › Identity and access › Groups › Add group`,
          }),
        ];
      }),
    );
    const bad = outcomes.flat();
    return bad.length > 0 ? bad : [pass(`${groups.map(({ name }) => name).join(", ")}: there`)];
  },
};
