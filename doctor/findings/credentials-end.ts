import { z } from "zod";
import { ok, warn, type Examination } from "../finding";

const SOON_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

const tokensSchema = z.object({
  token_infos: z
    .array(
      z.object({
        comment: z.string().optional(),
        /** Milliseconds since 1970; -1 = never. */
        expiry_time: z.coerce.number().default(-1),
      }),
    )
    .default([]),
});

/** Tokens that the kit made, by their comment `onramp:<integration>`; the one that lasts longest counts. */
export const credentialsEnd: Examination = {
  id: "credentials-end",
  question: "which tokens of this kit end soon",
  async examine({ rest }) {
    const { token_infos } = await rest.getAs(tokensSchema, "/api/2.0/token-management/tokens");
    const endOf = new Map<string, number>();
    for (const { comment, expiry_time: end } of token_infos) {
      const integration = /^onramp:(.+)$/.exec(comment ?? "")?.[1];
      if (integration) endOf.set(integration, Math.max(endOf.get(integration) ?? 0, end < 0 ? Infinity : end));
    }
    const soon = [...endOf].filter(([, end]) => end - Date.now() < SOON_DAYS * DAY_MS);
    if (soon.length === 0)
      return [ok(`${endOf.size === 0 ? "there is no token of this kit yet" : "no token ends soon"}`)];
    return soon.map(([integration, end]) =>
      warn(
        `the token of ${integration} ${end < Date.now() ? "ended" : "ends"} on ${new Date(end).toISOString().slice(0, 10)}`,
        {
          fix: "a changed credential.lifetimeDays in onramp.yaml and `npx cdktf deploy` issue a new one; then enter that in the tool",
        },
      ),
    );
  },
};
