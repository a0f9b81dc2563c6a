import type { ColumnRecord, TableRecord } from "../../state/records/table";
import { changeColumns } from "../../state/table-changes";
import { SqlError, quoted } from "../errors";
import type { CreateTableStatement } from "../parser/statement";
import { columnsOf, runAll } from "../query/run";
import { requireWritable } from "../query/writable";
import { type Result, nothing, rows } from "../results/result";
import { physicalName, stagingName } from "../storage";
import { duckName, duckTypeOf } from "../types/duckdb";
import { parseType } from "../types/sql-type";
import { columnsFor, declaredColumns, requireTableNames } from "./columns";
import { type StatementContext, tableName } from "./context";
import { type Prepared, counts, prepare } from "./query";

/** `CREATE TABLE`, with or without a query. */
export async function createTable(context: StatementContext, statement: CreateTableStatement): Promise<Result> {
  const { workspace, caller, storage } = context;
  const { unityCatalog } = workspace;
  const [catalog, schema, name] = tableName(context, statement.name);
  unityCatalog.schema(caller, catalog, schema);
  context.lineage.target = [catalog, schema, name].join(".").toLowerCase();
  const existing = unityCatalog.findTable(catalog, schema, name);
  if (existing && statement.ifNotExists) return nothing();
  if (existing && statement.orReplace) requireReplaceable(context, existing);
  const query = statement.query === undefined ? undefined : await prepare(context, statement.query);
  const columns = await columnsFrom(context, statement, query);
  requireTableNames(columns);
  const { comment, properties } = statement;

  if (existing && statement.orReplace) {
    await storage.ensure(existing);
    const { changed } = await replaceRows(context, existing, columns, query);
    changeColumns(workspace, caller, existing, columns);
    unityCatalog.update(caller, existing, { comment: comment ?? "", properties: properties ?? {} });
    return created(query, changed);
  }
  const table = unityCatalog.createTable(caller, catalog, schema, {
    name,
    tableType: "MANAGED",
    columns,
    comment,
    properties,
  });
  if (!query) return nothing();
  try {
    let changed = 0;
    await storage.fill(table, async () => {
      ({ changed } = await replaceRows(context, table, columns, query));
    });
    return created(query, changed);
  } catch (error) {
    unityCatalog.dropTable(caller, catalog, schema, name);
    throw error;
  }
}

const created = (query: Prepared | undefined, changed: number): Result =>
  query
    ? rows(counts("num_affected_rows", "num_inserted_rows"), [[BigInt(changed), BigInt(changed)]], changed)
    : nothing();

function requireReplaceable({ workspace, caller }: StatementContext, table: TableRecord): void {
  const { authorization } = workspace.unityCatalog;
  authorization.requireManage(caller, table);
  authorization.require(caller, "MODIFY", table);
  requireWritable(workspace, table);
  if (table.tableType !== "MANAGED") {
    const name = authorization.fullName(table).split(".");
    throw new SqlError(
      "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE",
      "42809",
      `'CREATE OR REPLACE TABLE' expects a table but ${quoted(name)} is a view.`,
    );
  }
}

async function columnsFrom(
  context: StatementContext,
  { columns, like }: CreateTableStatement,
  query: Prepared | undefined,
): Promise<ColumnRecord[]> {
  if (like) {
    const { unityCatalog } = context.workspace;
    const source = unityCatalog.table(context.caller, ...tableName(context, like));
    unityCatalog.authorization.require(context.caller, "SELECT", source);
    return source.columns.map((column) => ({ ...column }));
  }
  if (!query) return declaredColumns(columns ?? []);
  if (columns) {
    throw new SqlError(
      "PARSE_SYNTAX_ERROR",
      "42601",
      "Operation not allowed: Schema may not be specified in a Create Table As Select (CTAS) statement.",
    );
  }
  return columnsFor(await columnsOf(context.storage, context.signal, query.sql, query.values));
}

/** Makes a new physical table and puts it in the place of the old one, as one transaction. */
export async function replaceRows(
  { storage, signal }: StatementContext,
  table: TableRecord,
  columns: readonly ColumnRecord[],
  query: Prepared | undefined,
): Promise<{ changed: number }> {
  const declared = columns.map(
    ({ name, type, nullable }) => `${duckName(name)} ${duckTypeOf(parseType(type))}${nullable ? "" : " NOT NULL"}`,
  );
  const steps = await runAll(storage, signal, [
    { sql: `CREATE TABLE ${stagingName(table)} (${declared.join(", ")})` },
    ...(query ? [{ sql: `INSERT INTO ${stagingName(table)} ${query.sql}`, values: query.values }] : []),
    { sql: `DROP TABLE IF EXISTS ${physicalName(table)}` },
    { sql: `ALTER TABLE ${stagingName(table)} RENAME TO ${physicalName(table)}` },
  ]);
  return { changed: query ? (steps[1]?.changed ?? 0) : 0 };
}
