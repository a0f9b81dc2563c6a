import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";
import { getCurrentUser } from "../../../lib/databricks/current-user";

/** Principals, their credentials and the permissions on warehouses are for workspace admins. */
export const admin: Examination = {
  id: "admin",
  question: "whether you are a workspace admin",
  async examine({ rest, declared }) {
    const me = await getCurrentUser(rest);
    if (me.groups.has("admins")) return [pass("you are a workspace admin")];
    if (declared.integrations.length === 0) return [];
    return [
      fail(`${me.name} is not a workspace admin`, {
        cause: "only admins create service principals and make credentials for them",
        fix: `an admin adds it: Settings › Identity and access › Groups › admins › Members › Add ${me.name}`,
      }),
    ];
  },
};
