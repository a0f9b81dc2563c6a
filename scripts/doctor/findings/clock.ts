import { connectionFailure, ServiceError } from "../../../lib/databricks/http/service-error";
import { send } from "../../../lib/databricks/http/send";
import { withDeadline } from "../../../lib/databricks/http/deadline";
import type { Examination } from "../examination";
import { fail, pass, warn } from "../../../lib/report/outcome";
import { CURRENT_USER } from "../../../lib/databricks/current-user";

/** More than this, and sign-ins that carry a time are refused. Seconds. */
const MOST_SKEW = 60;

/** Milliseconds. */
const PATIENCE = 10_000;

/** This machine's clock against the `Date` header of an answer, which has whole seconds. */
export const clock: Examination = {
  id: "clock",
  question: "whether this machine's clock is right",
  async examine({ signedIn, signal }) {
    const headers = await signedIn.headers();
    const before = Date.now();
    const answer = await withDeadline(PATIENCE, signal, (stop) =>
      send(new URL(CURRENT_USER, signedIn.host), { headers, signal: stop }),
    ).catch((error: unknown) => {
      const { kind, text } = connectionFailure(error);
      throw new ServiceError(text, { kind, cause: error });
    });
    await answer.body?.cancel();
    const there = Date.parse(answer.headers.get("date") ?? "");
    if (Number.isNaN(there)) {
      const fix = "compare this machine's clock with another one";
      return [
        warn("could not find out whether this machine's clock is right", { cause: "the answer has no time", fix }),
      ];
    }
    const here = (before + Date.now()) / 2;
    const skew = Math.round((here - there) / 1000);
    if (Math.abs(skew) <= MOST_SKEW) return [pass("this machine's clock is right")];
    return [
      fail(`this machine's clock is ${Math.abs(skew)} s ${skew > 0 ? "ahead" : "behind"}`, {
        cause: "tokens that carry a time are refused, and the end of credentials is reckoned wrongly",
        fix: "set the clock, e.g. timedatectl set-ntp true",
      }),
    ];
  },
};
