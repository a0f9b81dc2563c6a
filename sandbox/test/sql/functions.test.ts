import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
let tool: { name: string; token: string };
let session: IDBSQLSession;
let admin: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  tool = harness.tool();
  session = await harness.connect(tool.token);
  admin = await harness.connect();
  await harness.admin(
    "CREATE CATALOG c",
    "CREATE SCHEMA c.s",
    "CREATE FUNCTION c.s.twice(x INT COMMENT 'n') RETURNS BIGINT COMMENT 'doubles' RETURN x * 2",
    "CREATE FUNCTION c.s.greet(name STRING) RETURNS STRING RETURN concat('hi ', name, ' ', c.s.twice(1))",
    "CREATE FUNCTION c.s.one() RETURNS INT LANGUAGE SQL DETERMINISTIC RETURN 1",
  );
});
afterAll(() => harness.close());

const grant = async (...grants: string[]) => {
  harness.workspace.data.grants.forEach((held) => held.delete(tool.name));
  await harness.admin(...grants.map((each) => `GRANT ${each} TO \`${tool.name}\``));
};
const USE = ["USE CATALOG ON CATALOG c", "USE SCHEMA ON SCHEMA c.s"];

test.each([
  ["SELECT c.s.twice(21) AS n", [{ n: 42 }]],
  ["SELECT `c`.`s`.`TWICE`('3') AS n", [{ n: 6 }]],
  ["SELECT c.s.greet('you') AS t", [{ t: "hi you 2" }]],
  ["SELECT c.s.twice(id) + c.s.one() AS n FROM range(2) ORDER BY n", [{ n: 1 }, { n: 3 }]],
  ["SELECT c.s.twice(max(id)) AS n FROM range(5)", [{ n: 8 }]],
  ["SELECT count(*) AS n FROM range(5) WHERE c.s.twice(id) > 4", [{ n: 2 }]],
  ["SELECT c.s.twice(c.s.twice(1))", [{ "c.s.twice(c.s.twice(1))": 4 }]],
])("calls functions: %s", async (statement, rows) => {
  expect(await run(admin, statement)).toEqual(rows);
});

test("finds functions of the current schema without its name", async () => {
  const other = await harness.connect(harness.adminToken, { session: { initialCatalog: "c", initialSchema: "s" } });
  expect(await run(other, "SELECT twice(4) AS a, s.one() AS b")).toEqual([{ a: 8, b: 1 }]);
});

test("lists functions to clients", async () => {
  const operation = await admin.getFunctions({ catalogName: "c", schemaName: "%", functionName: "tw%" });
  expect(await operation.fetchAll()).toMatchObject([
    { FUNCTION_CAT: "c", FUNCTION_SCHEM: "s", FUNCTION_NAME: "twice", REMARKS: "doubles" },
  ]);
  await operation.close();
});

test("shows, describes and drops functions", async () => {
  await run(admin, "CREATE OR REPLACE FUNCTION c.s.gone(x INT) RETURNS INT RETURN x");
  await run(admin, "CREATE OR REPLACE FUNCTION c.s.gone(x INT, y INT) RETURNS INT RETURN x + y");
  expect(await run(admin, "SELECT c.s.gone(1, 2) AS n")).toEqual([{ n: 3 }]);
  expect(await run(admin, "SHOW USER FUNCTIONS IN c.s LIKE 'g*'")).toEqual([
    { function: "c.s.gone" },
    { function: "c.s.greet" },
  ]);
  const lines = (await run(admin, "DESCRIBE FUNCTION c.s.twice")).map((row) => row["function_desc"]);
  expect(lines).toEqual(["Function: c.s.twice", "Type:     SCALAR", "Input:    x INT", "Returns:  BIGINT"]);
  expect(
    await run(
      admin,
      "SELECT routine_name, data_type, routine_definition FROM c.information_schema.routines WHERE routine_name = 'twice'",
    ),
  ).toEqual([{ routine_name: "twice", data_type: "LONG", routine_definition: "x * 2" }]);
  await run(admin, "DROP FUNCTION c.s.gone");
  expect(await refusal(admin, "SELECT c.s.gone(1, 2)")).toMatch("UNRESOLVED_ROUTINE");
  await run(admin, "DROP FUNCTION IF EXISTS c.s.gone");
});

test.each([
  ["CREATE FUNCTION c.s.twice(x INT) RETURNS INT RETURN x", "ROUTINE_ALREADY_EXISTS"],
  ["CREATE FUNCTION c.s.bad(x INT) RETURNS INT RETURN y", "UNRESOLVED_COLUMN"],
  ["CREATE FUNCTION c.s.bad(x INT, X INT) RETURNS INT RETURN x", "DUPLICATE_ROUTINE_PARAMETER_NAMES"],
  ["CREATE FUNCTION c.s.bad() RETURNS INT RETURN (SELECT max(id) FROM c.s.t)", "UNSUPPORTED_FEATURE"],
  ["CREATE FUNCTION c.s.bad() RETURNS INT LANGUAGE PYTHON AS $$ return 1 $$", "UNSUPPORTED_FEATURE"],
  ["CREATE FUNCTION c.s.bad() RETURNS TABLE (x INT) RETURN SELECT 1", "UNSUPPORTED_FEATURE"],
  ["SELECT c.s.twice()", "WRONG_NUM_ARGS"],
  ["SELECT c.s.none(1)", "UNRESOLVED_ROUTINE"],
])("refuses %s", async (statement, condition) => {
  expect(await refusal(admin, statement)).toMatch(condition);
});

test.each([
  ["SELECT c.s.twice(1)", USE, "User does not have EXECUTE on Function 'c.s.twice'."],
  ["SELECT c.s.twice(1)", ["EXECUTE ON FUNCTION c.s.twice"], "User does not have USE CATALOG on Catalog 'c'."],
  ["SELECT 1 FROM (SELECT c.s.twice(1))", USE, "User does not have EXECUTE on Function 'c.s.twice'."],
  ["CREATE FUNCTION c.s.own() RETURNS INT RETURN 1", USE, "User does not have CREATE FUNCTION on Schema 'c.s'."],
  ["DROP FUNCTION c.s.twice", [...USE, "EXECUTE ON FUNCTION c.s.twice"], "User does not have MANAGE"],
])("refuses %s with %j", async (statement, grants, message) => {
  await grant(...grants);
  expect(await refusal(session, statement)).toMatch(message);
});

test("lets a holder of EXECUTE call a function, and what that calls with its owner's rights", async () => {
  await grant(...USE, "EXECUTE ON FUNCTION c.s.greet");
  expect(await run(session, "SELECT c.s.greet('me') AS t")).toEqual([{ t: "hi me 2" }]);
  await grant(...USE, "EXECUTE ON SCHEMA c.s");
  expect(await run(session, "SELECT c.s.twice(1) AS n")).toEqual([{ n: 2 }]);
});
