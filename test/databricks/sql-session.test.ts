import { Secret } from "../../lib/databricks/secret";
import { openSqlSession, type SqlSessionOptions } from "../../lib/databricks/sql/session";

interface Opening {
  status?: number;
  retryAfter?: string;
  body?: string;
  error?: Error;
  silent?: boolean;
}

/** What the stand-in driver answers to the next openSession calls, and what it was asked. */
const driver = {
  openings: [] as Opening[],
  connected: {} as Record<string, unknown>,
  statement: (_text: string): Promise<unknown[]> => Promise.resolve([]),
  closed: 0,
};

jest.mock("@databricks/sql", () => ({
  DBSQLClient: class {
    on() {}
    connect(options: Record<string, unknown>) {
      driver.connected = options;
      return Promise.resolve(this);
    }
    getConnectionProvider() {
      return Promise.resolve({ getThriftConnection: () => Promise.resolve({ transport: { receiver() {} } }) });
    }
    openSession() {
      const opening = driver.openings.shift();
      if (opening?.silent) return new Promise(() => {});
      if (opening?.error) return Promise.reject(opening.error);
      if (opening?.status) return Promise.reject(httpFailure(opening));
      return Promise.resolve({
        executeStatement: (text: string) =>
          Promise.resolve({
            fetchAll: () => driver.statement(text),
            close: () => Promise.resolve(),
            cancel: () => Promise.resolve(),
          }),
        close: () => Promise.resolve(),
      });
    }
    close() {
      driver.closed++;
      return Promise.resolve();
    }
  },
}));

/** As the real driver's THTTPException looks. */
function httpFailure({ status = 0, retryAfter, body = "" }: Opening) {
  const headers = { get: (name: string) => (name === "retry-after" ? (retryAfter ?? null) : null) };
  const response = { status, headers, text: () => Promise.resolve(body) };
  return Object.assign(new Error(`Received a response with a bad HTTP status code: ${status}`), {
    statusCode: status,
    response,
  });
}

const open = (openings: Opening[], more: Partial<SqlSessionOptions> = {}) => {
  driver.openings = openings;
  driver.closed = 0;
  return openSqlSession({ host: "h", port: 8443, path: "/sql/1.0/warehouses/w", token: new Secret("tok"), ...more });
};

test("opens with the token, the port and the kit's name, and without telemetry", async () => {
  const session = await open([]);
  expect(driver.connected).toEqual({
    host: "h",
    port: 8443,
    path: "/sql/1.0/warehouses/w",
    token: "tok",
    telemetryEnabled: false,
    userAgentEntry: expect.stringMatching(/^onramp-for-databricks\//) as string,
  });
  driver.statement = (text) => Promise.resolve([{ text }]);
  expect(await session.query("SELECT 1")).toEqual([{ text: "SELECT 1" }]);
  await session.close();
  expect(driver.closed).toBe(1);
});

test("tries again while the warehouse starts, which the driver itself does not", async () => {
  await open([
    { status: 503, retryAfter: "0" },
    { status: 429, retryAfter: "0" },
  ]);
  expect(driver.openings).toEqual([]);
});

test("fails when the warehouse takes longer than the patience", async () => {
  await expect(open([{ status: 503, retryAfter: "1" }], { patienceMs: 10 })).rejects.toMatchObject({
    kind: "unavailable",
  });
  expect(driver.closed).toBe(1);
});

test("fails after its patience when the driver never answers", async () => {
  await expect(open([{ silent: true }], { patienceMs: 20 })).rejects.toMatchObject({ kind: "unavailable" });
});

test("fails when it is cancelled while waiting", async () => {
  const abort = new AbortController();
  const opening = open([{ status: 503, retryAfter: "60" }], { signal: abort.signal });
  setTimeout(() => abort.abort(), 20);
  await expect(opening).rejects.toMatchObject({ kind: "cancelled" });
});

test.each([
  [
    { status: 401, body: '{"message":"Token expired"}' },
    { kind: "unauthenticated", message: "Token expired" },
  ],
  [{ status: 403, body: '{"error_code":403,"message":"Invalid access token."}' }, { kind: "unauthenticated" }],
  [{ status: 403, body: '{"error_code":"PERMISSION_DENIED","message":"not yours"}' }, { kind: "forbidden" }],
  [{ status: 404 }, { kind: "not-found", message: "HTTP status 404" }],
  [{ error: Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }) }, { kind: "network" }],
  [
    { error: Object.assign(new Error("self-signed certificate"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }) },
    { kind: "tls" },
  ],
])("fails at once on %o", async (opening, expected) => {
  await expect(open([opening])).rejects.toMatchObject(expected);
});

test.each([
  ["[INSUFFICIENT_PERMISSIONS] User does not have SELECT on Table 'a.b.c'. SQLSTATE: 42501", "privilege", "42501"],
  ["[TABLE_OR_VIEW_NOT_FOUND] The table `x` cannot be found. SQLSTATE: 42P01", "missing-object", "42P01"],
  ["[PARSE_SYNTAX_ERROR] Syntax error", "other", undefined],
])("a statement that fails with %s is of kind %s", async (displayMessage, kind, sqlState) => {
  const session = await open([]);
  driver.statement = () => Promise.reject(Object.assign(new Error("x"), { response: { displayMessage } }));
  await expect(session.query("SELECT 1")).rejects.toMatchObject({ kind, sqlState, message: displayMessage });
});

test("a statement that is never answered ends with the session's patience", async () => {
  const session = await open([], { statementPatienceMs: 20 });
  driver.statement = () => new Promise(() => {});
  await expect(session.query("SELECT 1")).rejects.toMatchObject({
    kind: "timeout",
    message: "no answer within 0.02 s",
  });
});

describe("a statement that fails in a way that passes", () => {
  const failing = async (error: Error, statement: string) => {
    const session = await open([]);
    let asked = 0;
    driver.statement = () => (asked++ === 0 ? Promise.reject(error) : Promise.resolve([{ id: 1 }]));
    const outcome = await session.query(statement).then(
      () => "done",
      () => "failed",
    );
    return { outcome, asked };
  };
  const reset = () => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
  const limited = () => httpFailure({ status: 429, retryAfter: "0" });
  const away = () => httpFailure({ status: 503, retryAfter: "0", body: '{"message":"busy"}' });
  const starting = () => httpFailure({ status: 503, retryAfter: "0", body: '{"message":"Warehouse w is starting."}' });

  test.each<[string, () => Error, string, string]>([
    ["a reset, of what reads", reset, "SELECT 1", "done"],
    ["a reset, of what may be done twice", reset, "DROP TABLE IF EXISTS `a`.`b`.`c`", "done"],
    ["a reset, of what may not", reset, "INSERT INTO t VALUES (1)", "failed"],
    ["a reset, of what may not", reset, "CREATE TABLE t (id INT)", "failed"],
    ["a limit, of anything", limited, "CREATE TABLE t (id INT)", "done"],
    ["a warehouse on its way, of anything", starting, "CREATE TABLE t (id INT)", "done"],
    ["no time, of what reads", away, "SHOW CATALOGS", "done"],
    ["no time, of what may not be done twice", away, "MERGE INTO t USING s ON 1 = 1", "failed"],
  ])("%s: %o", async (_name, error, statement, outcome) => {
    expect(await failing(error(), statement)).toEqual({ outcome, asked: outcome === "done" ? 2 : 1 });
  });
});

test("a statement ends with its signal", async () => {
  const session = await open([]);
  const abort = new AbortController();
  driver.statement = () => new Promise(() => {});
  const query = session.query("SELECT 1", abort.signal);
  setTimeout(() => abort.abort(), 20);
  await expect(query).rejects.toMatchObject({ kind: "cancelled" });
});
