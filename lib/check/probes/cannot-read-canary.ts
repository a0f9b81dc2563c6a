import { fullName, quotedName } from "../../databricks/securable";
import { explainExcess } from "../excess";
import type { Probe } from "../probe";
import { pass, skip } from "../../report/outcome";
import { isRefused } from "../refusal";
import { isWithin } from "../../databricks/securable";

export const cannotReadCanary: Probe = {
  id: "cannot-read-canary",
  title: ({ options }) => `cannot read ${options.canary ? fullName(options.canary) : "a table of others"}`,
  after: "sign-in",
  async run(context) {
    const { canary } = context.options;
    if (!canary) return skip("cannot read a table of others: name one with --canary catalog.schema.table");
    if (context.targets.some((target) => isWithin(canary, target))) {
      return skip(`${this.title(context)}: it is among what the tool is meant to read; name another with --canary`);
    }
    const answer = await isRefused(context, `SELECT * FROM ${quotedName(canary)} LIMIT 1`);
    if (answer === "refused") return pass(this.title(context));
    if (answer === "missing") {
      return skip(`${this.title(context)}: there is no such table, or it is hidden; that proves nothing`);
    }
    return explainExcess(context, `can read ${fullName(canary)}`, canary, ["SELECT", "MANAGE"]);
  },
};
