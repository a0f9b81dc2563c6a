import { listOwnTokens } from "../../databricks/tokens";
import type { Probe } from "../probe";
import { pass, skip, warn } from "../../report/outcome";

/** Below this many days a credential is worth a warning. */
export const WARN_BELOW_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

export const credential: Probe = {
  id: "credential",
  title: () => "has a credential that ends, but not soon",
  after: "sign-in",
  async run(context) {
    const { credential, integration } = context.connection;
    if (credential.kind === "oauth") {
      const issued = context.external ? "" : `; it was issued for ${credential.lifetime_days} days`;
      return skip(`how long the OAuth secret lasts cannot be read with it${issued}`);
    }
    const tokens = await listOwnTokens(context.rest);
    const [only, ...others] = tokens;
    const token = context.external
      ? others.length === 0 && only // It is not known by its id.
      : (tokens.find(({ id }) => id === credential.id) ??
        tokens.find(({ comment }) => comment === `onramp:${integration}`));
    if (!token) {
      const why = tokens.length > 1 && context.external ? "lists several tokens" : "does not list this token";
      return skip(`the workspace ${why}, so its end is not known`);
    }
    const issue = context.external
      ? "create a new one in the same way"
      : "a changed credential.lifetimeDays in onramp.yaml and `npx cdktf deploy` issue a new one";
    const replace = `${issue}; then enter that in ${context.profile.name}`;
    if (token.endsAt === Infinity) {
      return warn("the token never ends", { cause: "it was created without a lifetime", fix: replace });
    }
    const days = (token.endsAt - Date.now()) / DAY_MS;
    const left = Math.max(0, Math.round(days));
    context.daysLeft = left;
    const message = `the token has ${left} ${left === 1 ? "day" : "days"} left`;
    if (days >= WARN_BELOW_DAYS) return pass(message);
    return warn(message, {
      cause: `it ends on ${new Date(token.endsAt).toISOString().slice(0, 10)}`,
      fix: replace,
    });
  },
};
