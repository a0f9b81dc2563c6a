import { onramp } from "../../command-line";
import { connectionAdvice } from "../../databricks/http/connection-advice";
import { ServiceError, type FailureKind } from "../../databricks/http/service-error";
import { catalogDiagnosis } from "./catalog";
import { doesNotStart, mayNotUse, notThere } from "./compute";
import type { Need } from "../../access/expected-privileges";
import { notFound } from "./absent";
import { refused } from "./refused";
import { REDEPLOY, type Circumstances, type Diagnosis, type Evidence, type Symptom } from "./symptom";

export type { Diagnosis, Evidence } from "./symptom";

/** A statement that failed, with what it needed. */
export class StatementError extends Error {
  readonly error: ServiceError;
  readonly need?: Need;

  constructor(error: ServiceError, need?: Need) {
    super(error.message, { cause: error });
    this.error = error;
    this.need = need;
  }
}

/** A failure whose cause and fix are known where it is noticed. */
export class Diagnosed extends Error {
  readonly diagnosis: Diagnosis;

  constructor(diagnosis: Diagnosis) {
    super(diagnosis.cause);
    this.diagnosis = diagnosis;
  }
}

/** What comes in the place of an answer is told in the same words everywhere. */
const unanswered =
  (kind: FailureKind) =>
  ({ text, advice, connection: { host, port } }: Symptom): Diagnosis => {
    if (host === "localhost" && /ECONNREFUSED/.test(text)) {
      return {
        cause: `nothing listens on port ${port} of this machine`,
        fix: `the sandbox that was deployed to has ended or moved: start it, ${REDEPLOY} in it, and check again`,
      };
    }
    return advice ?? connectionAdvice({ kind, text, host, port }) ?? { cause: text, fix: "try again" };
  };

const DIAGNOSES: Readonly<Record<FailureKind, (symptom: Symptom) => Diagnosis>> = {
  network: unanswered("network"),
  tls: unanswered("tls"),
  timeout: unanswered("timeout"),
  "foreign-answer": unanswered("foreign-answer"),
  unauthenticated: ({ text, connection: { credential, host, principal }, profile, external }) => {
    const what = credential.kind === "oauth" ? "client secret" : "token";
    if (external) {
      return {
        cause: `the ${what} is wrong, has expired, was revoked, or is of another workspace than ${host} (${text})`,
        fix:
          `create a ${what} for the service principal ${principal.display_name} (${principal.application_id}) in ` +
          `https://${host}, check again with it, then enter it in ${profile.name}`,
      };
    }
    const { display_name: name } = principal;
    if (/inactive|deactivated|disabled|not active/i.test(text)) {
      return {
        cause: `the service principal ${name} is deactivated (${text})`,
        fix: `${ASK_DOCTOR} says how it is activated`,
      };
    }
    const known = /expired/i.test(text) ? "has expired" : /revoked/i.test(text) ? "was revoked" : undefined;
    if (known) {
      return {
        cause: `the ${what} ${known} (${text})`,
        fix: `${REDEPLOY}: it notices that the ${what} is gone and issues a new one; then enter that in ${profile.name}`,
      };
    }
    return {
      cause: `the ${what} is wrong, has expired or was revoked, or the service principal ${name} is deactivated (${text})`,
      fix:
        `${ASK_DOCTOR} says, signed in as an admin, whether it is deactivated, which no deploy changes; if not, ` +
        `${REDEPLOY}: it notices that the ${what} is gone and issues a new one; then enter that in ${profile.name}`,
    };
  },
  "ip-blocked": ({ text, profile }) => ({
    cause: `the workspace's IP access list does not let this address in (${text})`,
    fix:
      `ask a workspace admin to allow it, or run the check from an allowed network; ` +
      `${profile.name}'s own addresses have to be on the list as well`,
  }),
  forbidden: mayNotUse,
  "not-found": notThere,
  unavailable: doesNotStart,
  throttled: () => ({
    cause: "the workspace limits the rate of requests",
    fix: "wait a minute and run the check again",
  }),
  privilege: refused,
  "missing-object": notFound,
  cancelled: () => ({ cause: "the check was cancelled", fix: "run it again" }),
  other: ({ text }) => ({ cause: text, fix: "see https://docs.databricks.com/aws/en/error-messages/ for the message" }),
};

/** Names cause and fix of an error; undefined for one that did not come from the workspace: a bug. */
export function diagnose(
  thrown: unknown,
  circumstances: Circumstances,
  evidence: Evidence = {},
): Diagnosis | undefined {
  if (thrown instanceof Diagnosed) return thrown.diagnosis;
  const { error, need } = thrown instanceof StatementError ? thrown : { error: thrown, need: undefined };
  if (!(error instanceof ServiceError)) return undefined;
  const text = oneLine(error.message);
  const { connection, compute, profile, expected, external, signedIn, person } = circumstances;
  const symptom = { connection, compute, profile, expected, external, signedIn, person, text, need, ...evidence };
  return catalogDiagnosis(text) ?? DIAGNOSES[error.kind](symptom);
}

/** True when nothing of the workspace could be reached. */
export function isUnreachable(thrown: unknown): boolean {
  const error = thrown instanceof StatementError ? thrown.error : thrown;
  return error instanceof ServiceError && ["network", "tls", "timeout", "foreign-answer"].includes(error.kind);
}

/** Who is told apart there, as only an admin can. */
const ASK_DOCTOR = `\`${onramp("doctor")}\``;

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim().slice(0, 400);
