import { listSecrets } from "../../../lib/databricks/service-principal-secrets";
import { kitTokens } from "../../../lib/credentials/kit-tokens";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { pass, warn } from "../../../lib/report/outcome";

const SOON_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Tokens with this kit's comment, and the OAuth secrets that the states hold; what lasts longest counts. */
export const credentialsEnd: Examination<StatesContext> = {
  id: "credentials-end",
  question: "which credentials of this kit end soon",
  async examine({ rest, managed }) {
    const [tokens, secrets] = await Promise.all([
      kitTokens(rest),
      Promise.all(
        managed.principals.map(async ({ id, displayName }) =>
          (await listSecrets(rest, id))
            .filter((secret) => managed.secrets.has(secret.id))
            .map(({ endsAt }) => ({ what: `client secret of ${displayName}`, endsAt })),
        ),
      ),
    ]);
    const all = [
      ...tokens.map(({ integration, endsAt }) => ({ what: `token of ${integration}`, endsAt })),
      ...secrets.flat(),
    ];
    const endOf = new Map<string, number>();
    for (const { what, endsAt } of all) endOf.set(what, Math.max(endOf.get(what) ?? 0, endsAt));
    const soon = [...endOf].filter(([, end]) => end - Date.now() < SOON_DAYS * DAY_MS);
    if (soon.length === 0)
      return [pass(endOf.size === 0 ? "there is no credential of this kit yet" : "no credential ends soon")];
    return soon.map(([what, end]) =>
      warn(`the ${what} ${end < Date.now() ? "ended" : "ends"} on ${new Date(end).toISOString().slice(0, 10)}`, {
        fix: "a changed credential.lifetimeDays in onramp.yaml and `npx cdktf deploy` issue a new one; then enter that in the tool",
      }),
    );
  },
};
