import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import fc from "fast-check";
import { quoted } from "../../sql/errors";
import { type Harness, run, startHarness } from "./harness";

let harness: Harness;
let session: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  session = await harness.connect();
});
afterAll(() => harness.close());

/** What Unity Catalog does not take in names of tables, and Delta not in names of columns. */
const FORBIDDEN = /[./ ,;{}()=\p{Cc}]/u;

const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => !FORBIDDEN.test(text));

const special = fc.constantFrom(
  "`",
  "``",
  '"',
  "'",
  "\\",
  "😀",
  "é",
  "--",
  ":a",
  "?",
  "$1",
  "t_1",
  "select",
  "__param",
  "%",
  "_",
  "@",
  "#x",
);

test("names of any characters go there and back: in DDL, queries, lists and metadata", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(name, special),
      fc.oneof(name, special, fc.constantFrom("/*", "a/b")),
      fc.string({ unit: "grapheme" }),
      async (table, column, text) => {
        const value = text.replaceAll("\0", "");
        const full = quoted(["main", "odd", table]);
        const field = quoted([column]);
        await run(session, "DROP SCHEMA IF EXISTS main.odd CASCADE");
        await run(session, "CREATE SCHEMA main.odd");
        await run(session, `CREATE TABLE ${full} (${field} STRING)`);
        await run(session, `INSERT INTO ${full} (${field}) SELECT :v`, { namedParameters: { v: value } });
        const read = await run(
          session,
          `SELECT t.${field}, ${full}.${field} AS again FROM ${full} JOIN ${full} AS t ON t.${field} = ${full}.${field}`,
        );
        expect(Object.values(read[0] ?? {})).toEqual([value, value]);
        expect(Object.keys(read[0] ?? {})[0]).toBe(column);
        expect(await run(session, "SHOW TABLES IN main.odd")).toEqual([
          { database: "odd", tableName: table.toLowerCase(), isTemporary: false },
        ]);
        const operation = await session.getColumns({ catalogName: "main", schemaName: "odd" });
        expect(await operation.fetchAll()).toMatchObject([{ TABLE_NAME: table.toLowerCase(), COLUMN_NAME: column }]);
        await operation.close();
        const literal = `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
        expect(await run(session, `SELECT count(*) AS n FROM ${full} WHERE ${field} = ${literal}`)).toEqual([{ n: 1 }]);
      },
    ),
    { numRuns: 25 },
  );
});

test.each(["a.b", "a b", "a/b", "x".repeat(256)])("refuses a table called %j", async (table) => {
  await expect(run(session, `CREATE TABLE main.default.${quoted([table])} (a INT)`)).rejects.toThrow(
    "INVALID_PARAMETER_VALUE",
  );
});
