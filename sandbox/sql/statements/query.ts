import type { TableRecord } from "../../state/records/table";
import type { QueryStatement } from "../parser/statement";
import { type Compiled, compile } from "../query/compile";
import { publicText } from "../query/duckdb-errors";
import { Parameters } from "../query/parameters";
import { columnsOf, ensureTables, runAll, streamQuery } from "../query/run";
import { type Result, type ResultColumn, rows, strings } from "../results/result";
import { physicalName, stagingName } from "../storage";
import { typeText } from "../types/sql-type";
import type { StatementContext } from "./context";

/** A statement as DuckDB runs it, with the values of its parameters. */
export type Prepared = Compiled & { readonly values: readonly string[] };

/** A query of the caller as DuckDB runs it, with the values of its parameters; its tables are there. */
export async function prepare(context: StatementContext, sql: string): Promise<Prepared> {
  const { workspace, caller, session } = context;
  const parameters = new Parameters(context.parameters);
  const { catalog, schema } = session;
  const compiled = compile(sql, { workspace, caller, authority: caller, catalog, schema, parameters, views: [] });
  const nameOf = (record: TableRecord) => workspace.unityCatalog.authorization.fullName(record);
  for (const source of compiled.sources) context.lineage.sources.add(nameOf(source));
  if (compiled.target) context.lineage.target = nameOf(compiled.target);
  const names = [
    ...compiled.tables.flatMap((table) => [physicalName(table), stagingName(table)]),
    ...compiled.files.map(({ table }) => table),
  ];
  const isQuery = compiled.kind === "select";
  await context.storage.verifier.verify({ sql: compiled.sql, isQuery, tables: new Set(names) });
  await ensureTables(context.storage, compiled);
  return { ...compiled, values: parameters.values };
}

/** Columns that counts of changed rows are answered in. */
export const counts = (...names: string[]): ResultColumn[] => names.map((name) => ({ name, type: { kind: "bigint" } }));

/** SELECT, INSERT, UPDATE, DELETE, MERGE, EXPLAIN and DESCRIBE QUERY. */
export async function query(context: StatementContext, { sql, explain }: QueryStatement): Promise<Result> {
  const prepared = await prepare(context, sql);
  const { storage, signal } = context;
  if (explain === "columns") {
    const columns = await columnsOf(storage, signal, prepared.sql, prepared.values);
    return rows(
      strings("col_name", "data_type", "comment"),
      columns.map(({ name, type }) => [name, typeText(type), null]),
    );
  }
  if (explain === "plan") return plan(context, prepared);
  switch (prepared.kind) {
    case "select":
      return streamQuery(storage, signal, prepared.sql, prepared.values);
    case "insert": {
      const changed = await insert(context, prepared);
      return rows(counts("num_affected_rows", "num_inserted_rows"), [[BigInt(changed), BigInt(changed)]], changed);
    }
    case "update":
    case "delete": {
      const [{ changed = 0 } = {}] = await runAll(storage, signal, [prepared]);
      return rows(counts("num_affected_rows"), [[BigInt(changed)]], changed);
    }
    case "merge":
      return merge(context, prepared);
  }
}

export async function insert({ storage, signal }: StatementContext, prepared: Prepared): Promise<number> {
  const { target, overwrite } = prepared;
  if (!target || !overwrite) {
    const [result] = await runAll(storage, signal, [prepared]);
    return result?.changed ?? 0;
  }
  // The new rows may be made from the old ones: they are all there before the old ones go.
  const [table, staging] = [physicalName(target), stagingName(target)];
  const steps = await runAll(storage, signal, [
    { sql: `CREATE TEMP TABLE ${staging} AS SELECT * FROM ${table} LIMIT 0` },
    prepared,
    { sql: `DELETE FROM ${table}` },
    { sql: `INSERT INTO ${table} SELECT * FROM ${staging}` },
    { sql: `DROP TABLE ${staging}` },
  ]);
  return steps[3]?.changed ?? 0;
}

async function merge({ storage, signal }: StatementContext, { sql, values }: Prepared): Promise<Result> {
  const [{ rows: actions = [] } = {}] = await runAll(storage, signal, [
    { sql: `${sql} RETURNING merge_action`, values },
  ]);
  const count = (action: string) => actions.filter(([each]) => each === action).length;
  const changes = [count("UPDATE"), count("DELETE"), count("INSERT")];
  return rows(
    counts("num_affected_rows", "num_updated_rows", "num_deleted_rows", "num_inserted_rows"),
    [[actions.length, ...changes].map(BigInt)],
    actions.length,
  );
}

/** A step of DuckDB's plan. */
interface PlanNode {
  readonly name: string;
  readonly children: readonly PlanNode[];
  readonly extra_info: Readonly<Record<string, unknown>>;
}

async function plan({ workspace, storage, signal }: StatementContext, { sql, values }: Prepared): Promise<Result> {
  const [{ rows: [row] = [] } = {}] = await runAll(storage, signal, [{ sql: `EXPLAIN (FORMAT json) ${sql}`, values }]);
  const nodes = JSON.parse(String(row?.[1])) as PlanNode[];
  const text = publicText(workspace, nodes.map((node) => planText(node)).join(""));
  return rows(strings("plan"), [[`== Physical Plan (DuckDB) ==\n${text}`]]);
}

function planText({ name, children, extra_info: info }: PlanNode, depth = 0): string {
  const details = Object.entries(info).map(([key, value]) => `${key}: ${[value].flat().join(", ")}`);
  const line = `${"  ".repeat(depth)}${name.trim()}${details.length > 0 ? ` (${details.join("; ")})` : ""}\n`;
  return line + children.map((child) => planText(child, depth + 1)).join("");
}
