import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { DuckDBInstance } from "@duckdb/node-api";
import { DUCKDB_FUNCTIONS } from "../../sql/query/duckdb-functions";
import { SHIMS } from "../../sql/query/shims";
import { type Harness, run, startHarness } from "./harness";

/*
 * Somebody who may use the warehouse and nothing else tries to get out of a literal, a name, a comment: to a table, a
 * file, a setting of the database, a second statement.
 */

const SECRET = "the-secret-of-somebody-else";

let folder: string;
let harness: Harness;
let session: IDBSQLSession;
let admin: IDBSQLSession;
let principal: string;
let physical: string;
let local: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "onramp-injection-"));
  harness = await startHarness({ workspaceOptions: { filesFolder: folder } });
  admin = await harness.connect();
  await harness.admin("CREATE SCHEMA main.vault");
  await harness.admin("CREATE TABLE main.vault.secrets (s STRING)");
  await harness.admin(`INSERT INTO main.vault.secrets VALUES ('${SECRET}')`);
  await harness.admin("CREATE VOLUME main.vault.files");
  const { workspace } = harness;
  const path = "/Volumes/main/vault/files/secret.csv";
  await workspace.files.write(workspace.admin, path, Readable.from([`${SECRET}\n`]), true);
  const [file] = workspace.files.localFiles(workspace.admin, path);
  local = file?.local ?? "";
  expect(existsSync(local)).toBe(true);
  const { id } = workspace.unityCatalog.table(workspace.admin, "main", "vault", "secrets");
  physical = `t_${id.replaceAll("-", "")}`;
  const nobody = harness.tool("nobody");
  principal = nobody.name;
  session = await harness.connect(nobody.token);
});

afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true });
});

/** Everything that came back: rows or the refusal. */
async function answer(statement: string): Promise<string> {
  try {
    return JSON.stringify(await run(session, statement), (_key, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An attack on one thing, by the names that things really have inside. */
const aimed = (attack: string, goal: string): string =>
  attack.replaceAll("GOAL", goal).replaceAll("PHYSICAL", physical).replaceAll("LOCAL", local);

/** What each attack wants to be run. */
const GOALS = [
  "(SELECT max(s) FROM main.vault.secrets)",
  "(SELECT max(s) FROM PHYSICAL)",
  "(SELECT max(content) FROM read_text('LOCAL'))",
  "(SELECT max(column0) FROM read_csv('LOCAL'))",
  "(SELECT max(sql) FROM duckdb_tables())",
];

/** Ways out: `GOAL` is what is to be run. */
const ATTACKS = [
  String.raw`SELECT e'x\', GOAL, \'y'`,
  String.raw`SELECT E'x\' || GOAL || \''`,
  `SELECT DATE '2020-01-01'' AS DATE), GOAL, CAST(''2020-01-01'`,
  `SELECT TIMESTAMP '2020-01-01'' AS TIMESTAMP), GOAL, CAST(''2020-01-01'`,
  `SELECT TIMESTAMP_NTZ '2020-01-01'' AS TIMESTAMP), GOAL, CAST(''2020-01-01'`,
  `SELECT INTERVAL '1'' DAY, GOAL, INTERVAL ''1' DAY`,
  `SELECT INTERVAL '1 day'', GOAL, ''1' DAY`,
  `SELECT X'41'', GOAL, '''`,
  `SELECT 'a\\', GOAL, 'b'`,
  `SELECT 'a''', GOAL, '''b'`,
  String.raw`SELECT 'a\', GOAL, \'b'`,
  String.raw`SELECT "a\", GOAL, \"b"`,
  String.raw`SELECT r'a\', GOAL, r'\b'`,
  `SELECT N'a'', GOAL, ''b'`,
  `SELECT $$a$$, GOAL, $$b$$`,
  `SELECT $tag$a', GOAL, 'b$tag$`,
  `SELECT 1 AS \`a", GOAL AS "b\``,
  `SELECT 1 AS \`a\`\`, GOAL AS \`\`b\``,
  `SELECT \`a"\`, GOAL FROM (SELECT 1 AS \`a"\`)`,
  `SELECT 1 /* ' */ AS x, GOAL -- '`,
  `SELECT /*+ BROADCAST(t) */ 1, GOAL`,
  `SELECT /*! 1, GOAL */ 1`,
  `SELECT 1 -- x\n, GOAL`,
  `SELECT 1 # x\n, GOAL`,
  `SELECT date_format(DATE'2020-01-01', 'yyyy'' , GOAL , ''MM')`,
  `SELECT to_date('2020', 'yyyy'') , GOAL , (''')`,
  `SELECT get_json_object('{}', '$.a'' , GOAL , ''')`,
  `SELECT '{"a":1}':a['b'' , GOAL , '''] `,
  `SELECT date_trunc('month'' , GOAL , ''', DATE'2020-01-01')`,
  `SELECT extract('year'' , GOAL FROM DATE'2020-01-01')`,
  `SELECT cast('1' AS STRUCT<\`a" INT), GOAL, ("\`: INT>)`,
  `SELECT named_struct('a" := 1), GOAL, ("', 1)`,
  `SELECT map('k'', GOAL, ''', 1)`,
  `SELECT * FROM VALUES ('a'', GOAL, ''b') AS t(\`x") , GOAL, ("y\`)`,
  `SELECT * FROM (SELECT 1 AS a) AS \`t", GOAL AS "u\``,
  `WITH \`c" AS (SELECT 1), d AS GOAL SELECT * FROM d --\` AS (SELECT 1) SELECT 1`,
  `SELECT sum(1) OVER \`w" , GOAL\` FROM range(1) WINDOW \`w" , GOAL\` AS ()`,
  `SELECT transform(array(1), \`x" -> GOAL\` -> 1)`,
  `SELECT * FROM range(1) LATERAL VIEW explode(array(1)) \`t", GOAL\` AS x`,
  `SELECT * FROM range(1) TABLESAMPLE (1 PERCENT) REPEATABLE ('1') , GOAL`,
  `SELECT 1 LIMIT '1'' , GOAL'`,
  `SELECT IDENTIFIER('a" , GOAL --')`,
  `SELECT * FROM IDENTIFIER('main.vault.secrets')`,
  `SELECT * FROM IDENTIFIER('PHYSICAL')`,
  `SELECT * FROM PHYSICAL`,
  `SELECT __relation_0.* FROM range(1) AS __relation_0, GOAL`,
  `SELECT '__text_0', GOAL`,
  `SELECT __param(1), GOAL`,
  `SELECT 'x' LIKE 'y' ESCAPE '\\'' , GOAL , '''`,
  `SELECT 'a' COLLATE \`x", GOAL\``,
  `SELECT 1; SELECT GOAL`,
  `SELECT 1;; SELECT GOAL`,
  `SELECT query('SELECT GOAL')`,
  `SELECT * FROM query('SELECT * FROM PHYSICAL')`,
  `SELECT * FROM query_table('PHYSICAL')`,
  `SELECT * FROM read_text('LOCAL')`,
  `SELECT * FROM read_csv('LOCAL')`,
  `SELECT * FROM csv.\`LOCAL\``,
  `SELECT * FROM csv.\`/Volumes/main/vault/files/secret.csv\``,
  `SELECT * FROM read_files('/Volumes/main/vault/files/secret.csv', format => 'csv'' , GOAL')`,
  `SELECT * FROM glob('LOCAL')`,
  `SELECT * FROM \`LOCAL\``,
  `SELECT * FROM duckdb_settings()`,
  `SELECT * FROM \`duckdb_tables\``,
  `SELECT * FROM sqlite_master`,
  `SELECT * FROM pg_catalog.pg_tables`,
  `SELECT main.vault.secrets.s`,
];

test.each(ATTACKS)("%s gets nothing out", async (attack) => {
  for (const goal of GOALS) {
    const said = await answer(aimed(attack, goal));
    expect(said).not.toContain(SECRET);
    expect(said).not.toMatch(/CREATE (TABLE|MACRO)/);
  }
});

test.each([
  "sql_auto_complete('SEL')",
  "enable_logging()",
  "disable_logging()",
  "write_log('x')",
  "getenv('HOME')",
  "getvariable('x')",
  "current_setting('threads')",
  "nextval('x')",
  "json_execute_serialized_sql('{}')",
  "json_serialize_sql('SELECT 1')",
  "duckdb_functions()",
  "pragma_version()",
  "pg_typeof(1)",
  "current_query()",
  "txid_current()",
  "sleep_ms(1)",
  "setseed(0.1)",
  "checkpoint()",
  "which_secret('x', 'y')",
  "parquet_metadata('x')",
  "test_all_types()",
  "has_table_privilege('x', 'select')",
  "`read_text`('x')",
  "a_function_of_tomorrow(1)",
])("%s is no function here, alone or in FROM", async (call) => {
  for (const statement of [`SELECT ${call}`, `SELECT * FROM ${call}`, `SELECT 1 WHERE ${call} IS NULL`]) {
    expect(await answer(statement)).toMatch(/^\[(UNRESOLVED_ROUTINE|UNSUPPORTED_FEATURE|PARSE_SYNTAX_ERROR)/);
  }
});

test("built-ins mean the same for the admin after all that", async () => {
  await answer("SELECT 1; CREATE OR REPLACE MACRO base64(x) AS 'replaced'");
  await answer("SELECT e'\\'); CREATE OR REPLACE MACRO upper(x) AS \\'replaced\\' --'");
  expect(await run(admin, "SELECT base64('a') AS a, upper('b') AS b, space(2) AS c")).toEqual([
    { a: "YQ==", b: "B", c: "  " },
  ]);
});

describe("in a statement that changes a table", () => {
  beforeAll(async () => {
    await harness.admin("CREATE SCHEMA main.own");
    await harness.admin("CREATE TABLE main.own.t (id INT, s STRING)");
    for (const [privileges, on] of [
      ["USE CATALOG", "CATALOG main"],
      ["USE SCHEMA, SELECT, MODIFY", "SCHEMA main.own"],
    ]) {
      await harness.admin(`GRANT ${privileges} ON ${on} TO \`${principal}\``);
    }
  });

  test.each([
    "INSERT INTO main.own.t VALUES (1, 'x'), (2, GOAL)",
    "INSERT INTO main.own.t SELECT 1, GOAL",
    "INSERT INTO main.own.t (id, `s\") SELECT 1, GOAL --`) VALUES (1, 'x')",
    String.raw`INSERT INTO main.own.t VALUES (1, e'x\'), (2, GOAL) --')`,
    "INSERT INTO main.own.t VALUES (1, DATE '2020-01-01'' AS DATE)), (2, GOAL), (CAST(''2020-01-01')",
    "UPDATE main.own.t SET s = GOAL",
    "UPDATE main.own.t SET s = 'a'', s = GOAL --'",
    "DELETE FROM main.own.t WHERE s = GOAL",
    "MERGE INTO main.own.t USING GOAL AS u ON true WHEN NOT MATCHED THEN INSERT (id, s) VALUES (1, u.s)",
    "MERGE INTO main.own.t USING (SELECT 1 AS id) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT (id, s) VALUES (1, GOAL)",
    "CREATE OR REPLACE VIEW main.own.v AS SELECT GOAL AS s",
  ])("%s neither reads nor keeps it", async (attack) => {
    for (const goal of GOALS) {
      expect(await answer(aimed(attack, goal))).not.toContain(SECRET);
    }
    expect(JSON.stringify(await run(admin, "SELECT * FROM main.own.t"))).not.toContain(SECRET);
    expect(await run(admin, "SELECT s FROM main.vault.secrets")).toEqual([{ s: SECRET }]);
  });
});

test("the functions on the list are there, and none of them is about the database itself", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const shim of SHIMS) await connection.run(`CREATE MACRO ${shim}`).catch(() => undefined);
  const reader = await connection.runAndReadAll("SELECT DISTINCT lower(function_name) FROM duckdb_functions()");
  const known = new Set(reader.getRows().map(([name]) => String(name)));
  connection.closeSync();
  instance.closeSync();
  // What the parser itself makes something of, without a function.
  const syntax = [
    "->",
    "coalesce",
    "grouping",
    "grouping_id",
    "if",
    "ifnull",
    "try",
    "!",
    "**",
    "<",
    "<=",
    "<>",
    "=",
    ">",
    ">=",
    "current_timestamp",
  ];
  const missing = [...DUCKDB_FUNCTIONS].filter((name) => !known.has(name) && !syntax.includes(name));
  expect(missing).toEqual([]);
  const dangerous =
    /^(duckdb_|pragma_|pg_|read_|parquet_|sniff_|has_.*privilege|json_(execute|serialize|deserialize)|query|icu_|__internal)|log|secret|setting|variable|getenv|nextval|currval|txid|sleep|checkpoint|setseed|glob$|auto_complete/;
  expect([...DUCKDB_FUNCTIONS].filter((name) => dangerous.test(name)).sort()).toEqual(["log", "log10", "log2"]);
});
