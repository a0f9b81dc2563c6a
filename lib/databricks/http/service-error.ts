import { ExternalError } from "../../report/errors";
/** What went wrong between the kit and the workspace, as far as the answer tells. */
export type FailureKind =
  /** No connection: name not found, refused, reset. */
  | "network"
  | "tls"
  | "timeout"
  /** The credential is wrong, expired or revoked. */
  | "unauthenticated"
  /** The workspace's IP access list does not let this address in. */
  | "ip-blocked"
  | "forbidden"
  | "not-found"
  /** 503: the warehouse is on its way, or the service is busy; 502 and 504: nothing behind a gateway answers. */
  | "unavailable"
  | "throttled"
  /** Something else answered in the workspace's place, such as a proxy with its page, or the answer is not whole. */
  | "foreign-answer"
  /** A SQL statement lacked a Unity Catalog privilege. */
  | "privilege"
  /** A SQL statement named a catalog, schema or table that is not there, or may not be seen. */
  | "missing-object"
  | "cancelled"
  | "other";

export interface ServiceErrorDetails {
  readonly kind: FailureKind;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** e.g. `RESOURCE_DOES_NOT_EXIST`. */
  readonly errorCode?: string;
  readonly sqlState?: string;
  /** Of a connection that failed, e.g. `ECONNRESET`. */
  readonly code?: string;
  /** From `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** Lines of advice. */
  readonly fix?: readonly string[];
  readonly cause?: unknown;
}

/** An answer of the service that is not a success, or the lack of an answer. Messages hold no secret. */
export class ServiceError extends ExternalError {
  override readonly name = "ServiceError";
  readonly kind: FailureKind;
  readonly status?: number;
  readonly errorCode?: string;
  readonly sqlState?: string;
  readonly code?: string;
  readonly retryAfterSeconds?: number;

  constructor(message: string, details: ServiceErrorDetails) {
    super(message, details.fix, { cause: details.cause });
    this.kind = details.kind;
    this.status = details.status;
    this.errorCode = details.errorCode;
    this.sqlState = details.sqlState;
    this.code = details.code;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** Whether an error of the REST API says that the caller may not do this. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ServiceError && error.kind === "forbidden";
}

const NETWORK_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "UND_ERR_SOCKET",
]);
const TIMEOUT_CODES = new Set([
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);
const TLS_CODE = /CERT|_SSL_|^ERR_TLS|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|EPROTO/;
const TLS_TEXT = /certificate|altnames|\bssl\b|\btls\b/i;

/** The fields that errors of Node, of `fetch` and of child processes may have. */
interface ErrorFields {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly stderr?: unknown;
  readonly cause?: unknown;
  /** Of several attempts at once: IPv6, then IPv4. */
  readonly errors?: readonly unknown[];
}

/** What was thrown, by its fields: `instanceof Error` misses what comes from another realm. */
export function errorFields(thrown: unknown): ErrorFields {
  return typeof thrown === "object" && thrown !== null ? thrown : {};
}

/** Why no answer came, read from the error of `fetch` (Node's or the driver's) and of the sockets under it. */
export function connectionFailure(error: unknown): { kind: FailureKind; code?: string; text: string } {
  let text = "no connection";
  for (let at = error; at; at = errorFields(at).errors?.at(-1) ?? errorFields(at).cause) {
    const { name, message, code: anyCode } = errorFields(at);
    const code = typeof anyCode === "string" ? anyCode : undefined;
    // What libraries say of a header quotes it, and it may sign the request.
    if (typeof message === "string" && message) text = /header/i.test(message) ? "a header could not be sent" : message;
    if (name === "TimeoutError" || (code && TIMEOUT_CODES.has(code))) return { kind: "timeout", code, text };
    if (name === "AbortError") return { kind: "cancelled", code, text: "cancelled" };
    if (code && TLS_CODE.test(code)) return { kind: "tls", code, text };
    if (code && NETWORK_CODES.has(code)) return { kind: "network", code, text };
  }
  return { kind: TLS_TEXT.test(text) ? "tls" : "network", text };
}

const BAD_CREDENTIAL =
  /invalid(_client| access token| token)|token .*(expired|revoked)|(expired|revoked) .*token|credential was not sent/i;

/** Some parts of the service say it with another status than 429. */
const LIMITED = /REQUEST_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED|TOO_MANY_REQUESTS/;

/**
 * What an HTTP status and the text with it mean. Databricks answers 403 to a wrong token, so the text decides.
 *
 * @param page whether the text is a web page: the APIs of a workspace answer with JSON
 */
export function kindOfAnswer(status: number, text: string, page = false): FailureKind {
  if (/IP address.*blocked|blocked by .*IP (ACL|access list)/i.test(text)) return "ip-blocked";
  if (status === 401 || BAD_CREDENTIAL.test(text)) return "unauthenticated";
  if (status === 429 || LIMITED.test(text)) return "throttled";
  if (status === 502 || status === 503 || status === 504) return "unavailable";
  if (page || status === 407) return "foreign-answer";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  return "other";
}

/** Seconds of a `Retry-After` header in either of its forms. */
export function retryAfter(header: string | null | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
