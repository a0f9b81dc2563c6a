import { pageIn } from "../http/page";
import { readProblem } from "../http/rest";
import {
  connectionFailure,
  errorFields,
  kindOfAnswer,
  retryAfter,
  ServiceError,
  type FailureKind,
} from "../http/service-error";

/** The driver's error for an HTTP status other than 200; its body is still unread. */
interface HttpFailure {
  readonly statusCode: number;
  readonly response: { text(): Promise<string>; headers: { get(name: string): string | null } };
}

/** The driver's error for a statement that failed. */
interface StatementFailure {
  readonly message: string;
  readonly response?: { readonly sqlState?: string; readonly displayMessage?: string; readonly errorMessage?: string };
}

/** Turns whatever `@databricks/sql` threw into a {@link ServiceError}. */
export async function readDriverError(error: unknown): Promise<ServiceError> {
  if (error instanceof ServiceError) return error;
  if (isHttpFailure(error)) return readHttpFailure(error);
  // The driver also throws plain objects that only look like errors.
  const { message, response } = error as StatementFailure;
  const text = (response?.displayMessage ?? response?.errorMessage ?? message ?? String(error)).trim();
  if (response || isStatus(error)) {
    const sqlState = response?.sqlState ?? /SQLSTATE:? *(\w{5})/.exec(text)?.[1];
    return new ServiceError(text, { kind: kindOfStatement(text, sqlState), sqlState, cause: error });
  }
  const failure = connectionFailure(error);
  return new ServiceError(failure.text, { kind: failure.kind, code: failure.code, cause: error });
}

const isHttpFailure = (error: unknown): error is HttpFailure =>
  typeof error === "object" && error !== null && "statusCode" in error && "response" in error;

const isStatus = (error: unknown) => errorFields(error).name === "Status Error";

async function readHttpFailure({ statusCode, response }: HttpFailure): Promise<ServiceError> {
  const body = await response.text().catch(() => "");
  const header = response.headers.get("x-databricks-error-or-redirect-message") ?? "";
  const { message, errorCode } = readProblem(parse(body), body || header);
  const page = pageIn(body);
  const said = page ? `the SQL endpoint answered ${statusCode} with ${page}` : message;
  return new ServiceError(said || `HTTP status ${statusCode}`, {
    kind: kindOfAnswer(statusCode, `${errorCode} ${message}`, page !== undefined),
    status: statusCode,
    errorCode,
    retryAfterSeconds: retryAfter(response.headers.get("retry-after")),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** @see https://docs.databricks.com/aws/en/error-messages/sqlstates */
function kindOfStatement(text: string, sqlState: string | undefined): FailureKind {
  if (
    sqlState === "42501" ||
    /INSUFFICIENT_PERMISSIONS|PERMISSION_DENIED|does not have .* on |is not (an|the) owner of /i.test(text)
  ) {
    return "privilege";
  }
  if (/_NOT_FOUND|NO_SUCH_\w+|DOES_NOT_EXIST/.test(text)) return "missing-object";
  // What a warehouse says that took the connection before it was up.
  if (
    /session handle.*not (initialized|found)|warehouse.*(is starting|not ready)|temporarily_unavailable/i.test(text)
  ) {
    return "unavailable";
  }
  return "other";
}
