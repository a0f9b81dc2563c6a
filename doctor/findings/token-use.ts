import { z } from "zod";
import { fail, ok, type Examination } from "../finding";

const permissionsSchema = z.object({
  access_control_list: z
    .array(
      z.object({
        group_name: z.string().optional(),
        all_permissions: z.array(z.object({ permission_level: z.string() })).default([]),
      }),
    )
    .default([]),
});

/** Every principal is in `users`: a token works only where that group may use tokens. */
const EVERYBODY = "users";

/** Lets them, and leaves everybody else's permissions alone. */
const PATCH = `databricks permissions update authorization tokens --json '${JSON.stringify({
  access_control_list: [{ group_name: EVERYBODY, permission_level: "CAN_USE" }],
})}'`;

export const tokenUse: Examination = {
  id: "token-use",
  question: "whether service principals may use personal access tokens",
  async examine({ rest, facts, wanted }) {
    if (wanted.tokens.length === 0) return [];
    const names = wanted.tokens.map(({ name }) => name).join(", ");
    const settings = await facts.settings();
    if (settings.enableTokensConfig === "false") {
      const fix = "an admin turns them on: Settings › Advanced › Personal access tokens";
      return [fail(`no token can be made for ${names}`, { cause: "the workspace has tokens turned off", fix })];
    }
    const list = await rest.getAs(permissionsSchema, "/api/2.0/permissions/authorization/tokens");
    const may = list.access_control_list.some(
      ({ group_name, all_permissions }) =>
        group_name === EVERYBODY &&
        all_permissions.some(({ permission_level: level }) => level === "CAN_USE" || level === "CAN_MANAGE"),
    );
    if (may) return [ok(`the group ${EVERYBODY} may use tokens`)];
    return [
      fail(`the service principals of ${names} could not use a token`, {
        cause: `the group ${EVERYBODY} has no CAN_USE on tokens, and the new principals are in no other group`,
        fix: `an admin gives it back: Settings › Advanced › Personal access tokens › Permission settings, or\n${PATCH}`,
      }),
    ];
  },
};
