import { ServiceError } from "./service-error";

/** How a failure that passes is met. */
export type Passing =
  /** Nothing was done: anything may be sent again. */
  | "not-done"
  /** It may have been done: only what may be done twice is sent again. */
  | "perhaps-done";

/** Codes of a connection that broke, or of a name service that is busy; a refused one or an unknown name stays so. */
const BROKEN = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "EAI_AGAIN"]);

/** What says that the service has not taken the request: it limits the rate, or what it takes is on its way up. */
const NOT_TAKEN =
  /REQUEST_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED|TOO_MANY_REQUESTS|rate limit|too many requests|is starting|not ready|no associated worker environment|unknown worker environment|ClusterNotReadyException/i;

/** What says that trying again may help, whatever the status is. */
const TRY_AGAIN =
  /TEMPORARILY_UNAVAILABLE|DEADLINE_EXCEEDED|temporarily unavailable|try again (later|in )|please (re)?try|upstream connect error/i;

/**
 * Whether a failure passes by itself, by what the service says of it rather than by its status alone: a limit comes with
 * 500 from some of its parts, and a proxy's page with 503.
 *
 * @see https://github.com/databricks/databricks-sdk-go/blob/main/apierr/errors.go for what Databricks' own tools retry
 */
export function passing(error: unknown): Passing | undefined {
  if (!(error instanceof ServiceError)) return undefined;
  const { kind, status, errorCode = "", message, code = "", sqlState } = error;
  const text = `${errorCode} ${message}`;
  if (kind === "cancelled" || kind === "unauthenticated" || kind === "privilege") return undefined;
  // A statement that failed says why, and may quote anything.
  if (kind === "throttled" || (sqlState === undefined && NOT_TAKEN.test(text))) return "not-done";
  if (kind === "unavailable" || (status !== undefined && status >= 500 && TRY_AGAIN.test(text))) return "perhaps-done";
  return kind === "network" && BROKEN.has(code) ? "perhaps-done" : undefined;
}

/** Longest wait that is done on the service's word. */
const LONGEST_WAIT_SECONDS = 30;

/** How long to wait before an attempt, in milliseconds: as `Retry-After` says, else 1, 2, 4 … s; after a cut, less. */
export function waitBefore(error: unknown, attempt: number): number {
  if (error instanceof ServiceError && error.kind === "network") return 200 * 2 ** (attempt - 1);
  const said = error instanceof ServiceError ? error.retryAfterSeconds : undefined;
  return 1000 * Math.min(said ?? 2 ** (attempt - 1), LONGEST_WAIT_SECONDS);
}
