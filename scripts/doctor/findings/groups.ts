import { z } from "zod";
import { fail, ok, type Examination } from "../finding";

const groupsSchema = z.object({ Resources: z.array(z.object({ displayName: z.string().default("") })).default([]) });

/** Groups that principals join: a deploy looks each one up. */
export const groups: Examination = {
  id: "groups",
  question: "whether the groups to join are there",
  async examine({ rest, wanted }) {
    const { groups } = wanted.existing;
    if (groups.length === 0) return [];
    const outcomes = await Promise.all(
      groups.map(async ({ name, path }) => {
        const filter = `displayName eq ${JSON.stringify(name)}`;
        const { Resources: found } = await rest.getAs(groupsSchema, "/api/2.0/preview/scim/v2/Groups", {
          query: { filter },
        });
        if (found.some(({ displayName }) => displayName === name)) return [];
        const near = found[0] && ` (there is ${found[0].displayName})`;
        return [
          fail(`there is no group ${name}${near ?? ""}`, {
            fix: `correct ${path}, or an admin adds it: Settings › Identity and access › Groups › Add group`,
          }),
        ];
      }),
    );
    const bad = outcomes.flat();
    return bad.length > 0 ? bad : [ok(`${groups.map(({ name }) => name).join(", ")}: there`)];
  },
};
