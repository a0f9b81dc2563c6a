import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { Storage } from "../../sql/storage";
import { createSqlEndpoint } from "../../sql";
import { warehouseObject } from "../../state/access-control";
import { Workspace } from "../../state/workspace";
import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
let session: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  session = await harness.connect();
});
afterAll(() => harness.close());

/** Runs until it is stopped. */
const ENDLESS = "SELECT count(*) AS n FROM range(100000000) a, range(100000000) b WHERE a.id + b.id < 0";

const status = async (promise: Promise<unknown>): Promise<unknown> => {
  const error = (await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )) as { statusCode?: number; response?: { text(): Promise<string>; headers: Headers } };
  const body = error.response ? await error.response.text() : "{}";
  return { status: error.statusCode, ...(JSON.parse(body) as object) };
};

test("a long statement answers RUNNING first and can be cancelled, after which the session goes on", async () => {
  const operation = await session.executeStatement(ENDLESS);
  expect((await operation.status()).operationState).toBe(1);
  await operation.cancel();
  await expect(operation.fetchAll()).rejects.toThrow();
  await operation.close();
  expect(await run(session, "SELECT 1 AS x")).toEqual([{ x: 1 }]);
});

test("a statement that is closed while it runs stops", async () => {
  const operation = await session.executeStatement(ENDLESS);
  await operation.close();
  expect(await run(session, "SELECT 1 AS x")).toEqual([{ x: 1 }]);
});

test("the query timeout ends a statement", async () => {
  await expect(run(session, ENDLESS, { queryTimeout: 1 })).rejects.toMatchObject({ response: { operationState: 8 } });
  const limited = await harness.connect();
  await run(limited, "SET statement_timeout = 1");
  await expect(run(limited, ENDLESS)).rejects.toThrow();
});

test("a statement that takes longer than the first answer gives its rows all the same", async () => {
  const rows = await run(
    session,
    "SELECT count(*) AS n FROM range(20000) a, range(8000) b WHERE (a.id * b.id) % 7 = 3",
  );
  expect(rows[0]?.n).toBeGreaterThan(0);
});

test("a closed session is gone", async () => {
  const own = await harness.connect();
  await own.close();
  await expect(run(own, "SELECT 1")).rejects.toThrow();
});

test("a token that is revoked in the middle of a session ends it", async () => {
  const tool = harness.tool();
  const own = await harness.connect(tool.token);
  expect(await run(own, "SELECT current_user() AS u")).toEqual([{ u: tool.name }]);
  harness.workspace.credentials.revokeToken(harness.workspace.admin, tool.tokenId);
  expect(await status(run(own, "SELECT 1"))).toEqual({
    status: 403,
    error_code: "INVALID_ACCESS_TOKEN",
    message: "Invalid access token.",
  });
});

test("an OAuth access token signs in until it expires", async () => {
  let now = Date.now();
  const other = await startHarness({ workspaceOptions: { now: () => now } });
  const { workspace } = other;
  const principal = workspace.principals.addServicePrincipal({ displayName: "oauth" });
  workspace.access.merge(warehouseObject(other.warehouseId), [
    { principal: principal.applicationId, level: "CAN_USE" },
  ]);
  const { value } = workspace.credentials.createSecret(workspace.admin, principal);
  const token = workspace.credentials.mint(principal.applicationId, value)?.accessToken;
  const own = await other.connect(token);
  expect(await run(own, "SELECT current_user() AS u")).toEqual([{ u: principal.applicationId }]);
  now += 3_601_000;
  expect(await status(run(own, "SELECT 1"))).toMatchObject({ status: 403 });
  await other.close();
});

test("refuses wrong tokens, unknown warehouses and principals without CAN_USE", async () => {
  const wrong = { status: 403, error_code: "INVALID_ACCESS_TOKEN" };
  expect(await status(harness.connect(`dapi${"0".repeat(32)}`))).toMatchObject(wrong);
  const path = "/sql/1.0/warehouses/0123456789abcdef";
  expect(await status(harness.connect(undefined, { connection: { path } }))).toMatchObject({
    status: 404,
    error_code: "RESOURCE_DOES_NOT_EXIST",
    message: "SQL warehouse 0123456789abcdef does not exist.",
  });
  const tool = harness.tool();
  const own = await harness.connect(tool.token);
  harness.workspace.access.forgetPrincipal(harness.workspace.principals.findByName(tool.name)?.id ?? "");
  expect(await status(run(own, "SELECT 1"))).toMatchObject({ status: 403, error_code: "PERMISSION_DENIED" });
});

test("refuses a request without token and a body that is no Thrift call, saying so in body and header", async () => {
  const request = { path: harness.path, bearer: undefined, body: Buffer.alloc(0) };
  const unsigned = await harness.endpoint.handle(request);
  expect(unsigned).toMatchObject({
    status: 401,
    headers: {
      "www-authenticate": expect.any(String) as unknown,
      "x-databricks-org-id": String(harness.workspace.data.identity.workspaceId),
    },
  });
  for (const body of [
    Buffer.alloc(0),
    Buffer.from("hello"),
    Buffer.from("800100010000000b4f70656e53657373696f6e000000000c", "hex"),
  ]) {
    const answer = await harness.endpoint.handle({ ...request, bearer: harness.adminToken, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(String(answer.body))).toMatchObject({ error_code: "BAD_REQUEST" });
    expect(answer.headers["x-databricks-error-or-redirect-message"]).toContain("BAD_REQUEST");
  }
});

test("a query whose rows all fit is one round trip", async () => {
  const before = harness.requests.length;
  await run(session, "SELECT id FROM range(1000)");
  expect(harness.requests.slice(before).map(({ call }) => call)).toEqual(["ExecuteStatement"]);
});

test("nobody can use another one's session", async () => {
  const own = await harness.connect(harness.tool().token);
  await run(own, "SELECT 1");
  const body = harness.requests.findLast(({ call }) => call === "ExecuteStatement")?.body ?? Buffer.alloc(0);
  const answer = await harness.endpoint.handle({ path: harness.path, bearer: harness.adminToken, body });
  expect(String(answer.body)).toContain("Invalid SessionHandle");
});

describe("a warehouse that does not run", () => {
  const starting = () => startHarness({ workspaceOptions: { warehouseStartMillis: 300 } });

  test("is started by a session, which waits for it", async () => {
    const other = await starting();
    const own = await other.connect();
    expect(await run(own, "SELECT 1 AS x")).toEqual([{ x: 1 }]);
    const [warehouse] = other.workspace.warehouses.list(other.workspace.admin);
    expect(warehouse && other.workspace.warehouses.state(warehouse)).toBe("RUNNING");
    await other.close();
  });

  test("answers 503 while it starts, where that is wanted", async () => {
    const other = await startHarness({
      startingAnswer: "unavailable",
      workspaceOptions: { warehouseStartMillis: 60_000 },
    });
    expect(await status(other.connect())).toMatchObject({ status: 503, error_code: "TEMPORARILY_UNAVAILABLE" });
    await other.close();
  });

  test("answers 503 with the reason when it cannot start", async () => {
    const other = await starting();
    const [warehouse] = other.workspace.warehouses.list(other.workspace.admin);
    if (warehouse) warehouse.startFailure = "no capacity";
    expect(await status(other.connect())).toMatchObject({
      status: 503,
      message: expect.stringContaining("no capacity") as unknown,
    });
    await other.close();
  });

  test("is not started by closing a session", async () => {
    const own = await harness.connect();
    const { workspace, warehouseId } = harness;
    workspace.warehouses.stop(workspace.admin, warehouseId);
    await own.close();
    const warehouse = workspace.warehouses.get(workspace.admin, warehouseId);
    expect(workspace.warehouses.state(warehouse)).toBe("STOPPED");
    await run(session, "SELECT 1");
    expect(workspace.warehouses.state(warehouse)).toBe("RUNNING");
  });
});

describe("with a state folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox-sql-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = async () => {
    const workspace = new Workspace({ file: join(folder, "workspace.json") });
    return startHarness({ workspace, dataFile: join(folder, "data.duckdb") });
  };

  test("rows are there again after a restart, and rows of what was dropped in between are not", async () => {
    const before = await open();
    await before.admin(
      "CREATE SCHEMA main.kept",
      "CREATE TABLE main.kept.t AS SELECT 7 AS x",
      "CREATE TABLE main.kept.u AS SELECT 8 AS x",
    );
    const dropped = before.workspace.unityCatalog.findTable("main", "kept", "u")?.id;
    await before.close();
    before.workspace.unityCatalog.dropTable(before.workspace.admin, "main", "kept", "u");
    before.workspace.save();
    const after = await open();
    const own = await after.connect();
    expect(await run(own, "SELECT x FROM main.kept.t")).toEqual([{ x: 7 }]);
    await run(own, "CREATE TABLE main.kept.u (x INT)");
    expect(await run(own, "SELECT x FROM main.kept.u")).toEqual([]);
    expect(await run(own, "SELECT count(*) AS n FROM samples.tpch.region")).toEqual([{ n: 5 }]);
    expect(dropped).toBeDefined();
    await after.close();
  });

  test("a table that was dropped and made again does not get its sample rows back", async () => {
    const other = await open();
    await other.admin("DROP TABLE sandbox.canary.secret", "CREATE TABLE sandbox.canary.secret (message STRING)");
    const own = await other.connect();
    expect(await run(own, "SELECT * FROM sandbox.canary.secret")).toEqual([]);
    await other.close();
  });
});

test("an endpoint that never served closes at once, twice, and refuses afterwards", async () => {
  const workspace = new Workspace();
  const endpoint = createSqlEndpoint({ workspace });
  await endpoint.close();
  await endpoint.close();
  const body = Buffer.from("800100010000000b4f70656e53657373696f6e0000000000", "hex");
  const [warehouse] = workspace.warehouses.list(workspace.admin);
  const answer = await endpoint.handle({
    path: `/sql/1.0/warehouses/${warehouse?.id}`,
    bearer: workspace.issueAdminToken(),
    body,
  });
  expect(answer.status).toBe(503);
});

test("closing ends what runs", async () => {
  const other = await startHarness();
  const own = await other.connect();
  await own.executeStatement(ENDLESS);
  const storage = jest.spyOn(Storage.prototype, "close");
  await other.close({ abandon: true });
  // It came to its end though the statement never does: what runs was interrupted.
  expect(storage).toHaveBeenCalledTimes(1);
  await expect(storage.mock.results[0]?.value).resolves.toBeUndefined();
  storage.mockRestore();
});

test("an unknown initial catalog is noticed by the first statement that needs it", async () => {
  const own = await harness.connect(undefined, { session: { initialCatalog: "nowhere" } });
  expect(await run(own, "SELECT 1 AS x")).toEqual([{ x: 1 }]);
  expect(await refusal(own, "SHOW TABLES")).toContain("NO_SUCH_CATALOG_EXCEPTION");
});
