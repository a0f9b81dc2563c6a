import { setFlagsFromString } from "node:v8";
import * as polyglot from "@polyglot-sql/sdk";
import { SqlError } from "../errors";
import { normalize, syntaxError } from "../parser/tokens";

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
 * Parses one statement of Databricks SQL.
 *
 * @throws SqlError PARSE_SYNTAX_ERROR
 */
export function parseStatement(sql: string): Node {
  const source = normalize(sql);
  const result = polyglot.parse(source, polyglot.Dialect.Databricks);
  if (!result.success) {
    // Positions count code points.
    const points = Array.from(source);
    const start = points.slice(0, result.errorStart ?? 0).join("").length;
    const near = points.slice(result.errorStart ?? 0, result.errorEnd ?? points.length).join("");
    throw syntaxError(source, start, near.trim() || "end of input");
  }
  const [statement, second] = result.ast as unknown as Node[];
  if (!statement || second) throw new SqlError("PARSE_SYNTAX_ERROR", "42601", "One statement is expected.");
  return statement;
}

/** The tree of a type's name. */
export function typeNode(type: string): Node {
  const result = polyglot.parseDataType(type, polyglot.Dialect.Databricks);
  if (!result.success) throw new SqlError("UNSUPPORTED_DATATYPE", "0A000", `Unsupported data type "${type}".`);
  return result.dataType as unknown as Node;
}

/** A tree as Databricks SQL. */
export function toDatabricks(node: Node): string {
  const result = polyglot.generate([node], polyglot.Dialect.Databricks);
  if (!result.success || !result.sql?.[0]) throw new Error(`cannot render a statement: ${result.error ?? ""}`);
  return result.sql[0];
}

/** A tree of Databricks SQL as DuckDB's SQL. */
export function toDuckDb(node: Node): string {
  const result = polyglot.transpile(toDatabricks(node), polyglot.Dialect.Databricks, polyglot.Dialect.DuckDB);
  if (!result.success || !result.sql?.[0]) {
    throw new SqlError("UNSUPPORTED_FEATURE", "0A000", `The statement cannot be run locally: ${result.error ?? ""}`);
  }
  return result.sql[0];
}
