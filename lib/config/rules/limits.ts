import { MOST_TAGS } from "../model/warehouse";
import { LONGEST_AZURE_TOKEN_DAYS, LONGEST_LIFETIME_DAYS } from "../../databricks/credential";
import { OWN_TAG } from "../resolve";
import type { OwnedWarehouse, Rule } from "./context";

/** Limits of the service on what is created. */
export const LIMIT_RULES: readonly Rule[] = [
  {
    says: "autoStopMinutes is at least 5 with serverless, else at least 10; 0 (never) needs allowNeverStop: true beside it.",
    *faults({ owned, leftOut }) {
      for (const { path, written, resolved } of owned) {
        const { autoStopMinutes: minutes, serverless, type } = resolved;
        const least = serverless ? 5 : 10;
        const at = [...path, "autoStopMinutes"];
        if (minutes === 0) {
          if (written.allowNeverStop === true || leftOut([...path, "allowNeverStop"])) continue;
          yield {
            path: at,
            what: "is 0, so the warehouse never stops and bills day and night, about 730 hours a month",
            allowed: `${least} or more; 0 only with allowNeverStop: true`,
            fix: "write 10, or add allowNeverStop: true if that is meant",
          };
        } else if (minutes < least) {
          yield {
            path: at,
            what: `is ${minutes} minutes, too short for a ${type} warehouse ${serverless ? "with" : "without"} serverless`,
            allowed: serverless ? "5 or more" : "10 or more; 5 or more with serverless: true",
            fix: `write ${least}`,
          };
        }
      }
    },
  },
  {
    says: "minClusters is at most maxClusters.",
    *faults({ owned }) {
      for (const { path, resolved } of owned) {
        const { minClusters, maxClusters } = resolved;
        if (minClusters <= maxClusters) continue;
        yield {
          path: [...path, "minClusters"],
          what: `is ${minClusters}, more than maxClusters, which is ${maxClusters}`,
          allowed: `1 to ${maxClusters}`,
          fix: "lower it, or raise maxClusters",
        };
      }
    },
  },
  {
    says: "Serverless warehouses have the type PRO.",
    *faults({ owned }) {
      for (const { path, resolved } of owned) {
        if (!resolved.serverless || resolved.type === "PRO") continue;
        yield {
          path: [...path, "serverless"],
          what: `is true, but the type is ${resolved.type}`,
          allowed: "true only with type: PRO",
          fix: "write type: PRO, or serverless: false",
        };
      }
    },
  },
  {
    says: `A warehouse has at most ${MOST_TAGS} tags besides the kit's own.`,
    *faults({ input, owned }) {
      const inherited = Object.keys(input.defaults?.tags ?? {}).length;
      if (inherited > MOST_TAGS) {
        yield { path: ["defaults", "tags"], ...tooManyTags(inherited), fix: "remove some" };
        return;
      }
      for (const { path, written, resolved } of owned) {
        const count = tagCount(resolved);
        if (count <= MOST_TAGS) continue;
        const both = inherited > 0 && written.tags ? `, ${inherited} of them from defaults.tags` : "";
        yield { path: [...path, "tags"], ...tooManyTags(count, both), fix: "remove some" };
      }
    },
  },
  {
    says: `On Azure a token lives at most ${LONGEST_AZURE_TOKEN_DAYS} days, less than the secret that it is made with.`,
    *faults({ integrations, cloud }) {
      if (cloud !== "azure") return;
      for (const { path, resolved } of integrations) {
        const { kind, lifetimeDays, external } = resolved.credential;
        if (resolved.absent || external || kind !== "pat" || lifetimeDays <= LONGEST_AZURE_TOKEN_DAYS) continue;
        yield {
          path: [...path, "credential", "lifetimeDays"],
          what: `is ${lifetimeDays}, but on Azure the token is made with a secret that lives ${LONGEST_LIFETIME_DAYS} days and has to outlive it`,
          allowed: `1 to ${LONGEST_AZURE_TOKEN_DAYS}`,
          fix: `write ${LONGEST_AZURE_TOKEN_DAYS} or less`,
        };
      }
    },
  },
];

/** Without the kit's own. */
function tagCount({ tags }: OwnedWarehouse): number {
  return Object.keys(tags).filter((tag) => tag !== OWN_TAG).length;
}

function tooManyTags(count: number, detail = "") {
  return { what: `has ${count} tags${detail}`, allowed: `at most ${MOST_TAGS}` };
}
