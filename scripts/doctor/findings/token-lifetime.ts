import type { Examination } from "../examination";
import { fail, pass, warn } from "../../../lib/report/outcome";
import { getWorkspaceSettings } from "../../../lib/databricks/workspace-settings";

/** The workspace's longest life of a token against each `credential.lifetimeDays`. 0 or nothing = no limit. */
export const tokenLifetime: Examination = {
  id: "token-lifetime",
  question: "how long a token may live",
  async examine({ rest, declared }) {
    if (declared.tokens.length === 0) return [];
    const text = (await getWorkspaceSettings(rest)).maxTokenLifetimeDays || "0";
    const most = Number(text);
    if (!Number.isInteger(most)) {
      const fix = "compare it with credential.lifetimeDays of onramp.yaml";
      return [warn("the maximum lifetime of tokens cannot be read", { cause: `maxTokenLifetimeDays is ${text}`, fix })];
    }
    const tooLong = most > 0 ? declared.tokens.filter(({ credential }) => credential.lifetimeDays > most) : [];
    if (tooLong.length === 0)
      return [pass(most > 0 ? `tokens may live ${most} days` : "tokens may live as long as asked")];
    return tooLong.map(({ name, credential }) =>
      fail(`a token of ${credential.lifetimeDays} days for ${name} would be refused`, {
        cause: `the workspace allows ${most} days (maxTokenLifetimeDays)`,
        fix: `write at integrations.${name}\ncredential: { lifetimeDays: ${most} }`,
      }),
    );
  },
};
