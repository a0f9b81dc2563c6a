import { setTimeout as sleep } from "node:timers/promises";
import type * as sql from "@databricks/sql";
import type { DBSQLSession } from "@databricks/sql";
import { withDeadline } from "../http/deadline";
import type { Secret } from "../secret";
import { errorFields, ServiceError } from "../http/service-error";
import { proxyFor } from "../http/proxy";
import { requireSendable } from "../http/sendable";
import { passing, waitBefore } from "../http/passing";
import { readDriverError } from "./error";
import { isRepeatable } from "./repeatable";
import { refuseForeignAnswers } from "./thrift-answers";
import { USER_AGENT } from "../version";
import { lazy } from "../../lazy";

export type Row = Readonly<Record<string, unknown>>;

/** One open session on a SQL warehouse. Statements run one after the other. */
export interface SqlSession {
  /** @throws ServiceError, also when `signal` or the session's patience with a statement ends it */
  query(statement: string, signal?: AbortSignal): Promise<Row[]>;
  /** Ends the session and its connection; never fails and never waits for long. */
  close(): Promise<void>;
}

export interface SqlSessionOptions {
  /** Name without protocol and port. */
  readonly host: string;
  readonly port: number;
  /** HTTP path of the warehouse. */
  readonly path: string;
  /** Personal access token or OAuth access token. */
  readonly token: Secret;
  /** How long a warehouse may take to start, in milliseconds. @defaultValue 900000 */
  readonly patienceMs?: number;
  /** How long one statement may take, in milliseconds. @defaultValue 300000 */
  readonly statementPatienceMs?: number;
  /** Told every few seconds while the session is not open yet. */
  readonly onWaiting?: (elapsedMs: number) => void;
  /** Gives up opening; an open session is not bound to it. */
  readonly signal?: AbortSignal;
}

type ConnectionOptions = Parameters<sql.DBSQLClient["connect"]>[0];

export type OpenSqlSession = (options: SqlSessionOptions) => Promise<SqlSession>;

// The driver takes half a second to load, so it is loaded when it is needed.
const load = lazy<typeof sql>(__filename, "@databricks/sql");

/** Back-off between attempts to open a session, in seconds; the last repeats. */
const DELAYS = [1, 2, 4, 8, 15];
const TELL_EVERY_MS = 5_000;

/** Attempts in all at one statement, at what passes by itself. */
const STATEMENT_ATTEMPTS = 4;

/** How long closing something may take: nobody waits for what comes of it. */
const CLOSING_MS = 5_000;

/**
 * Opens a session with Databricks' own driver.
 *
 * The driver gives up at once when a starting warehouse answers 503, so this tries again until `patienceMs` are over.
 * Its telemetry is off: it would call the host on port 443 whatever the port is. It takes OAuth only on hosts it knows,
 * so the caller mints the token. Its promises may never settle, so everything has a deadline.
 *
 * @throws ServiceError
 */
export const openSqlSession: OpenSqlSession = async (options) => {
  const { host, port, path, token, signal, onWaiting } = options;
  const { patienceMs = 15 * 60_000, statementPatienceMs = 5 * 60_000 } = options;
  requireSendable({ authorization: `Bearer ${token.reveal()}` });
  const { DBSQLClient } = load();
  const client = new DBSQLClient({ logger: { log() {} } });
  client.on("error", () => {}); // Also comes as the rejection of the call.
  const started = Date.now();
  const ticker = setInterval(() => onWaiting?.(Date.now() - started), TELL_EVERY_MS);
  try {
    await client.connect({
      host,
      port,
      path,
      token: token.reveal(),
      userAgentEntry: USER_AGENT,
      telemetryEnabled: false,
      ...proxyOptions(host, port),
    });
    await refuseForeignAnswers(client);
    const open = (stop: AbortSignal) =>
      patiently(() => abortable(client.openSession(), stop), started + patienceMs, stop);
    const session = await withDeadline(patienceMs, signal, open);
    return wrap(session as DBSQLSession, () => client.close(), statementPatienceMs);
  } catch (error) {
    await closing(client.close());
    throw error instanceof ServiceError && error.kind === "timeout"
      ? new ServiceError(`no session within ${Math.round(patienceMs / 1000)} s`, { kind: "unavailable", cause: error })
      : error;
  } finally {
    clearInterval(ticker);
  }
};

/** The driver's own option; it takes none from the environment. */
function proxyOptions(host: string, port: number): Pick<ConnectionOptions, "proxy"> {
  const proxy = proxyFor(new URL(`https://${host}:${port}`), process.env)?.url;
  if (!proxy) return {};
  const { protocol, hostname, port: at, username, password } = proxy;
  const isHttps = protocol === "https:";
  return {
    proxy: {
      protocol: isHttps ? "https" : "http",
      host: hostname,
      port: Number(at || (isHttps ? 443 : 80)),
      ...(username !== "" && { auth: { username, password } }),
    },
  };
}

async function patiently<T>(open: () => Promise<T>, deadline: number, signal: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await open();
    } catch (thrown) {
      const error = await readDriverError(thrown);
      const wait = 1000 * (error.retryAfterSeconds ?? DELAYS[Math.min(attempt, DELAYS.length - 1)] ?? 0);
      // A session that was opened twice is one that nobody uses.
      if (passing(error) === undefined || Date.now() + wait > deadline) throw error;
      await sleep(wait, undefined, { signal }).catch(() => {}); // Aborted: the next attempt says so.
    }
  }
}

function wrap(session: DBSQLSession, closeClient: () => Promise<void>, patienceMs: number): SqlSession {
  return {
    async query(statement, signal) {
      const deadline = Date.now() + patienceMs;
      for (let attempt = 1; ; attempt++) {
        try {
          return await withDeadline(deadline - Date.now(), signal, (stop) => runOnce(session, statement, stop));
        } catch (thrown) {
          const error = await readDriverError(thrown);
          const passes = passing(error);
          const again = passes === "not-done" || (passes === "perhaps-done" && isRepeatable(statement));
          const wait = waitBefore(error, attempt);
          if (!again || attempt >= STATEMENT_ATTEMPTS || Date.now() + wait > deadline) throw error;
          await sleep(wait, undefined, { signal }).catch(() => {}); // Aborted: the next attempt says so.
        }
      }
    },
    async close() {
      await closing(session.close());
      await closing(closeClient());
    },
  };
}

async function runOnce(session: DBSQLSession, statement: string, stop: AbortSignal): Promise<Row[]> {
  const operation = await abortable(session.executeStatement(statement), stop);
  try {
    return (await abortable(operation.fetchAll(), stop)) as Row[];
  } finally {
    await closing(stop.aborted ? operation.cancel() : operation.close());
  }
}

/** Waits for something that is closed, but not for long, and whatever comes of it. */
async function closing(closed: Promise<unknown>): Promise<void> {
  await withDeadline(CLOSING_MS, undefined, (stop) => abortable(closed, stop)).catch(() => {});
}

/** The promise, or a rejection as soon as the signal says so; the driver itself cannot be interrupted. */
async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(whyStopped(signal));
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function whyStopped({ reason }: AbortSignal): ServiceError {
  const { name, message } = errorFields(reason);
  return name === "TimeoutError"
    ? new ServiceError(String(message), { kind: "timeout", cause: reason })
    : new ServiceError("cancelled", { kind: "cancelled" });
}
