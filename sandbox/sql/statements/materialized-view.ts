import { SqlError, quoted } from "../errors";
import type { CreateTableStatement, RefreshStatement } from "../parser/statement";
import { definer } from "../query/definer";
import { type Result, nothing } from "../results/result";
import { type StatementContext, tableName } from "./context";
import { replaceRows } from "./create-table";
import { viewColumns } from "./create-view";
import { prepare } from "./query";

/** `CREATE MATERIALIZED VIEW`: a view whose rows are kept. */
export async function createMaterializedView(
  context: StatementContext,
  statement: CreateTableStatement,
): Promise<Result> {
  const { workspace, caller, session, storage } = context;
  const { unityCatalog } = workspace;
  const [catalog, schema, name] = tableName(context, statement.name);
  unityCatalog.schema(caller, catalog, schema);
  context.lineage.target = [catalog, schema, name].join(".").toLowerCase();
  const existing = unityCatalog.findTable(catalog, schema, name);
  if (existing && statement.ifNotExists) return nothing();
  const viewDefinition = statement.query ?? "";
  const columns = await viewColumns(context, viewDefinition, statement.columns);
  if (existing && statement.orReplace) {
    if (existing.tableType !== "MATERIALIZED_VIEW") throw notMaterialized([catalog, schema, name]);
    unityCatalog.dropTable(caller, catalog, schema, name);
  }
  const view = unityCatalog.createTable(caller, catalog, schema, {
    name,
    tableType: "MATERIALIZED_VIEW",
    columns,
    comment: statement.comment,
    properties: statement.properties,
    viewDefinition,
    viewNamespace: { catalog: session.catalog, schema: session.schema },
    uses: [...context.lineage.sources],
  });
  try {
    const query = await prepare(context, viewDefinition);
    await storage.fill(view, async () => void (await replaceRows(context, view, columns, query)));
    return nothing();
  } catch (error) {
    unityCatalog.dropTable(caller, catalog, schema, name);
    throw error;
  }
}

/** `REFRESH MATERIALIZED VIEW`: its rows are made anew, with the rights of its owner. */
export async function refresh(context: StatementContext, statement: RefreshStatement): Promise<Result> {
  const { workspace, caller, storage, session } = context;
  const name = tableName(context, statement.name);
  const view = workspace.unityCatalog.table(caller, ...name);
  if (view.tableType !== "MATERIALIZED_VIEW") throw notMaterialized(name);
  workspace.unityCatalog.authorization.require(caller, "REFRESH", view);
  const owner = definer(workspace, view.owner);
  const inNamespace = { ...context, session: { ...session, ...view.viewNamespace } };
  const query = await prepare({ ...inNamespace, caller: owner }, view.viewDefinition ?? "");
  await storage.ensure(view);
  await replaceRows(context, view, view.columns, query);
  view.updatedAt = workspace.now();
  view.updatedBy = caller.name;
  return nothing();
}

const notMaterialized = (name: readonly string[]) =>
  new SqlError(
    "EXPECT_MATERIALIZED_VIEW",
    "42809",
    `The operation expects a materialized view but ${quoted(name)} is none.`,
  );
