import { setFlagsFromString } from "node:v8";
import * as polyglot from "@polyglot-sql/sdk";
import { SqlError, unsupported } from "../errors";
import { syntaxError } from "../parser/tokens";
import { nameMark, stringMark, withoutText, type WithoutText } from "../parser/without-text";

/*
 * The one place that knows the SQL transpiler. Its syntax trees are plain objects in which `{ kind: { … } }` is an
 * expression of that kind.
 */

/** A node of a syntax tree, or the data of one. */
export type Node = Record<string, unknown>;

/** Loads the transpiler; must be awaited once before anything else here is called. */
export function load(): Promise<void> {
  // Its 22 MB of WebAssembly need 270 MB more memory when V8 optimises them, and are no faster for statements this small.
  setFlagsFromString("--liftoff-only");
  return polyglot.init();
}

/**
 * Parses one statement of Databricks SQL. The transpiler sees none of its strings and quoted names: they are put into
 * the tree afterwards.
 *
 * @throws SqlError PARSE_SYNTAX_ERROR
 */
export function parseStatement(source: string): Node {
  const without = withoutText(source);
  const result = polyglot.parse(without.sql, polyglot.Dialect.Databricks);
  if (!result.success) {
    // Positions count code points; there is nothing but ASCII in it.
    const start = without.sourceOffset(result.errorStart ?? 0);
    const end = Math.max(start, without.sourceOffset(result.errorEnd ?? without.sql.length));
    const near = /^\S+/.exec(source.slice(start, end === start ? undefined : end))?.[0];
    throw syntaxError(source, start, near ?? "end of input");
  }
  const [statement, second] = result.ast as unknown as Node[];
  if (!statement || second) throw new SqlError("PARSE_SYNTAX_ERROR", "42601", "One statement is expected.");
  return withTexts(statement, without) as Node;
}

const MARK = /__(?:text|name)_\d+/i;

/** The tree with the texts in the places of their marks. */
function withTexts(value: unknown, { strings, names }: WithoutText): unknown {
  const texts = new Map([
    ...strings.map((text, index): [string, string] => [stringMark(index), text]),
    ...names.map((name, index): [string, string] => [nameMark(index), name]),
  ]);
  const restore = (part: unknown): unknown => {
    if (typeof part === "string") {
      const text = texts.get(part);
      if (text === undefined && MARK.test(part)) throw unsupported("A string in such a place");
      return text ?? part;
    }
    if (Array.isArray(part)) return part.map(restore);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, child]) => [key, restore(child)]));
  };
  return restore(value);
}

/** The tree of a type's name. */
export function typeNode(type: string): Node {
  const result = polyglot.parseDataType(type, polyglot.Dialect.Databricks);
  if (!result.success) throw new SqlError("UNSUPPORTED_DATATYPE", "0A000", `Unsupported data type "${type}".`);
  return result.dataType as unknown as Node;
}

/** A tree as Databricks SQL, to be shown: it may hold any text, and must not be parsed again. */
export function toDatabricks(node: Node): string {
  const result = polyglot.generate([node], polyglot.Dialect.Databricks);
  if (!result.success || !result.sql?.[0]) throw new Error(`cannot render a statement: ${result.error ?? ""}`);
  return result.sql[0];
}

/** A tree without texts as DuckDB's SQL. Only {@link render} calls it. */
export function transpile(node: Node): string {
  const result = polyglot.transpile(toDatabricks(node), polyglot.Dialect.Databricks, polyglot.Dialect.DuckDB);
  if (!result.success || !result.sql?.[0] || result.sql.length !== 1) {
    throw unsupported(`The statement, which cannot be run locally (${result.error ?? "it is several"}),`);
  }
  return result.sql[0];
}
