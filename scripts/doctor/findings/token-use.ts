import { warehouseOf, type IntegrationConfig } from "../../../lib/config";
import { principalSnippet } from "../../../lib/config/snippet";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";
import { identitiesOf } from "../identities";
import { getPermissions, levelNames } from "../../../lib/databricks/permissions";
import { getWorkspaceSettings } from "../../../lib/databricks/workspace-settings";

/** Every principal is in it. */
const EVERYBODY = "users";

/** Lets them, and leaves everybody else's permissions alone. */
const PATCH = `databricks permissions update authorization tokens --json '${JSON.stringify({
  access_control_list: [{ group_name: EVERYBODY, permission_level: "CAN_USE" }],
})}'`;

/** A token works only where its principal, or a group of it, may use tokens. */
export const tokenUse: Examination<StatesContext> = {
  id: "token-use",
  question: "whether service principals may use personal access tokens",
  async examine(context) {
    const { rest, declared } = context;
    if (declared.tokens.length === 0) return [];
    const settings = await getWorkspaceSettings(rest);
    if (settings.enableTokensConfig === "false") {
      const names = declared.tokens.map(({ name }) => name).join(", ");
      const fix = "an admin turns them on: Settings › Advanced › Personal access tokens";
      return [fail(`no token can be made for ${names}`, { cause: "the workspace has tokens turned off", fix })];
    }
    const entries = await getPermissions(rest, "authorization/tokens");
    const allowed = entries.filter((entry) =>
      levelNames(entry).some((level) => level === "CAN_USE" || level === "CAN_MANAGE"),
    );
    if (allowed.some(({ principal }) => principal === EVERYBODY))
      return [pass(`the group ${EVERYBODY} may use tokens`)];
    const kept = await Promise.all(
      declared.tokens.map(async (integration) => {
        const identities = await identitiesOf(context, integration, useGroupOf(context, integration));
        return allowed.some(({ principal }) => identities.has(principal)) ? [] : [integration];
      }),
    );
    const out = kept.flat();
    if (out.length === 0) return [pass("the groups that the principals are in may use tokens")];
    const open = allowed.filter(({ principal, kind }) => kind === "group" && principal !== "admins");
    const joins = out.flatMap((integration) => {
      const [group] = open;
      if (!group) return [];
      const { under, line } = principalSnippet(integration, {
        groups: [...integration.principal.groups, group.principal],
      });
      return [`${line}   # under ${under}`];
    });
    return [
      fail(`the service principals of ${out.map(({ name }) => name).join(", ")} could not use a token`, {
        cause: `the group ${EVERYBODY} has no CAN_USE on tokens, and the principals are in no other group that has`,
        fix: [
          joins.length > 0
            ? `let them join a group that has, or an admin gives it back to ${EVERYBODY}`
            : "an admin gives it back: Settings › Advanced › Personal access tokens › Permission settings, or",
          ...joins,
          PATCH,
        ].join("\n"),
      }),
    ];
  },
};

function useGroupOf({ config }: StatesContext, integration: IntegrationConfig): string | undefined {
  const compute = warehouseOf(config, integration);
  return "existing" in compute ? compute.viaGroup : undefined;
}
