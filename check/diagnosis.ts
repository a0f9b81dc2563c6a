import type { Profile } from "../profiles";
import type { Connection } from "../workspace/connection";
import { PRIVILEGES, sqlName, type Privilege } from "../workspace/privilege";
import { fullName, kindOf, type Securable } from "../workspace/securable";
import { ServiceError, type FailureKind } from "../workspace/service-error";
import { grantOf, type ExpectedPrivileges } from "./expected-privileges";
import { grantStatement, parseSecurable } from "./statements";

/** Why a probe failed and what to do, for the person who runs the check. */
export interface Diagnosis {
  readonly cause: string;
  readonly fix: string;
}

/** A privilege that a statement cannot do without. */
export interface Need {
  readonly privilege: Privilege;
  readonly on: Securable;
}

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

/** What is known of the connection whose check failed. */
export interface Circumstances {
  readonly connection: Connection;
  readonly profile: Profile;
  readonly expected: readonly ExpectedPrivileges[];
  /** True when a person brought the credential. */
  readonly external: boolean;
  /** Whose it is, when it is not the service principal's. */
  readonly person?: string;
}

interface Symptom extends Circumstances {
  readonly text: string;
  readonly need?: Need;
}

const REDEPLOY = "run `npx cdktf deploy`";

const DIAGNOSES: Readonly<Record<FailureKind, (symptom: Symptom) => Diagnosis>> = {
  network: ({ text, connection: { host, port } }) => {
    if (/ENOTFOUND|EAI_AGAIN/.test(text)) {
      return {
        cause: `no such host: ${host}`,
        fix: "check the spelling of the host, and that this machine has DNS and network",
      };
    }
    if (host === "localhost" && /ECONNREFUSED/.test(text)) {
      return {
        cause: `nothing listens on port ${port} of this machine`,
        fix: `the sandbox that was deployed to has ended or moved: start it, ${REDEPLOY} in it, and check again`,
      };
    }
    const fix = "check network, VPN and firewall; the kit and the driver connect directly, not through HTTPS_PROXY";
    return { cause: `no connection to ${host}:${port} (${text})`, fix };
  },
  tls: ({ text, connection: { host } }) => ({
    cause: `the certificate of ${host} is not trusted (${text})`,
    fix: "set NODE_EXTRA_CA_CERTS to a PEM file with the CA (your company's proxy, or the sandbox's) before Node starts",
  }),
  timeout: ({ connection: { host, port } }) => ({
    cause: `${host}:${port} did not answer in time`,
    fix: "check network, VPN and firewall, then run the check again",
  }),
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
    const why = /expired/i.test(text)
      ? "has expired"
      : /revoked/i.test(text)
        ? "was revoked"
        : "is wrong, has expired or was revoked";
    return {
      cause: `the ${what} ${why} (${text})`,
      fix: `${REDEPLOY}: it notices that the ${what} is gone and issues a new one; then enter that in ${profile.name}`,
    };
  },
  "ip-blocked": ({ text, profile }) => ({
    cause: `the workspace's IP access list does not let this address in (${text})`,
    fix:
      `ask a workspace admin to allow it, or run the check from an allowed network; ` +
      `${profile.name}'s own addresses have to be on the list as well`,
  }),
  forbidden: ({ text, connection: { warehouse_name, principal } }) => ({
    cause: `the service principal may not do this on the workspace or the warehouse (${text})`,
    fix:
      `${REDEPLOY}, which restores its permissions; or give ${principal.application_id} "Can use" under ` +
      `SQL Warehouses > ${warehouse_name} > Permissions`,
  }),
  "not-found": ({ text, connection: { http_path } }) => ({
    cause: `no warehouse has the HTTP path ${http_path} (${text})`,
    fix: `${REDEPLOY}, which creates a deleted warehouse again, and enter the new HTTP path in the tool`,
  }),
  unavailable: ({ text, connection: { warehouse_name } }) => ({
    cause: `the warehouse ${warehouse_name} did not start (${text})`,
    fix: `start it under SQL Warehouses > ${warehouse_name}, whose events name the reason (quota, capacity, billing), and check again`,
  }),
  throttled: () => ({
    cause: "the workspace limits the rate of requests",
    fix: "wait a minute and run the check again",
  }),
  privilege: (symptom) => {
    const missing = missingPrivilege(symptom);
    if (missing) return lacking(missing, symptom);
    return { cause: symptom.text, fix: `${REDEPLOY}, which restores the privileges of the profile` };
  },
  "missing-object": ({ text, need, connection, expected }) => {
    const missing = need && (grantOf(need, expected) ?? need);
    const hidden = missing && grantStatement(missing.privilege, missing.on, connection.principal.application_id);
    return {
      cause: text,
      fix: `${REDEPLOY} if it was deleted` + (hidden ? `; if it is only hidden, as its owner:\n${hidden}` : ""),
    };
  },
  cancelled: () => ({ cause: "the check was cancelled", fix: "run it again" }),
  other: ({ text }) => ({ cause: text, fix: "see https://docs.databricks.com/aws/en/error-messages/ for the message" }),
};

/** That a privilege is missing, and the statement that gives it. */
export function lacking(
  { privilege, on }: Need,
  { connection: { principal }, person }: Pick<Circumstances, "connection" | "person">,
): Diagnosis {
  const cause = `lacks ${sqlName(privilege)} on the ${kindOf(on)} ${fullName(on)}`;
  if (person !== undefined) {
    const fix = `check again with a credential of the service principal ${principal.display_name}, which is granted it`;
    return { cause: `${person} ${cause}`, fix };
  }
  return {
    cause: `the service principal ${cause}`,
    fix: `${REDEPLOY}, or as the owner:\n${grantStatement(privilege, on, principal.application_id)}`,
  };
}

/** Names cause and fix of an error; undefined for one that did not come from the workspace: a bug. */
export function diagnose(thrown: unknown, circumstances: Circumstances): Diagnosis | undefined {
  const { error, need } = thrown instanceof StatementError ? thrown : { error: thrown, need: undefined };
  if (!(error instanceof ServiceError)) return undefined;
  const { connection, profile, expected, external, person } = circumstances;
  return DIAGNOSES[error.kind]({ connection, profile, expected, external, person, text: oneLine(error.message), need });
}

/** True when nothing of the workspace could be reached. */
export function isUnreachable(thrown: unknown): boolean {
  const error = thrown instanceof StatementError ? thrown.error : thrown;
  return error instanceof ServiceError && ["network", "tls", "timeout"].includes(error.kind);
}

const DENIAL =
  /does not have (?:permission )?([A-Z][A-Z_ ]*?) on (?:catalog|schema|table|view|materialized view|volume|function|routine or model) ['"]?([^'"\s]+)['"]?/i;

/** The privilege that the service names, else the one the statement is known to need, as the profile grants it. */
function missingPrivilege({ text, need, expected }: Symptom): Need | undefined {
  const [, words = "", name = ""] = DENIAL.exec(text) ?? [];
  const privilege = PRIVILEGES.find((each) => each === words.trim().toUpperCase().replaceAll(" ", "_"));
  const named = privilege ? { privilege, on: parseSecurable(name.replace(/`|\.$/g, "")) } : need;
  if (!named) return undefined;
  // A privilege on a volume or function is only ever granted on what holds it.
  return grantOf(named, expected) ?? (need?.privilege === named.privilege ? need : named);
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim().slice(0, 400);
