import { DBSQLParameter, DBSQLParameterType } from "@databricks/sql";
import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
let session: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  session = await harness.connect();
  await harness.admin(
    "CREATE SCHEMA main.q",
    "CREATE TABLE main.q.t AS SELECT * FROM VALUES (1, 'a'), (2, 'b'), (3, 'c') AS v(id, name)",
  );
  await run(session, "USE main.q");
});
afterAll(() => harness.close());

test("INSERT, UPDATE, DELETE and MERGE change rows and count them", async () => {
  await run(session, "CREATE TABLE dml (id INT, name STRING)");
  expect(await run(session, "INSERT INTO dml SELECT id, name FROM t")).toEqual([
    { num_affected_rows: 3, num_inserted_rows: 3 },
  ]);
  expect(await run(session, "INSERT INTO dml (name, id) VALUES ('d', 4)")).toMatchObject([{ num_affected_rows: 1 }]);
  expect(
    await run(session, "UPDATE dml AS x SET x.name = upper(x.name) WHERE x.id IN (SELECT id FROM t WHERE id > 1)"),
  ).toEqual([{ num_affected_rows: 2 }]);
  expect(await run(session, "DELETE FROM main.q.dml WHERE dml.id = 1")).toEqual([{ num_affected_rows: 1 }]);
  expect(
    await run(
      session,
      "MERGE INTO dml USING (SELECT 2 AS id, 'two' AS name UNION ALL SELECT 9, 'nine' UNION ALL SELECT 4, NULL) s ON dml.id = s.id " +
        "WHEN MATCHED AND s.name IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET dml.name = s.name WHEN NOT MATCHED THEN INSERT *",
    ),
  ).toEqual([{ num_affected_rows: 3, num_updated_rows: 1, num_deleted_rows: 1, num_inserted_rows: 1 }]);
  expect(await run(session, "SELECT * FROM dml ORDER BY id")).toEqual([
    { id: 2, name: "two" },
    { id: 3, name: "C" },
    { id: 9, name: "nine" },
  ]);
  expect(await run(session, "INSERT OVERWRITE dml SELECT id + 100, name FROM dml WHERE id > 2")).toMatchObject([
    { num_affected_rows: 2 },
  ]);
  expect(await run(session, "SELECT id FROM dml ORDER BY id")).toEqual([{ id: 103 }, { id: 109 }]);
  await run(session, "TRUNCATE TABLE dml");
  expect(await run(session, "SELECT * FROM dml")).toEqual([]);
});

test("a failing statement changes nothing", async () => {
  await run(session, "CREATE TABLE whole (id INT NOT NULL)");
  await refusal(session, "INSERT INTO whole SELECT CASE WHEN id < 5000 THEN id END FROM range(10000)");
  expect(await run(session, "SELECT count(*) AS n FROM whole")).toEqual([{ n: 0 }]);
});

test.each([
  ["SELECT main.q.t.id, q.t.name, t.id FROM main.q.t WHERE main.q.t.id = 1", [{ id: 1, name: "a" }]],
  ["SELECT main.q.t.* FROM main.q.t WHERE id = 1", [{ id: 1, name: "a" }]],
  ["SELECT T.ID FROM MAIN.Q.T AS t WHERE Name = 'b'", [{ id: 2 }]],
  ["SELECT a.id FROM t a JOIN t b WHERE a.id = b.id AND a.id = 3", [{ id: 3 }]],
  ["SELECT a.id FROM t a LEFT ANTI JOIN t b ON a.id = b.id + 1", [{ id: 1 }]],
  ["WITH t AS (SELECT id + 10 AS id FROM t) SELECT max(id) AS m FROM t", [{ m: 13 }]],
  [
    "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT sum(n) AS s FROM r",
    [{ s: 10 }],
  ],
  ["SELECT id FROM IDENTIFIER('main.q.t') ORDER BY id LIMIT 1", [{ id: 1 }]],
  ["SELECT col FROM explode(array(1, 2))", [{ col: 1 }, { col: 2 }]],
  [
    "SELECT t.id, w FROM t LATERAL VIEW explode(array(id, -id)) x AS w WHERE id = 1 ORDER BY w",
    [
      { id: 1, w: -1 },
      { id: 1, w: 1 },
    ],
  ],
  ["SELECT * FROM t PIVOT (max(id) FOR name IN ('a', 'b'))", [{ a: 1, b: 2 }]],
  ["SELECT id, row_number() OVER (ORDER BY id DESC) AS n FROM t QUALIFY n = 1", [{ id: 3, n: 1 }]],
  ["SELECT * EXCEPT (name) FROM t WHERE id = 2", [{ id: 2 }]],
  ["SELECT array(10, 20)[1] AS a, map('k', 7)['k'] AS m, named_struct('x', 1).x AS s", [{ a: 20, m: 7, s: 1 }]],
  ["SELECT id FROM (VALUES (NULL), (1)) AS v(id) ORDER BY id", [{ id: null }, { id: 1 }]],
  ["SELECT \"text\" AS a, 'it\\'s' AS b, r'\\n' AS c", [{ a: "text", b: "it's", c: "\\n" }]],
  ["SELECT /* it's */ CAST('1' AS INT) -- \"\n AS one", [{ one: 1 }]],
  ["SELECT TRY_CAST('x' AS INT) AS a, CAST('7' AS INT) AS b, 'TRY_CAST(' AS c", [{ a: null, b: 7, c: "TRY_CAST(" }]],
])("%s", async (sql, expected) => {
  const rows = await run(session, sql);
  expect(sql.includes("main.q.t.id, q") ? rows.map(({ id, name }) => ({ id, name })) : rows).toEqual(expected);
});

test.each([
  ["date_format(DATE'2024-03-05', 'yyyy/MM')", "2024/03"],
  ["date_add(DATE'2024-02-28', 2) = DATE'2024-03-01'", true],
  ["datediff(DATE'2024-03-01', DATE'2024-02-28')", 2],
  ["dayofweek(DATE'2024-01-07')", 1],
  ["weekday(DATE'2024-01-07')", 6],
  ["unix_timestamp(TIMESTAMP'1970-01-02 00:00:00')", 86400],
  ["regexp_replace('a1b2', '\\\\d', '#')", "a#b#"],
  ["split('a,b', ',')", ["a", "b"]],
  ["concat_ws('-', 'a', 'b')", "a-b"],
  ["substring_index('a.b.c', '.', 2)", "a.b"],
  ["initcap('hello world')", "Hello World"],
  ["array_join(array(1, 2), ';')", "1;2"],
  ["array_contains(array(1, 2), 2)", true],
  ["element_at(array(5, 6), 1)", 5],
  ["size(array(1, 2, 3))", 3],
  ["transform(array(1, 2), x -> x * 2)", [2, 4]],
  ["sequence(1, 3)", [1, 2, 3]],
  ["pmod(-7, 3)", 2],
  ["nvl(NULL, 'x')", "x"],
  ["if(1 > 2, 'a', 'b')", "b"],
  ["sha2('a', 256)", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"],
  ["md5('a')", "0cc175b9c0f1b6a831c399e269772661"],
  ["get_json_object('{\"a\": {\"b\": 1}}', '$.a.b')", "1"],
  ["int('5') + bigint(1)", 6],
  ["isnull(NULL)", true],
  ["5 / 2", 2.5],
  ["7 div 2", 3],
  ["current_metastore()", expect.stringMatching(/^aws:eu-west-1:/) as unknown],
  ["current_version().dbsql_version", expect.stringMatching(/^\d{4}\.\d+$/) as unknown],
])("%s is what it is in Databricks", async (expression, expected) => {
  expect((await run(session, `SELECT ${expression} AS x`))[0]?.x).toEqual(expected);
});

test("named and positional parameters of every type arrive", async () => {
  const values = {
    i: 7,
    f: 1.5,
    s: "it's; --",
    b: true,
    n: null,
    big: 9007199254740993n,
    when: new Date("2020-01-02T03:04:05Z"),
  };
  const [row] = await run(
    session,
    "SELECT :i + 1 AS i, :f AS f, :s AS s, :b AS b, :n AS n, CAST(:big AS STRING) AS big, :when AS d",
    { namedParameters: values },
  );
  expect(row).toEqual({ i: 8, f: 1.5, s: values.s, b: true, n: null, big: "9007199254740993", d: values.when });
  expect(
    await run(session, "WITH x AS (SELECT ? AS a) SELECT a, '?' AS q, ? AS b FROM x WHERE ? = 3", {
      ordinalParameters: [1, "two", 3],
    }),
  ).toEqual([{ a: 1, q: "?", b: "two" }]);
  const typed = new DBSQLParameter({ type: DBSQLParameterType.DATE, value: "2024-02-29" });
  expect(await run(session, "SELECT year(:d) AS y FROM t LIMIT :n", { namedParameters: { d: typed, n: 1 } })).toEqual([
    { y: 2024 },
  ]);
  expect(
    await run(session, "SELECT count(*) AS n FROM IDENTIFIER(:t)", { namedParameters: { t: "main.q.t" } }),
  ).toEqual([{ n: 3 }]);
  expect(await refusal(session, "SELECT :missing")).toMatch(/^\[UNBOUND_SQL_PARAMETER].*missing.*SQLSTATE: 42P02$/);
  expect(await refusal(session, "SELECT ?")).toMatch(/^\[UNBOUND_SQL_PARAMETER]/);
});

test.each([
  ["SELECT * FROM nothing", "TABLE_OR_VIEW_NOT_FOUND", "42P01"],
  ["SELECT * FROM main.nowhere.t", "SCHEMA_NOT_FOUND", "42704"],
  ["SELECT * FROM nowhere.s.t", "NO_SUCH_CATALOG_EXCEPTION", "42704"],
  ["SELECT nope FROM t", "UNRESOLVED_COLUMN.WITH_SUGGESTION", "42703"],
  ["SELECT x.nope FROM t x", "UNRESOLVED_COLUMN.WITH_SUGGESTION", "42703"],
  ["SELECT nope.id FROM t", "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION", "42703"],
  ["UPDATE t SET nope = 1", "UNRESOLVED_COLUMN", "42703"],
  ["INSERT INTO t (nope) VALUES (1)", "UNRESOLVED_COLUMN", "42703"],
  ["SELECT id FROM t a JOIN t b ON true", "AMBIGUOUS_REFERENCE", "42704"],
  ["SELECT frobnicate(1)", "UNRESOLVED_ROUTINE", "42883"],
  ["SELECT id, count(*) FROM t", "MISSING_AGGREGATION", "42803"],
  ["SELECT CAST('x' AS INT)", "CAST_INVALID_INPUT", "22018"],
  ["SELECT CAST(300 AS TINYINT)", "ARITHMETIC_OVERFLOW", "22003"],
  ["SELECT 9223372036854775807 + 1", "ARITHMETIC_OVERFLOW", "22003"],
  ["INSERT INTO t VALUES (1)", "INSERT_COLUMN_ARITY_MISMATCH", "21S01"],
  ["SELEC 1", "PARSE_SYNTAX_ERROR", "42601"],
  ["SELECT * FORM t", "PARSE_SYNTAX_ERROR", "42601"],
  ["SELECT 1; SELECT 2", "PARSE_SYNTAX_ERROR", "42601"],
  ["", "PARSE_EMPTY_STATEMENT", "42617"],
  ["SELECT * FROM t VERSION AS OF 1", "UNSUPPORTED_FEATURE", "0A000"],
])("fails %j with %s", async (sql, condition, sqlState) => {
  const message = await refusal(session, sql);
  expect(message).toContain(`[${condition}`);
  expect(message).toContain(`SQLSTATE: ${sqlState}`);
});

test("the driver's error carries the SQL state", async () => {
  const error: unknown = await run(session, "SELECT * FROM nothing").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ response: { sqlState: "42P01", operationState: 5 } });
});

test("two statements of one session run at the same time", async () => {
  const slow = session.executeStatement("SELECT count(*) FROM range(3000000) a, range(3000000) b", {
    runAsync: true,
  });
  expect(await run(session, "SELECT 1 AS x")).toEqual([{ x: 1 }]);
  const operation = await slow;
  await operation.cancel();
  await operation.close();
});

test("samples hold TPC-H rows that fit together, the same in every workspace", async () => {
  const [row] = await run(
    session,
    `SELECT (SELECT count(*) FROM samples.tpch.lineitem) AS lines,
       (SELECT count(*) FROM samples.tpch.lineitem JOIN samples.tpch.partsupp ON l_partkey = ps_partkey AND l_suppkey = ps_suppkey) AS supplied,
       (SELECT count(*) FROM samples.tpch.orders JOIN samples.tpch.customer ON o_custkey = c_custkey) AS ordered,
       (SELECT count(*) FROM samples.tpch.orders WHERE o_custkey % 3 = 0) AS idle,
       (SELECT max(abs(o_totalprice - total)) FROM samples.tpch.orders JOIN
         (SELECT l_orderkey, sum(l_extendedprice * (1 + l_tax) * (1 - l_discount)) AS total FROM samples.tpch.lineitem GROUP BY 1) ON l_orderkey = o_orderkey) AS off,
       (SELECT n_name FROM samples.tpch.nation JOIN samples.tpch.region ON n_regionkey = r_regionkey WHERE r_name = 'EUROPE' ORDER BY 1 LIMIT 1) AS nation,
       (SELECT count(*) FROM samples.nyctaxi.trips WHERE tpep_dropoff_datetime > tpep_pickup_datetime) AS trips`,
  );
  expect(row).toMatchObject({ lines: 6025, supplied: 6025, ordered: 1500, idle: 0, nation: "FRANCE", trips: 1000 });
  expect(row?.off).toBeLessThan(0.01);
  expect(await refusal(session, "DELETE FROM samples.nyctaxi.trips")).toContain("read-only");
});
