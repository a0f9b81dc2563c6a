import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
let session: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  session = await harness.connect();
});
afterAll(() => harness.close());

const all = async (...statements: string[]) => {
  for (const statement of statements) await run(session, statement);
};

test("catalogs and schemas are made, described, changed and dropped", async () => {
  await all(
    "CREATE CATALOG IF NOT EXISTS shop MANAGED LOCATION 's3://bucket/shop' COMMENT 'first'",
    "CREATE CATALOG IF NOT EXISTS SHOP",
    "CREATE SCHEMA shop.sales COMMENT 'orders' WITH DBPROPERTIES ('team' = 'x')",
    "COMMENT ON CATALOG shop IS 'second'",
    "ALTER SCHEMA shop.sales SET DBPROPERTIES ('tier' = '1')",
    "ALTER SCHEMA shop.sales OWNER TO admins",
  );
  expect(await run(session, "SHOW CATALOGS LIKE 'sh*|nothing'")).toEqual([{ catalog: "shop" }]);
  expect(await run(session, "SHOW SCHEMAS IN shop LIKE 'SALES'")).toEqual([{ databaseName: "sales" }]);
  expect(await run(session, "DESCRIBE CATALOG EXTENDED shop")).toEqual(
    expect.arrayContaining([
      { info_name: "Comment", info_value: "second" },
      { info_name: "Storage Root", info_value: "s3://bucket/shop" },
    ]),
  );
  expect(await run(session, "DESCRIBE SCHEMA EXTENDED shop.sales")).toEqual(
    expect.arrayContaining([
      { database_description_item: "Owner", database_description_value: "admins" },
      { database_description_item: "Properties", database_description_value: "[team=x,tier=1]" },
    ]),
  );
  expect(await refusal(session, "CREATE CATALOG Shop")).toMatch(/^\[CATALOG_ALREADY_EXISTS].*SQLSTATE: 42710$/);
  expect(await refusal(session, "CREATE SCHEMA shop.sales")).toMatch(/^\[SCHEMA_ALREADY_EXISTS].*SQLSTATE: 42P06$/);
  expect(await refusal(session, "DROP CATALOG shop")).toMatch(/^\[CATALOG_NOT_EMPTY].*SQLSTATE: 2BP01$/);
  await all("DROP SCHEMA shop.sales", "DROP CATALOG shop", "DROP CATALOG IF EXISTS shop");
  expect(await refusal(session, "DROP CATALOG shop")).toMatch(/^\[NO_SUCH_CATALOG_EXCEPTION].*SQLSTATE: 42704$/);
});

test("tables are made, described, altered and renamed, and keep their rows", async () => {
  await all(
    "CREATE SCHEMA main.hr",
    "CREATE TABLE main.hr.people (id BIGINT NOT NULL COMMENT 'key', Name STRING, salary DECIMAL(10,2)) COMMENT 'staff' TBLPROPERTIES ('delta.appendOnly' = 'false')",
    "INSERT INTO main.hr.people VALUES (1, 'Ada', 10.5)",
    "ALTER TABLE main.hr.people ADD COLUMNS (born DATE COMMENT 'birthday', tags ARRAY<STRING>)",
    "ALTER TABLE main.hr.people RENAME COLUMN salary TO pay",
    "ALTER TABLE main.hr.people DROP COLUMN tags",
    "ALTER TABLE main.hr.people ALTER COLUMN name COMMENT 'full name'",
    "COMMENT ON COLUMN main.hr.people.pay IS 'per hour'",
    "ALTER TABLE main.hr.people SET TBLPROPERTIES ('a' = 'b')",
    "ALTER TABLE main.hr.people UNSET TBLPROPERTIES ('delta.appendOnly')",
    "ALTER TABLE main.hr.people RENAME TO main.hr.staff",
  );
  expect(await run(session, "DESC main.hr.staff")).toEqual([
    { col_name: "id", data_type: "bigint", comment: "key" },
    { col_name: "Name", data_type: "string", comment: "full name" },
    { col_name: "pay", data_type: "decimal(10,2)", comment: "per hour" },
    { col_name: "born", data_type: "date", comment: "birthday" },
  ]);
  expect(await run(session, "SELECT * FROM main.hr.staff")).toEqual([{ id: 1, Name: "Ada", pay: 10.5, born: null }]);
  expect(await run(session, "SHOW COLUMNS IN staff IN main.hr")).toHaveLength(4);
  expect(await run(session, "SHOW TBLPROPERTIES main.hr.staff")).toEqual([{ key: "a", value: "b" }]);
  const extended = await run(session, "DESCRIBE TABLE EXTENDED main.hr.staff");
  expect(extended).toEqual(expect.arrayContaining([{ col_name: "Type", data_type: "MANAGED", comment: "" }]));
  expect(await refusal(session, "SELECT * FROM main.hr.people")).toContain("TABLE_OR_VIEW_NOT_FOUND");
  expect(await refusal(session, "INSERT INTO main.hr.staff VALUES (NULL, 'x', 1, NULL)")).toMatch(
    /^\[DELTA_NOT_NULL_CONSTRAINT_VIOLATED].*SQLSTATE: 23502$/,
  );
  expect(await refusal(session, "ALTER TABLE main.hr.staff DROP COLUMN nope")).toContain("UNRESOLVED_COLUMN");
});

test("SHOW CREATE TABLE gives a statement that makes the same table again", async () => {
  await all(
    "CREATE SCHEMA main.again",
    "CREATE TABLE main.again.t (`a``b` STRING COMMENT 'it''s', s STRUCT<x: INT, y: ARRAY<DECIMAL(5,2)>>, n TIMESTAMP_NTZ NOT NULL) COMMENT 'c\\\\d' TBLPROPERTIES ('k' = 'v')",
  );
  const [{ createtab_stmt } = {}] = await run(session, "SHOW CREATE TABLE main.again.t");
  const described = await run(session, "DESCRIBE main.again.t");
  await all("DROP TABLE main.again.t", String(createtab_stmt));
  expect(await run(session, "DESCRIBE main.again.t")).toEqual(described);
  expect((await run(session, "SHOW CREATE TABLE main.again.t"))[0]?.createtab_stmt).toBe(createtab_stmt);
});

test("CREATE OR REPLACE keeps the table's grants, also when it reads the table it replaces", async () => {
  await all(
    "CREATE SCHEMA main.redo",
    "CREATE TABLE main.redo.t AS SELECT id FROM range(3)",
    "GRANT SELECT ON TABLE main.redo.t TO `account users`",
    "CREATE OR REPLACE TABLE main.redo.t COMMENT 'new' AS SELECT id, id * 10 AS ten FROM main.redo.t WHERE id > 0",
  );
  expect(await run(session, "SELECT * FROM main.redo.t ORDER BY id")).toEqual([
    { id: 1, ten: 10 },
    { id: 2, ten: 20 },
  ]);
  expect(await run(session, "SHOW GRANTS ON TABLE main.redo.t")).toContainEqual({
    Principal: "account users",
    ActionType: "SELECT",
    ObjectType: "TABLE",
    ObjectKey: "main.redo.t",
  });
  await all("CREATE TABLE IF NOT EXISTS main.redo.t (other INT)", "CREATE TABLE main.redo.u LIKE main.redo.t");
  expect(await run(session, "SELECT * FROM main.redo.u")).toEqual([]);
  expect(await refusal(session, "CREATE TABLE main.redo.t (a INT)")).toMatch(
    /^\[TABLE_OR_VIEW_ALREADY_EXISTS].*42P07$/,
  );
});

test("a table whose query fails is not there afterwards", async () => {
  expect(
    await refusal(session, "CREATE TABLE main.default.bad AS SELECT CAST(concat('x', id) AS INT) AS i FROM range(5)"),
  ).toContain("CAST_INVALID_INPUT");
  expect(await run(session, "SHOW TABLES IN main.default LIKE 'bad'")).toEqual([]);
  expect(await refusal(session, "CREATE TABLE main.default.bad AS SELECT 1 AS a, 2 AS A")).toContain(
    "COLUMN_ALREADY_EXISTS",
  );
  expect(await refusal(session, "CREATE TABLE main.default.bad AS SELECT count(*) FROM range(1)")).toContain(
    "DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES",
  );
});

test("views keep their columns, follow what they read, and resolve names where they were made", async () => {
  await all(
    "CREATE SCHEMA main.v1",
    "USE main.v1",
    "CREATE TABLE t AS SELECT 1 AS a, 'x' AS b",
    "CREATE VIEW v (first COMMENT 'one', second) AS SELECT * FROM t",
    "USE main.default",
  );
  expect(await run(session, "SELECT v.second, first FROM main.v1.v")).toEqual([{ second: "x", first: 1 }]);
  expect(await run(session, "SHOW VIEWS IN main.v1")).toMatchObject([{ namespace: "v1", viewName: "v" }]);
  expect(
    await run(session, "SELECT view_definition FROM main.information_schema.views WHERE table_name = 'v'"),
  ).toEqual([{ view_definition: "SELECT * FROM t" }]);
  await all(
    "INSERT INTO main.v1.t VALUES (2, 'y')",
    "CREATE OR REPLACE VIEW main.v1.v AS SELECT a FROM main.v1.t WHERE a > 1",
    "CREATE VIEW main.v1.w AS SELECT a + 1 AS a FROM main.v1.v",
  );
  expect(await run(session, "SELECT * FROM main.v1.w")).toEqual([{ a: 3 }]);
  await all("ALTER VIEW main.v1.v AS SELECT a FROM main.v1.w");
  expect(await refusal(session, "SELECT * FROM main.v1.v")).toContain("RECURSIVE_VIEW");
  expect(await refusal(session, "DROP TABLE main.v1.v")).toContain("WRONG_COMMAND_FOR_OBJECT_TYPE");
  expect(await refusal(session, "INSERT INTO main.v1.v VALUES (1)")).toContain("EXPECT_TABLE_NOT_VIEW");
  await all("DROP TABLE main.v1.t");
  expect(await refusal(session, "CREATE VIEW main.v1.x AS SELECT * FROM main.v1.t")).toContain(
    "TABLE_OR_VIEW_NOT_FOUND",
  );
});

test("GRANT, REVOKE and SHOW GRANTS speak of the same privileges", async () => {
  await all(
    "CREATE CATALOG g",
    "CREATE SCHEMA g.s",
    "GRANT USE CATALOG, SELECT ON CATALOG g TO users",
    "GRANT MODIFY ON SCHEMA g.s TO users",
  );
  expect(await run(session, "SHOW GRANTS users ON SCHEMA g.s")).toEqual([
    { Principal: "users", ActionType: "MODIFY", ObjectType: "SCHEMA", ObjectKey: "g.s" },
    { Principal: "users", ActionType: "SELECT", ObjectType: "CATALOG", ObjectKey: "g" },
    { Principal: "users", ActionType: "USE CATALOG", ObjectType: "CATALOG", ObjectKey: "g" },
  ]);
  await all("REVOKE ALL PRIVILEGES, SELECT ON CATALOG g FROM users");
  expect(await run(session, "SHOW GRANTS users ON CATALOG g")).toHaveLength(1);
  expect(await refusal(session, "GRANT SELECT ON CATALOG g TO nobody")).toMatch(
    /^\[PRINCIPAL_DOES_NOT_EXIST] .*nobody/,
  );
  expect(await refusal(session, "GRANT FLY ON CATALOG g TO users")).toContain("Unknown privilege");
  expect(await refusal(session, "GRANT CREATE CATALOG ON CATALOG g TO users")).toContain("not applicable");
});

test("USE moves the session, and only where something is", async () => {
  const own = await harness.connect(undefined, { session: { initialCatalog: "samples", initialSchema: "tpch" } });
  const where = "SELECT current_catalog() AS c, current_schema() AS s";
  expect(await run(own, where)).toEqual([{ c: "samples", s: "tpch" }]);
  expect(await run(own, "SELECT count(*) AS n FROM nation")).toEqual([{ n: 25 }]);
  await run(own, "USE CATALOG MAIN");
  expect(await run(own, where)).toEqual([{ c: "main", s: "default" }]);
  await run(own, "USE samples.nyctaxi");
  expect(await run(own, "SHOW CURRENT SCHEMA")).toEqual([{ catalog: "samples", namespace: "nyctaxi" }]);
  expect(await run(own, "SHOW TABLES")).toMatchObject([{ tableName: "trips" }]);
  expect(await refusal(own, "USE SCHEMA nowhere")).toMatch(
    /^\[SCHEMA_NOT_FOUND].*`samples`.`nowhere`.*SQLSTATE: 42704$/,
  );
  expect(await refusal(own, "USE CATALOG nowhere")).toContain("NO_SUCH_CATALOG_EXCEPTION");
  expect(await run(own, where)).toEqual([{ c: "samples", s: "nyctaxi" }]);
});

test("settings of a session are remembered and shown", async () => {
  await run(session, "SET ansi_mode = false");
  expect(await run(session, "SET ANSI_MODE")).toEqual([{ key: "ANSI_MODE", value: "false" }]);
  await run(session, "RESET ansi_mode");
  expect(await run(session, "SET ansi_mode")).toEqual([{ key: "ansi_mode", value: "true" }]);
});

test("information_schema tells what the catalog has", async () => {
  await all(
    "CREATE SCHEMA main.info COMMENT 'here'",
    "CREATE TABLE main.info.t (a DECIMAL(10,2) NOT NULL COMMENT 'x', b STRING)",
  );
  expect(
    await run(session, "SELECT schema_name, comment FROM main.information_schema.schemata WHERE schema_name = 'info'"),
  ).toEqual([{ schema_name: "info", comment: "here" }]);
  expect(
    await run(
      session,
      "SELECT c.column_name, c.full_data_type, c.is_nullable, c.numeric_scale, t.data_source_format, t.created IS NOT NULL AS dated FROM main.information_schema.columns c JOIN main.information_schema.tables t USING (table_schema, table_name) WHERE c.table_schema = 'info' ORDER BY c.ordinal_position",
    ),
  ).toEqual([
    {
      column_name: "a",
      full_data_type: "decimal(10,2)",
      is_nullable: "NO",
      numeric_scale: 2,
      data_source_format: "DELTA",
      dated: true,
    },
    {
      column_name: "b",
      full_data_type: "string",
      is_nullable: "YES",
      numeric_scale: null,
      data_source_format: "DELTA",
      dated: true,
    },
  ]);
  expect(await run(session, "SELECT catalog_name FROM main.information_schema.catalogs")).toEqual([
    { catalog_name: "main" },
  ]);
  expect(await run(session, "SHOW TABLES IN main.information_schema LIKE 'c*'")).toHaveLength(5);
  expect(await run(session, "DESCRIBE main.information_schema.schemata")).toHaveLength(8);
  expect(await refusal(session, "SELECT * FROM main.information_schema.nothing")).toContain("TABLE_OR_VIEW_NOT_FOUND");
});

test("dropping a schema with CASCADE removes its tables and their rows", async () => {
  await all("CREATE SCHEMA main.gone", "CREATE TABLE main.gone.t AS SELECT 1 AS a");
  expect(await refusal(session, "DROP SCHEMA main.gone")).toMatch(/^\[SCHEMA_NOT_EMPTY].*SQLSTATE: 2BP01$/);
  await all("DROP SCHEMA main.gone CASCADE", "CREATE SCHEMA main.gone", "CREATE TABLE main.gone.t (a INT)");
  expect(await run(session, "SELECT * FROM main.gone.t")).toEqual([]);
});
