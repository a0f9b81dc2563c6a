import fc from "fast-check";
import { SqlError, quoted } from "../../sql/errors";
import { parse } from "../../sql/parser/parse";
import { tokenize } from "../../sql/parser/tokens";
import { withoutText } from "../../sql/parser/without-text";

const table = (...name: string[]) => ({ kind: "table", name });

test.each([
  ["SHOW CATALOGS", { kind: "show", what: "catalogs" }],
  ["show catalogs like 'a*|b'", { kind: "show", what: "catalogs", like: "a*|b" }],
  ["SHOW SCHEMAS", { kind: "show", what: "schemas" }],
  ["SHOW DATABASES IN `my cat` LIKE 'x*'", { kind: "show", what: "schemas", in: ["my cat"], like: "x*" }],
  ["SHOW SCHEMAS FROM c 'x'", { kind: "show", what: "schemas", in: ["c"], like: "x" }],
  ["SHOW TABLES IN c.s LIKE 't'", { kind: "show", what: "tables", in: ["c", "s"], like: "t" }],
  ["SHOW VIEWS", { kind: "show", what: "views" }],
  ["SHOW COLUMNS IN t IN c.s", { kind: "show", what: "columns", in: ["c", "s", "t"] }],
  ["SHOW CREATE TABLE c.s.t", { kind: "show", what: "createTable", in: ["c", "s", "t"] }],
  ["SHOW TBLPROPERTIES t ('a.b')", { kind: "show", what: "properties", in: ["t"], like: "a.b" }],
  ["SHOW CURRENT SCHEMA", { kind: "show", what: "current" }],
  ["SHOW GRANTS ON SCHEMA c.s", { kind: "showGrants", on: { kind: "schema", name: ["c", "s"] } }],
  ["SHOW GRANT `a b` ON METASTORE", { kind: "showGrants", principal: "a b", on: { kind: "metastore", name: [] } }],
  ["SHOW GRANTS ON t", { kind: "showGrants", on: table("t") }],
  ["DESC t", { kind: "describe", on: table("t"), extended: false }],
  ["DESCRIBE TABLE EXTENDED c.s.t", { kind: "describe", on: table("c", "s", "t"), extended: true }],
  ["DESCRIBE EXTENDED t", { kind: "describe", on: table("t"), extended: true }],
  ["DESC CATALOG EXTENDED c", { kind: "describe", on: { kind: "catalog", name: ["c"] }, extended: true }],
  ["DESC SCHEMA c.s", { kind: "describe", on: { kind: "schema", name: ["c", "s"] }, extended: false }],
  ["DESCRIBE catalog", { kind: "describe", on: table("catalog"), extended: false }],
  ["DESCRIBE QUERY SELECT 1", { kind: "query", sql: "SELECT 1", explain: "columns" }],
  ["SHOW VOLUMES IN c.s LIKE 'v*'", { kind: "show", what: "volumes", in: ["c", "s"], like: "v*" }],
  ["SHOW USER FUNCTIONS IN c.s", { kind: "show", what: "functions", in: ["c", "s"] }],
  ["DESCRIBE VOLUME c.s.v", { kind: "describe", on: { kind: "volume", name: ["c", "s", "v"] }, extended: false }],
  [
    "GRANT READ VOLUME ON VOLUME v TO x",
    { kind: "grant", privileges: ["READ VOLUME"], on: { kind: "volume", name: ["v"] }, principal: "x" },
  ],
  ["CREATE VOLUME IF NOT EXISTS v COMMENT 'x'", { kind: "createVolume", name: ["v"], ifNotExists: true, comment: "x" }],
  [
    "CREATE OR REPLACE FUNCTION f(a INT COMMENT 'n', b ARRAY<INT>) RETURNS BIGINT NOT DETERMINISTIC RETURN a + b[0]",
    {
      kind: "createFunction",
      name: ["f"],
      ifNotExists: false,
      orReplace: true,
      parameters: [
        { name: "a", type: "INT" },
        { name: "b", type: "ARRAY<INT>" },
      ],
      returnType: "BIGINT",
      definition: "a + b[0]",
    },
  ],
  [
    "CREATE MATERIALIZED VIEW v CLUSTER BY (a) COMMENT 'x' AS SELECT 1 AS a",
    {
      kind: "createMaterializedView",
      name: ["v"],
      ifNotExists: false,
      orReplace: false,
      comment: "x",
      query: "SELECT 1 AS a",
    },
  ],
  [
    "DROP MATERIALIZED VIEW v",
    { kind: "drop", what: "materialized view", name: ["v"], ifExists: false, cascade: false },
  ],
  ["REFRESH MATERIALIZED VIEW v", { kind: "refresh", name: ["v"] }],
  ["LIST '/Volumes/a/b/c' LIMIT 3", { kind: "list", path: "/Volumes/a/b/c", limit: 3 }],
  [
    "COPY INTO t FROM (SELECT (a) FROM '/Volumes/x' WHERE a > 1) FILEFORMAT = JSON FILES = ('a', 'b') " +
      "FORMAT_OPTIONS ('multiLine' = 'true') COPY_OPTIONS ('force' = 'true')",
    {
      kind: "copy",
      name: ["t"],
      path: "/Volumes/x",
      select: ["SELECT (a) FROM ", " WHERE a > 1"],
      format: "json",
      files: ["a", "b"],
      formatOptions: { multiLine: "true" },
      copyOptions: { force: "true" },
    },
  ],
  [
    "ALTER TABLE t SET TAGS ('a', b = 'c')",
    { kind: "alter", on: table("t"), view: false, alteration: { action: "tags", set: { a: "", b: "c" }, unset: [] } },
  ],
  ["USE CATALOG c", { kind: "use", catalog: "c" }],
  ["USE CATALOG 'c'", { kind: "use", catalog: "c" }],
  ["SET CATALOG c", { kind: "use", catalog: "c" }],
  ["USE a.b", { kind: "use", catalog: "a", schema: "b" }],
  ["USE SCHEMA b;", { kind: "use", schema: "b" }],
  ["SET", { kind: "set" }],
  ["SET ansi_mode = false", { kind: "set", key: "ansi_mode", value: "false" }],
  ["SET TIME ZONE 'UTC'", { kind: "set", key: "timezone", value: "UTC" }],
  ["RESET a.b", { kind: "reset", key: "a.b" }],
  [
    "CREATE CATALOG IF NOT EXISTS c MANAGED LOCATION 's3://x' COMMENT 'it''s'",
    { kind: "createCatalog", name: ["c"], ifNotExists: true, location: "s3://x", comment: "it's" },
  ],
  [
    "CREATE SCHEMA c.s WITH DBPROPERTIES ('a' = 'b', c.d = 1)",
    { kind: "createSchema", name: ["c", "s"], ifNotExists: false, properties: { a: "b", "c.d": "1" } },
  ],
  [
    "CREATE OR REPLACE TABLE t (id BIGINT NOT NULL COMMENT 'key', `a b` ARRAY<STRUCT<x: INT>>, CONSTRAINT p PRIMARY KEY (id)) USING delta CLUSTER BY (id) TBLPROPERTIES ('x'='y')",
    {
      kind: "createTable",
      name: ["t"],
      ifNotExists: false,
      orReplace: true,
      columns: [
        { name: "id", type: "BIGINT", nullable: false, comment: "key" },
        { name: "a b", type: "ARRAY<STRUCT<x: INT>>", nullable: true },
      ],
      properties: { x: "y" },
    },
  ],
  [
    "create table t using delta as\nselect ';' as x -- done\n;",
    { kind: "createTable", name: ["t"], ifNotExists: false, orReplace: false, query: "select ';' as x" },
  ],
  ["CREATE TABLE a LIKE b", { kind: "createTable", name: ["a"], ifNotExists: false, orReplace: false, like: ["b"] }],
  [
    "CREATE VIEW v (a COMMENT 'x', b) COMMENT 'c' AS (SELECT 1, 2)",
    {
      kind: "createView",
      name: ["v"],
      ifNotExists: false,
      orReplace: false,
      columns: [
        { name: "a", nullable: true, comment: "x" },
        { name: "b", nullable: true },
      ],
      comment: "c",
      query: "(SELECT 1, 2)",
    },
  ],
  ["DROP TABLE IF EXISTS t", { kind: "drop", what: "table", name: ["t"], ifExists: true, cascade: false }],
  ["DROP DATABASE c.s CASCADE", { kind: "drop", what: "schema", name: ["c", "s"], ifExists: false, cascade: true }],
  ["DROP CATALOG c RESTRICT", { kind: "drop", what: "catalog", name: ["c"], ifExists: false, cascade: false }],
  [
    "ALTER SCHEMA s OWNER TO `a@b.c`",
    {
      kind: "alter",
      on: { kind: "schema", name: ["s"] },
      view: false,
      alteration: { action: "owner", principal: "a@b.c" },
    },
  ],
  [
    "ALTER TABLE t ADD COLUMNS (a INT, b STRING COMMENT 'x')",
    {
      kind: "alter",
      on: table("t"),
      view: false,
      alteration: {
        action: "addColumns",
        ifNotExists: false,
        columns: [
          { name: "a", type: "INT", nullable: true },
          { name: "b", type: "STRING", nullable: true, comment: "x" },
        ],
      },
    },
  ],
  [
    "ALTER TABLE t RENAME TO u",
    { kind: "alter", on: table("t"), view: false, alteration: { action: "rename", to: ["u"] } },
  ],
  [
    "COMMENT ON COLUMN c.s.t.x IS NULL",
    {
      kind: "alter",
      on: table("c", "s", "t"),
      view: false,
      alteration: { action: "columnComment", column: "x", comment: "" },
    },
  ],
  [
    "COMMENT ON CATALOG c IS 'x'",
    {
      kind: "alter",
      on: { kind: "catalog", name: ["c"] },
      view: false,
      alteration: { action: "comment", comment: "x" },
    },
  ],
  [
    "GRANT USE CATALOG, create  schema ON CATALOG c TO `sp-1`",
    {
      kind: "grant",
      privileges: ["USE CATALOG", "CREATE SCHEMA"],
      on: { kind: "catalog", name: ["c"] },
      principal: "sp-1",
    },
  ],
  [
    "REVOKE ALL PRIVILEGES ON TABLE c.s.t FROM 'account users'",
    { kind: "revoke", privileges: ["ALL PRIVILEGES"], on: table("c", "s", "t"), principal: "account users" },
  ],
  ["TRUNCATE TABLE t", { kind: "truncate", name: ["t"] }],
  ["EXPLAIN EXTENDED SELECT 1", { kind: "query", sql: "SELECT 1", explain: "plan" }],
  ["/* a /* b */ c */ select 1 -- x", { kind: "query", sql: "select 1" }],
])("parses %s", (sql, expected) => {
  expect(JSON.parse(JSON.stringify(parse(sql)))).toEqual(expected);
});

test("reads a name from a string or a parameter in IDENTIFIER()", () => {
  const parameters = (name: string) => (name === "t" ? "c.`s 1`.t" : undefined);
  expect(parse("DESCRIBE IDENTIFIER(:t)", parameters)).toMatchObject({ on: table("c", "s 1", "t") });
  expect(parse("DROP TABLE IDENTIFIER('a.b')")).toMatchObject({ name: ["a", "b"] });
  expect(() => parse("DROP TABLE IDENTIFIER(:x)", parameters)).toThrow("UNBOUND_SQL_PARAMETER");
});

test.each([
  ["", "PARSE_EMPTY_STATEMENT"],
  [" ; -- nothing", "PARSE_EMPTY_STATEMENT"],
  ["SHOW CATALOGS LIKE", "PARSE_SYNTAX_ERROR"],
  ["SHOW SCHEMAS IN a.b", "PARSE_SYNTAX_ERROR"],
  ["GRANT ON TABLE t TO x", "PARSE_SYNTAX_ERROR"],
  ["GRANT SELECT ON TABLE t", "PARSE_SYNTAX_ERROR"],
  ["DROP TABLE a.b.c.d", "PARSE_SYNTAX_ERROR"],
  ["CREATE TABLE t (a)", "PARSE_SYNTAX_ERROR"],
  ["CREATE VIEW v", "PARSE_SYNTAX_ERROR"],
  ["USE CATALOG c d", "PARSE_SYNTAX_ERROR"],
  ["select 'open", "PARSE_SYNTAX_ERROR"],
  ["select 1; select 2", "PARSE_SYNTAX_ERROR"],
  ["select /* open", "PARSE_SYNTAX_ERROR"],
  ["DROP SCHEMA my-schema", "INVALID_IDENTIFIER"],
  ["CREATE TABLE t (a FOO)", "UNSUPPORTED_DATATYPE"],
  ["CREATE TABLE t (a DECIMAL(39,1))", "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION"],
  ["CREATE TABLE t (a INT) USING csv", "UNSUPPORTED_FEATURE"],
  ["CREATE TABLE t (a INT DEFAULT 1)", "UNSUPPORTED_FEATURE"],
  ["CREATE EXTERNAL VOLUME v LOCATION 's3://x'", "UNSUPPORTED_FEATURE"],
  ["CREATE VOLUME v LOCATION 's3://x'", "UNSUPPORTED_FEATURE"],
  ["GRANT SELECT ON SHARE v TO x", "UNSUPPORTED_FEATURE"],
  ["COPY INTO t (a) FROM 'x' FILEFORMAT = CSV", "UNSUPPORTED_FEATURE"],
  ["COPY INTO t FROM (SELECT a FROM b) FILEFORMAT = CSV", "PARSE_SYNTAX_ERROR"],
  ["COPY INTO t FROM 'x'", "PARSE_SYNTAX_ERROR"],
  ["CREATE FUNCTION f(x INT) RETURN x", "PARSE_SYNTAX_ERROR"],
  ["REFRESH TABLE t", "UNSUPPORTED_FEATURE"],
  ["LIST '/Volumes/a/b/c' LIMIT many", "PARSE_SYNTAX_ERROR"],
  ["OPTIMIZE t", "UNSUPPORTED_FEATURE"],
])("refuses %j with %s", (sql, condition) => {
  expect(() => parse(sql)).toThrow(`[${condition}]`);
});

test("shows where a syntax error is", () => {
  expect(() => parse("SHOW TABLES\nIN (x)")).toThrow(
    "[PARSE_SYNTAX_ERROR] Syntax error at or near '('. SQLSTATE: 42601 (line 2, pos 3)\n\n== SQL ==\nSHOW TABLES\nIN (x)\n---^^^",
  );
});

describe("what the transpiler reads of a statement", () => {
  const left = (source: string) => withoutText(source).sql;

  test("has blanks for comments and hints, and a name for every parameter marker", () => {
    expect(left("a /* 'x' */ -- y\n, '--' b")).toBe("a          " + "     " + "\n, '__text_0' b");
    expect(left("SELECT /*+ BROADCAST(t) */ a")).toBe("SELECT " + " ".repeat(20) + "a");
    expect(left("a LIMIT :n OFFSET :m")).toBe("a LIMIT (:n) OFFSET (:m)");
    expect(left("? + '?' + ?")).toBe("(:__1) + '__text_0' + (:__2)");
  });

  test("has marks for strings and quoted names, and those strings that it translates", () => {
    const { sql, strings, names } = withoutText(
      "SELECT 'it''s' 'x', \"d'\", `a b`, `c`, 'yyyy-MM-dd', '$.a[0]', X'1c', r'\\n'",
    );
    expect(sql).toBe("SELECT '__text_0', '__text_1', `__name_0`, `c`, 'yyyy-MM-dd', '$.a[0]', X'1c', '__text_2'");
    expect(strings).toEqual(["it'sx", "d'", "\\n"]);
    expect(names).toEqual(["a b"]);
  });

  test.each([
    "e'x'",
    "N'x'",
    "b'x'",
    "U'x'",
    "X'1g'",
    "X'1'",
    "$$x$$",
    "a # b",
    "{{x}}",
    "a \\ b",
    "ä",
    "SELECT 1; SELECT 2",
  ])("is nothing for %s, which Databricks does not know", (source) =>
    expect(() => withoutText(source)).toThrow("PARSE_SYNTAX_ERROR"),
  );

  test("is what a name says, even where it is one of the marks", () => {
    const { sql, names } = withoutText("SELECT __text_0, `__name_7`, __param(1), '__text_1'");
    expect(sql).toBe("SELECT `__name_0`, `__name_1`, `__name_2`(1), '__text_0'");
    expect(names).toEqual(["__text_0", "__name_7", "__param"]);
  });
});

test("reads escapes in strings", () => {
  const [token] = tokenize(String.raw`'a\n\'\"\\ \u00e9 it''s \%'`);
  expect(token?.text).toBe("a\n'\"\\ é it's \\%");
  expect(tokenize(String.raw`r'\n'`)[0]?.text).toBe(String.raw`\n`);
});

test("any identifier in backticks is read as it was written", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 1, maxLength: 3 }), (name) => {
      expect(parse(`DROP TABLE ${quoted(name)}`)).toMatchObject({ name });
    }),
  );
});

test("any text is parsed or refused with an error of the service", () => {
  const words = fc.constantFrom(
    "SHOW",
    "GRANT",
    "ON",
    "CREATE",
    "TABLE",
    "(",
    ")",
    "`a`",
    "'b'",
    ",",
    "IN",
    "ALTER",
    "1",
    ";",
    "?",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((list) => list.join(" ")),
      ),
      (sql) => {
        try {
          parse(sql);
        } catch (error) {
          expect(error).toBeInstanceOf(SqlError);
        }
      },
    ),
  );
});
