import fc from "fast-check";
import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { quoted } from "../../sql/errors";
import { type Harness, run, startHarness } from "./harness";

/*
 * Whatever a literal says comes back as Databricks' rules say, wherever it stands. What it should be is written down
 * with the generator, not read with the kit's own lexer.
 *
 * https://docs.databricks.com/aws/en/sql/language-manual/data-types/string-type
 */

let harness: Harness;
let session: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  session = await harness.connect();
  await harness.admin("CREATE SCHEMA main.trip", "CREATE TABLE main.trip.t (s STRING)");
});
afterAll(() => harness.close());

/** A piece of text, as it is and as it can stand between quotes of a kind. */
interface Piece {
  readonly text: string;
  readonly written: string;
}

const HOSTILE = [
  ...[
    "--",
    "/*",
    "*/",
    "#",
    "$$",
    "$1",
    "${x}",
    "?",
    ":p",
    "{{",
    "}}",
    ";",
    "(",
    ")",
    ",",
    "`",
    "%s",
    "%",
    "_",
    "\t",
    "\n",
  ],
  ...[
    "__text_0",
    "__name_0",
    "__relation_0",
    "__param(1)",
    "TRY_CAST(",
    "AS DATE)",
    "SELECT",
    "é",
    "𝄞",
    "\u2028",
    "\u00a0",
  ],
  ...["$.a", "yyyy-MM-dd", "1 day", "x", " "],
];

/** Pieces that mean themselves in a string with this quote. */
const plain = (): fc.Arbitrary<Piece> =>
  fc.oneof(
    fc.constantFrom(...HOSTILE).map((text) => ({ text, written: text })),
    fc.stringMatching(/^[ -!#-&(-[\]-~]{0,6}$/).map((text) => ({ text, written: text })),
  );

/** Escapes, each with what it stands for. */
const escaped = fc.constantFrom<Piece>(
  { text: "'", written: "\\'" },
  { text: '"', written: '\\"' },
  { text: "\\", written: "\\\\" },
  { text: "\n", written: "\\n" },
  { text: "\t", written: "\\t" },
  { text: "\0", written: "\\0" },
  { text: "é", written: "\\u00e9" },
  { text: "\\%", written: "\\%" },
  { text: "\\_", written: "\\_" },
  { text: "x", written: "\\x" },
);

const joined = (pieces: readonly Piece[]): Piece => ({
  text: pieces.map(({ text }) => text).join(""),
  written: pieces.map(({ written }) => written).join(""),
});

const between = (open: string, close: string, ...more: Piece[]) =>
  fc
    .array(fc.oneof(plain(), escaped, ...more.map((piece) => fc.constant(piece))), { maxLength: 6 })
    .map(joined)
    .map(({ text, written }) => ({ text, written: `${open}${written}${close}` }));

const single = between("'", "'", { text: "'", written: "''" }, { text: '"', written: '"' });
const double = between('"', '"', { text: '"', written: '""' }, { text: "'", written: "'" });
const raw = fc
  .array(fc.oneof(plain(), fc.constant({ text: "\\", written: "\\" }), fc.constant({ text: '"', written: '"' })), {
    maxLength: 6,
  })
  .map(joined)
  .map(({ text, written }) => ({ text, written: `r'${written}'` }));
/** Strings next to each other are one. */
const literal = fc.array(fc.oneof(single, double, raw), { minLength: 1, maxLength: 3 }).map((parts) => ({
  text: parts.map(({ text }) => text).join(""),
  written: parts.map(({ written }) => written).join(" "),
}));

const settings = { seed: 20261201, numRuns: 60 };
jest.setTimeout(60_000);

test("a string is what it says, alone, in an expression, beside comments", () =>
  fc.assert(
    fc.asyncProperty(literal, async ({ text, written }) => {
      const [row] = await run(
        session,
        `SELECT ${written} AS a, concat(${written}, ${written}) AS b /* ' */, ${written} = ${written} AS c -- '`,
      );
      expect(row).toEqual({ a: text, b: text + text, c: true });
    }),
    settings,
  ));

test("a string goes into a table, a view, a CASE, a list and a condition, and comes back", () =>
  fc.assert(
    fc.asyncProperty(literal, async ({ text, written }) => {
      await run(session, "TRUNCATE TABLE main.trip.t");
      await run(session, `INSERT INTO main.trip.t VALUES (${written})`);
      await run(
        session,
        `CREATE OR REPLACE VIEW main.trip.v AS SELECT s, ${written} AS w FROM main.trip.t WHERE s = ${written}`,
      );
      expect(await run(session, "SELECT s, w FROM main.trip.v")).toEqual([{ s: text, w: text }]);
      await run(session, `UPDATE main.trip.t SET s = CASE WHEN s IN (${written}) THEN ${written} ELSE 'no' END`);
      expect(await run(session, "SELECT s FROM main.trip.t")).toEqual([{ s: text }]);
      await run(session, `DELETE FROM main.trip.t WHERE s = ${written}`);
      expect(await run(session, "SELECT count(*) AS n FROM main.trip.t")).toEqual([{ n: 0 }]);
    }),
    { ...settings, numRuns: 25 },
  ));

test("a string is the body of a function and its argument", () =>
  fc.assert(
    fc.asyncProperty(literal, async ({ text, written }) => {
      await run(
        session,
        `CREATE OR REPLACE FUNCTION main.trip.f(x STRING) RETURNS STRING RETURN concat(x, ${written})`,
      );
      expect(await run(session, `SELECT main.trip.f(${written}) AS r`)).toEqual([{ r: text + text }]);
    }),
    { ...settings, numRuns: 25 },
  ));

test("a parameter is what it is, whatever is in it", () =>
  fc.assert(
    fc.asyncProperty(literal, async ({ text }) => {
      const [row] = await run(session, "SELECT :p AS a, ':p' AS b", { namedParameters: { p: text } });
      expect(row).toEqual({ a: text, b: ":p" });
    }),
    settings,
  ));

const name = fc
  .array(fc.oneof(plain(), fc.constant({ text: "'", written: "'" }), fc.constant({ text: '"', written: '"' })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((pieces) => pieces.map(({ text }) => text).join(""))
  .filter((text) => text !== "" && !text.includes("\0"));

test("a quoted name is what it says: of columns, subqueries, common table expressions", () =>
  fc.assert(
    fc.asyncProperty(name, async (text) => {
      const written = quoted([text]);
      const [row] = await run(
        session,
        `WITH ${written} AS (SELECT 1 AS ${written}) SELECT q.${written} AS ${written} FROM (SELECT * FROM ${written}) AS q`,
      );
      expect(row).toEqual({ [text]: 1 });
    }),
    settings,
  ));

test.each([
  ["DATE '2020-02-29'", "2020-02-29"],
  ["TIMESTAMP '2020-02-29 01:02:03'", "2020-02-29 01:02:03"],
  ["X'4142'", "AB"],
  ["INTERVAL '1' DAY", "1 00:00:00.000000000"],
  ["1.50", "1.50"],
  ["1e3", "1000"],
  ["7", "7"],
  ["TRUE", "true"],
  ["NULL", null],
])("the literal %s is %s", async (written, text) => {
  const [row] = await run(session, `SELECT CAST(${written} AS STRING) AS a`);
  const value = row?.a;
  expect(value === null || typeof value !== "string" ? value : value.replace(/\+00$/, "")).toEqual(
    written.startsWith("INTERVAL")
      ? expect.any(String)
      : written === "1e3"
        ? expect.stringMatching(/^1000(\.0)?$/)
        : text,
  );
});

test.each(["DATE", "TIMESTAMP"])("a %s of any text is that date or refused, and never anything else", (type) =>
  fc.assert(
    fc.asyncProperty(single, async ({ written }) => {
      const said = await run(session, `SELECT ${type} ${written} AS a`).then(
        (rows) => rows,
        (error: unknown) => String(error),
      );
      if (typeof said === "string")
        expect(said).toMatch(/CAST_INVALID_INPUT|PARSE_SYNTAX_ERROR|UNSUPPORTED_FEATURE|DATATYPE_MISMATCH/);
      else expect(said).toHaveLength(1);
    }),
    { ...settings, numRuns: 40 },
  ),
);
