import { ServiceError } from "../../lib/databricks/http/service-error";
import { fail, warn, type Outcome } from "../../lib/report/outcome";
import { onramp } from "../../lib/command-line";

const UNREACHABLE = new Set(["network", "tls", "timeout", "foreign-answer", "ip-blocked", "unavailable"]);

/** True when no answer can be had from the workspace at all, as opposed to an answer nobody likes. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof ServiceError && UNREACHABLE.has(error.kind);
}

/**
 * The outcome of a question that the workspace did not answer: never a guess.
 *
 * @param question as it goes on after "could not find out"
 * @param whenDenied the fix when the signed-in identity may not ask
 * @throws what is no failure of the service, and the user's own interruption
 */
export function unanswered(
  question: string,
  error: unknown,
  whenDenied = `ask a workspace admin to run \`${onramp("doctor")}\``,
): Outcome {
  if (!(error instanceof ServiceError) || error.kind === "cancelled") throw error;
  const message = `could not find out ${question}`;
  const cause = error.message;
  if (error.kind === "ip-blocked") return fail(message, { cause, fix: allowAddress(cause) });
  if (isUnreachable(error))
    return fail(message, {
      cause,
      fix: error.fix.join("\n") || "see that the workspace can be reached, and try again",
    });
  const denied = error.kind === "forbidden";
  return warn(message, { cause, fix: denied ? whenDenied : "try again later" });
}

/** The refusal names the address as the workspace sees it, which nothing else tells. */
function allowAddress(refusal: string): string {
  const [address = "ADDRESS"] = /\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]+:[0-9a-f:]+/i.exec(refusal) ?? [];
  const list = JSON.stringify({ label: "onramp", list_type: "ALLOW", ip_addresses: [address] });
  return `an admin lets this address in, from one that is let in\ndatabricks ip-access-lists create --json '${list}'`;
}
