import { duckTypeOf } from "../types/duckdb";
import { parseType } from "../types/sql-type";
import type { Parameters } from "./parameters";

/** Rows that are there already as a DuckDB query: they are bound as one JSON text. */
export function rowsQuery(
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
  parameters: Parameters,
): string {
  const types = Object.entries(columns).map(([name, type]) => [name, duckTypeOf(parseType(type))]);
  const structure = JSON.stringify([Object.fromEntries(types)]).replaceAll("'", "''");
  return `SELECT unnest(from_json($${parameters.bind(JSON.stringify(rows))}, '${structure}'), max_depth := 2)`;
}
