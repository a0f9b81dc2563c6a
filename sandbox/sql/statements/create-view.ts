import { redefineView } from "../../state/table-changes";
import { SqlError, quoted } from "../errors";
import type { ColumnRecord } from "../../state/records/table";
import type { ColumnDefinition, CreateTableStatement } from "../parser/statement";
import { columnsOf } from "../query/run";
import { type Result, nothing } from "../results/result";
import { columnsFor } from "./columns";
import { type StatementContext, tableName } from "./context";
import { prepare } from "./query";

/** `CREATE VIEW` */
export async function createView(context: StatementContext, statement: CreateTableStatement): Promise<Result> {
  const { workspace, caller, session } = context;
  const { unityCatalog } = workspace;
  const [catalog, schema, name] = tableName(context, statement.name);
  unityCatalog.schema(caller, catalog, schema);
  context.lineage.target = [catalog, schema, name].join(".").toLowerCase();
  const existing = unityCatalog.findTable(catalog, schema, name);
  if (existing && statement.ifNotExists) return nothing();
  const viewDefinition = statement.query ?? "";
  const columns = await viewColumns(context, viewDefinition, statement.columns);
  const viewNamespace = { catalog: session.catalog, schema: session.schema };
  const uses = [...context.lineage.sources];
  const { comment, properties } = statement;
  if (existing && statement.orReplace) {
    if (existing.tableType !== "VIEW") {
      throw new SqlError(
        "EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE",
        "42809",
        `'CREATE OR REPLACE VIEW' expects a view but ${quoted([catalog, schema, name])} is a table.`,
      );
    }
    redefineView(workspace, caller, existing, { columns, viewDefinition, viewNamespace, uses });
    unityCatalog.update(caller, existing, { comment: comment ?? "", properties: properties ?? {} });
    return nothing();
  }
  unityCatalog.createTable(caller, catalog, schema, {
    name,
    tableType: "VIEW",
    columns,
    comment,
    properties,
    viewDefinition,
    viewNamespace,
    uses,
  });
  return nothing();
}

/** The columns of a view's query, which must be one that the caller may run, under the names given for them. */
export async function viewColumns(
  context: StatementContext,
  definition: string,
  named: readonly ColumnDefinition[] | undefined,
): Promise<ColumnRecord[]> {
  const query = await prepare({ ...context, parameters: [] }, definition);
  if (query.kind !== "select") throw new SqlError("PARSE_SYNTAX_ERROR", "42601", "A view is defined by a query.");
  const result = await columnsOf(context.storage, context.signal, query.sql, query.values);
  if (named && named.length !== result.length) {
    throw new SqlError(
      "CREATE_VIEW_COLUMN_ARITY_MISMATCH",
      "21S01",
      `Cannot create the view: it names ${named.length} columns and the query has ${result.length}.`,
    );
  }
  const columns = columnsFor(result.map((column, index) => ({ ...column, name: named?.[index]?.name ?? column.name })));
  return columns.map((column, index) => ({ ...column, comment: named?.[index]?.comment }));
}
