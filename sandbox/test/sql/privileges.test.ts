import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
let tool: { name: string; token: string };
let session: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  tool = harness.tool();
  session = await harness.connect(tool.token);
  await harness.admin(
    "CREATE CATALOG c",
    "CREATE SCHEMA c.s",
    "CREATE TABLE c.s.t AS SELECT 1 AS id, 'a' AS name",
    "CREATE TABLE c.s.secret AS SELECT 42 AS answer",
    "CREATE VIEW c.s.v AS SELECT answer FROM c.s.secret",
  );
});
afterAll(() => harness.close());

/** Every privilege that is mentioned below, so that each case starts from nothing. */
const clear = () => {
  const { workspace } = harness;
  workspace.data.grants.forEach((held) => held.delete(tool.name));
};

const grant = (...grants: string[]) => harness.admin(...grants.map((each) => `GRANT ${each} TO \`${tool.name}\``));

const USE = ["USE CATALOG ON CATALOG c", "USE SCHEMA ON SCHEMA c.s"];

test.each([
  ["SELECT * FROM c.s.t", [], "User does not have USE CATALOG on Catalog 'c'."],
  ["SELECT * FROM c.s.t", ["USE CATALOG ON CATALOG c"], "User does not have USE SCHEMA on Schema 'c.s'."],
  ["SELECT * FROM c.s.t", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SELECT * FROM c.s.t", ["SELECT ON TABLE c.s.t"], "User does not have USE CATALOG on Catalog 'c'."],
  ["SELECT 1 FROM (SELECT * FROM c.s.t) x", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SELECT (SELECT max(id) FROM c.s.t)", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SELECT 1 WHERE EXISTS (SELECT 1 FROM c.s.t)", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["WITH t AS (SELECT * FROM c.s.t) SELECT * FROM t", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SELECT 1 UNION ALL SELECT id FROM c.s.t", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SELECT * FROM c.s.t PIVOT (max(id) FOR name IN ('a'))", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SELECT * FROM IDENTIFIER('c.s.t')", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["EXPLAIN SELECT * FROM c.s.t", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["DESCRIBE QUERY SELECT * FROM c.s.t", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["DESCRIBE TABLE c.s.t", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SHOW CREATE TABLE c.s.t", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SHOW COLUMNS IN c.s.t", USE, "User does not have SELECT on Table 'c.s.t'."],
  ["SELECT * FROM c.s.v", USE, "User does not have SELECT on Table 'c.s.v'."],
  ["SELECT * FROM c.s.secret", [...USE, "SELECT ON TABLE c.s.v"], "User does not have SELECT on Table 'c.s.secret'."],
  [
    "INSERT INTO c.s.t VALUES (2, 'b')",
    [...USE, "SELECT ON TABLE c.s.t"],
    "User does not have MODIFY on Table 'c.s.t'.",
  ],
  [
    "INSERT INTO c.s.t VALUES (2, 'b')",
    [...USE, "MODIFY ON TABLE c.s.t"],
    "User does not have SELECT on Table 'c.s.t'.",
  ],
  ["UPDATE c.s.t SET id = 2", [...USE, "SELECT ON TABLE c.s.t"], "User does not have MODIFY on Table 'c.s.t'."],
  ["DELETE FROM c.s.t", [...USE, "SELECT ON TABLE c.s.t"], "User does not have MODIFY on Table 'c.s.t'."],
  ["TRUNCATE TABLE c.s.t", [...USE, "SELECT ON TABLE c.s.t"], "User does not have MODIFY on Table 'c.s.t'."],
  [
    "MERGE INTO c.s.t USING (SELECT 1 AS id) x ON t.id = x.id WHEN MATCHED THEN DELETE",
    [...USE, "SELECT ON TABLE c.s.t"],
    "User does not have MODIFY on Table 'c.s.t'.",
  ],
  [
    "INSERT INTO c.s.t SELECT answer, 'x' FROM c.s.secret",
    [...USE, "SELECT ON TABLE c.s.t", "MODIFY ON TABLE c.s.t"],
    "User does not have SELECT on Table 'c.s.secret'.",
  ],
  ["CREATE TABLE c.s.mine (id INT)", USE, "User does not have CREATE TABLE on Schema 'c.s'."],
  [
    "CREATE TABLE c.s.mine AS SELECT * FROM c.s.secret",
    [...USE, "CREATE TABLE ON SCHEMA c.s"],
    "User does not have SELECT on Table 'c.s.secret'.",
  ],
  [
    "CREATE VIEW c.s.mine AS SELECT * FROM c.s.secret",
    [...USE, "CREATE TABLE ON SCHEMA c.s"],
    "User does not have SELECT on Table 'c.s.secret'.",
  ],
  [
    "CREATE OR REPLACE TABLE c.s.t (id INT)",
    [...USE, "CREATE TABLE ON SCHEMA c.s", "SELECT ON TABLE c.s.t"],
    "User does not have MANAGE on Table 'c.s.t', nor is it the owner.",
  ],
  ["CREATE SCHEMA c.mine", ["USE CATALOG ON CATALOG c"], "User does not have CREATE SCHEMA on Catalog 'c'."],
  ["CREATE CATALOG mine", [], "User does not have CREATE CATALOG on Metastore"],
  ["DROP TABLE c.s.t", [...USE, "ALL PRIVILEGES ON TABLE c.s.t"], "User does not have MANAGE on Table 'c.s.t'"],
  ["DROP SCHEMA c.s", USE, "User does not have MANAGE on Schema 'c.s'"],
  ["DROP CATALOG c", USE, "User does not have MANAGE on Catalog 'c'"],
  [
    "ALTER TABLE c.s.t ADD COLUMN x INT",
    [...USE, "SELECT ON TABLE c.s.t"],
    "User does not have MODIFY on Table 'c.s.t'.",
  ],
  [
    "ALTER TABLE c.s.t RENAME TO c.s.u",
    [...USE, "SELECT ON TABLE c.s.t", "MODIFY ON TABLE c.s.t"],
    "User does not have MANAGE on Table 'c.s.t'",
  ],
  ["COMMENT ON TABLE c.s.t IS 'x'", [...USE, "SELECT ON TABLE c.s.t"], "User does not have MANAGE on Table 'c.s.t'"],
  [
    "GRANT SELECT ON TABLE c.s.t TO `account users`",
    [...USE, "SELECT ON TABLE c.s.t"],
    "User does not have MANAGE on Table 'c.s.t'",
  ],
  ["REVOKE SELECT ON SCHEMA c.s FROM `account users`", USE, "User does not have MANAGE on Schema 'c.s'"],
  ["USE CATALOG c", [], "User does not have USE CATALOG on Catalog 'c'."],
  ["USE c.s", ["USE CATALOG ON CATALOG c"], "User does not have USE SCHEMA on Schema 'c.s'."],
  ["SHOW SCHEMAS IN c", [], "User does not have USE CATALOG on Catalog 'c'."],
  ["SHOW TABLES IN c.s", ["USE CATALOG ON CATALOG c"], "User does not have USE SCHEMA on Schema 'c.s'."],
  ["SELECT * FROM c.information_schema.tables", [], "User does not have USE CATALOG on Catalog 'c'."],
])("refuses %s with only %j", async (statement, grants, message) => {
  clear();
  await grant(...grants);
  expect(await refusal(session, statement)).toContain(`[INSUFFICIENT_PERMISSIONS] Insufficient privileges: ${message}`);
});

test.each([
  ["SELECT * FROM c.s.t", [...USE, "SELECT ON TABLE c.s.t"]],
  ["SELECT * FROM c.s.t", ["USE CATALOG, USE SCHEMA, SELECT ON CATALOG c"]],
  ["SELECT * FROM c.s.v", [...USE, "SELECT ON VIEW c.s.v"]],
  ["INSERT INTO c.s.t VALUES (3, 'c')", [...USE, "SELECT, MODIFY ON SCHEMA c.s"]],
  ["DELETE FROM c.s.t WHERE id = 3", ["ALL PRIVILEGES ON CATALOG c"]],
  ["SHOW TABLES IN c.s", [...USE, "SELECT ON TABLE c.s.t"]],
  ["SELECT * FROM c.information_schema.tables", ["USE CATALOG ON CATALOG c"]],
  ["SELECT * FROM samples.nyctaxi.trips LIMIT 1", []],
])("allows %s with %j", async (statement, grants) => {
  clear();
  await grant(...grants);
  await run(session, statement);
});

test("what one creates one may read, write and drop, and nobody else may", async () => {
  clear();
  await grant(...USE, "CREATE TABLE ON SCHEMA c.s");
  for (const statement of [
    "CREATE TABLE c.s.own (id INT)",
    "INSERT INTO c.s.own VALUES (1)",
    "UPDATE c.s.own SET id = 2",
    "ALTER TABLE c.s.own ADD COLUMN x STRING",
  ]) {
    await run(session, statement);
  }
  expect(await run(session, "SELECT * FROM c.s.own")).toEqual([{ id: 2, x: null }]);
  const other = harness.tool("other");
  const stranger = await harness.connect(other.token);
  await harness.admin(`GRANT USE CATALOG, USE SCHEMA ON CATALOG c TO \`${other.name}\``);
  expect(await refusal(stranger, "SELECT * FROM c.s.own")).toContain("does not have SELECT on Table 'c.s.own'");
  await run(session, "DROP TABLE c.s.own");
});

test("a view reads with its owner's rights, and stops when the owner loses them", async () => {
  clear();
  const owner = harness.tool("owner");
  await harness.admin(
    `GRANT USE CATALOG, USE SCHEMA, CREATE TABLE ON CATALOG c TO \`${owner.name}\``,
    `GRANT SELECT ON TABLE c.s.secret TO \`${owner.name}\``,
  );
  const theirs = await harness.connect(owner.token);
  await run(theirs, "CREATE VIEW c.s.shared AS SELECT answer, current_user() AS who FROM c.s.secret");
  await grant(...USE, "SELECT ON TABLE c.s.shared");
  expect(await run(session, "SELECT * FROM c.s.shared")).toEqual([{ answer: 42, who: tool.name }]);
  await harness.admin(`REVOKE SELECT ON TABLE c.s.secret FROM \`${owner.name}\``);
  expect(await refusal(session, "SELECT * FROM c.s.shared")).toContain("does not have SELECT on Table 'c.s.secret'");
});

test("information_schema and SHOW list only what the caller sees", async () => {
  clear();
  await grant(...USE, "SELECT ON TABLE c.s.t");
  const tables = "SELECT table_name FROM c.information_schema.tables WHERE table_schema = 's'";
  expect(await run(session, tables)).toEqual([{ table_name: "t" }]);
  expect(await run(session, "SHOW TABLES IN c.s")).toEqual([{ database: "s", tableName: "t", isTemporary: false }]);
  expect(await run(session, "SHOW CATALOGS")).toEqual([{ catalog: "c" }, { catalog: "main" }, { catalog: "samples" }]);
  const grants = "SELECT privilege_type FROM c.information_schema.table_privileges WHERE table_name = 't' ORDER BY 1";
  expect((await run(session, grants)).map((row) => row.privilege_type)).toEqual([
    "SELECT",
    "USE CATALOG",
    "USE SCHEMA",
  ]);
});

test("a grant to a group reaches its members, and ends with the membership", async () => {
  clear();
  const { workspace } = harness;
  const principal = workspace.principals.findByName(tool.name);
  const group = workspace.principals.addGroup({ displayName: "readers", members: [principal?.id ?? ""] });
  await harness.admin("GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG c TO readers");
  expect(await run(session, "SELECT count(*) AS n, is_account_group_member('readers') AS m FROM c.s.t")).toMatchObject([
    { m: true },
  ]);
  workspace.principals.remove(group);
  expect(await refusal(session, "SELECT * FROM c.s.t")).toContain("does not have USE CATALOG");
});

test.each([
  "SELECT * FROM duckdb_tables()",
  "SELECT * FROM read_text('/etc/hostname')",
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT * FROM query('SELECT 1')",
  "SELECT * FROM glob('/*')",
  "SELECT getenv('HOME')",
  "SELECT current_setting('threads')",
  "SELECT * FROM '/etc/passwd'",
  "COPY c.s.t TO '/tmp/x'",
  "ATTACH '/tmp/x'",
  "PRAGMA database_list",
  "INSTALL httpfs",
])("refuses %s, which would leave the workspace", async (statement) => {
  expect(await refusal(session, statement)).toMatch(
    /^\[(UNSUPPORTED_FEATURE|PARSE_SYNTAX_ERROR|INSUFFICIENT_PERMISSIONS)\]/,
  );
});

test("refuses a statement that would read past a view by the internal name of its table", async () => {
  clear();
  await grant(...USE, "SELECT ON TABLE c.s.v");
  const internal = `t_${harness.workspace.unityCatalog.findTable("c", "s", "secret")?.id.replaceAll("-", "")}`;
  const statement = `WITH RECURSIVE ${internal} AS (SELECT * FROM ${internal}) SELECT x.* FROM ${internal} x, c.s.v`;
  expect(await refusal(session, statement)).toContain("INSUFFICIENT_PERMISSIONS");
  expect(await refusal(session, statement.toUpperCase())).toContain("INSUFFICIENT_PERMISSIONS");
  expect(await refusal(session, "SELECT 'threads'.current_setting()")).toMatch(
    /UNSUPPORTED_FEATURE|PARSE_SYNTAX_ERROR/,
  );
});

test("refuses tables by their internal names, and never shows these", async () => {
  clear();
  await grant(...USE, "SELECT ON TABLE c.s.t");
  const secret = harness.workspace.unityCatalog.findTable("c", "s", "secret");
  const internal = `t_${secret?.id.replaceAll("-", "")}`;
  for (const statement of [
    `SELECT * FROM ${internal}`,
    `SELECT * FROM main.${internal}`,
    `WITH ${internal} AS (SELECT 1) SELECT * FROM ${internal}`,
    `SELECT t.id FROM c.s.t t, LATERAL (SELECT * FROM ${internal})`,
  ]) {
    expect(await refusal(session, statement)).toMatch(/_NOT_FOUND|INSUFFICIENT_PERMISSIONS/);
  }
  const errors = await Promise.all([
    refusal(session, "SELECT nope FROM c.s.t"),
    refusal(session, "SELECT CAST(name AS INT) FROM c.s.t"),
    refusal(session, "SELECT t.nope FROM c.s.t t"),
  ]);
  const plan = JSON.stringify(await run(session, "EXPLAIN SELECT * FROM c.s.t"));
  expect(plan).toContain("c.s.t");
  expect(errors.join() + plan).not.toMatch(/t_[0-9a-f]{32}/);
});
