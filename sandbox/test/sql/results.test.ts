import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type Harness, run, startHarness } from "./harness";

let harness: Harness;
let native: IDBSQLSession;
let columns: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  native = await harness.connect();
  columns = await harness.connect(undefined, { config: { arrowEnabled: false } });
});
afterAll(() => harness.close());

const value = async (session: IDBSQLSession, expression: string): Promise<unknown> =>
  (await run(session, `SELECT ${expression} AS x`))[0]?.x;

test.each([
  ["true", true, true],
  ["CAST(-1 AS TINYINT)", -1, -1],
  ["CAST(300 AS SMALLINT)", 300, 300],
  ["70000", 70000, 70000],
  ["CAST(7 AS BIGINT)", 7, 7],
  ["CAST(1.5 AS FLOAT)", 1.5, 1.5],
  ["1.25D", 1.25, 1.25],
  ["CAST('123.45' AS DECIMAL(10,2))", 123.45, 123.45],
  ["CAST(-0.05 AS DECIMAL(4,2))", -0.05, -0.05],
  ["'é😀 it''s'", "é😀 it's", "é😀 it's"],
  ["''", "", ""],
  ["x'00ff'", Buffer.from([0, 255]), Buffer.from([0, 255])],
  ["DATE'2020-02-29'", new Date("2020-02-29T00:00:00Z"), "2020-02-29"],
  ["DATE'1969-12-31'", new Date("1969-12-31T00:00:00Z"), "1969-12-31"],
  ["TIMESTAMP'2020-01-01 10:00:00.123'", new Date("2020-01-01T10:00:00.123Z"), "2020-01-01 10:00:00.123"],
  ["CAST('1969-12-31 23:59:59' AS TIMESTAMP_NTZ)", new Date("1969-12-31T23:59:59Z"), "1969-12-31 23:59:59"],
  ["array(1, NULL, 3)", [1, null, 3], [1, null, 3]],
  ["array(array('a'), array())", [["a"], []], [["a"], []]],
  ["map('a', 1, 'b', NULL)", { a: 1, b: null }, { a: 1, b: null }],
  ["named_struct('n', 1, 's', 'x')", { n: 1, s: "x" }, { n: 1, s: "x" }],
  ["array(named_struct('a', DATE'2020-01-01'))", [{ a: new Date("2020-01-01") }], [{ a: "2020-01-01" }]],
  ["INTERVAL '1' DAY", "1 00:00:00.000000000", "1 00:00:00.000000000"],
  ["INTERVAL '-14' MONTH", "-1-2", "-1-2"],
  ["uuid() IS NOT NULL", true, true],
  ["CAST(NULL AS STRING)", null, null],
  ["CAST(NULL AS ARRAY<INT>)", null, null],
  ["CAST(NULL AS DECIMAL(3,1))", null, null],
])("%s is read as it should, as Arrow and as columns", async (expression, asArrow, asColumns) => {
  expect(await value(native, expression)).toEqual(asArrow);
  expect(await value(columns, expression)).toEqual(asColumns);
});

test("BIGINT beyond 2^53 and DECIMAL keep every digit for a client that asks for that", async () => {
  const exact = await harness.connect(undefined, { config: { preserveBigNumericPrecision: true } });
  expect(await value(exact, "9007199254740993")).toBe(9007199254740993n);
  expect(String(await value(exact, "CAST('12345678901234567890.12345' AS DECIMAL(38,5))"))).toBe(
    "12345678901234567890.12345",
  );
});

test("a client that does not want Arrow's own types gets text, from which the driver makes the same values", async () => {
  const plain = await harness.connect(undefined, { config: { useArrowNativeTypes: false } });
  expect(await run(plain, "SELECT array(1.5BD) AS a, TIMESTAMP'2020-01-01 00:00:00' AS t, 2.50BD AS d")).toEqual([
    { a: [1.5], t: expect.anything() as unknown, d: 2.5 },
  ]);
});

test("null and non-null values of one column stay in their rows", async () => {
  const rows = await run(
    native,
    "SELECT CASE WHEN id % 3 = 0 THEN NULL ELSE concat('v', id) END AS v FROM range(10) ORDER BY id",
  );
  expect(rows.map(({ v }) => v)).toEqual([null, "v1", "v2", null, "v4", "v5", null, "v7", "v8", null]);
});

test("the schema names types and positions", async () => {
  const operation = await native.executeStatement("SELECT CAST(1 AS DECIMAL(10,2)) AS d, array('x') AS a");
  const schema = await operation.getSchema();
  await operation.close();
  expect(schema?.columns.map(({ columnName, position }) => [columnName, position])).toEqual([
    ["d", 1],
    ["a", 2],
  ]);
  const [entry] = schema?.columns[0]?.typeDesc.types ?? [];
  expect(entry?.primitiveEntry?.typeQualifiers?.qualifiers.scale?.i32Value).toBe(2);
});

test("a result of many chunks arrives whole and in order, page by page", async () => {
  const operation = await native.executeStatement("SELECT id, id * 2 AS twice FROM range(25000)", { maxRows: 10_000 });
  let seen = 0;
  const sizes: number[] = [];
  do {
    const rows = (await operation.fetchChunk({ maxRows: 7000 })) as { id: number; twice: number }[];
    for (const row of rows) expect([row.id, row.twice]).toEqual([seen, 2 * seen++]);
    sizes.push(rows.length);
  } while (await operation.hasMoreRows());
  await operation.close();
  expect(seen).toBe(25_000);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000);
});

test("an empty result has its columns and no rows", async () => {
  expect(await run(native, "SELECT 1 AS x WHERE false")).toEqual([]);
  expect(await run(columns, "SELECT 1 AS x WHERE false")).toEqual([]);
});

test("a statement without result ends, with no rows", async () => {
  expect(await run(native, "CREATE SCHEMA IF NOT EXISTS main.nothing")).toEqual([]);
  expect(await run(columns, "DROP SCHEMA main.nothing")).toEqual([]);
});

test("columns of expressions have the service's names", async () => {
  const rows = await run(
    native,
    "SELECT count(*), 1, 'text', 1 + 1, max(id), upper('a'), current_user(), (SELECT 1) FROM range(1)",
  );
  expect(Object.keys(rows[0] ?? {})).toEqual(
    [...["count(1)", "1", "text", "(1 + 1)", "max(id)", "upper('a')", "current_user()", "scalarsubquery()"]].sort(
      (a, b) => (a === "1" ? -1 : b === "1" ? 1 : 0),
    ),
  );
});
