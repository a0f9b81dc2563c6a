import type { SchemaObject } from "../../state/records/securable";
import type { ColumnRecord, TableRecord } from "../../state/records/table";
import { changeColumns, redefineView, renameTable } from "../../state/table-changes";
import { changeTags } from "../../state/tags";
import { SqlError, quoted, unsupported } from "../errors";
import type { Alteration, AlterStatement } from "../parser/statement";
import { requireWritable } from "../query/writable";
import { type Step, runAll } from "../query/run";
import { type Result, nothing } from "../results/result";
import { physicalName } from "../storage";
import { duckName, duckTypeOf } from "../types/duckdb";
import { parseType } from "../types/sql-type";
import { declaredColumns, requireTableNames } from "./columns";
import { type StatementContext, tableName } from "./context";
import { viewColumns } from "./create-view";
import { securableOf } from "./grants";

/** `ALTER …`, `COMMENT ON …` */
export async function alter(context: StatementContext, { on, view, alteration }: AlterStatement): Promise<Result> {
  const { workspace, caller } = context;
  const { unityCatalog } = workspace;
  const securable = securableOf(context, on);
  if (securable.kind === "metastore") throw unsupported("Altering the metastore");
  if (view && securable.kind === "table" && securable.tableType === "MANAGED") {
    throw new SqlError(
      "EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE",
      "42809",
      `The operation expects a view but ${quoted(tableName(context, on.name))} is a table.`,
    );
  }
  switch (alteration.action) {
    case "owner":
      unityCatalog.update(caller, securable, { owner: alteration.principal });
      break;
    case "comment":
      unityCatalog.update(caller, securable, { comment: alteration.comment });
      break;
    case "setProperties":
      unityCatalog.update(caller, securable, { properties: { ...securable.properties, ...alteration.properties } });
      break;
    case "unsetProperties": {
      const kept = Object.entries(securable.properties).filter(([key]) => !alteration.keys.includes(key));
      unityCatalog.update(caller, securable, { properties: Object.fromEntries(kept) });
      break;
    }
    case "tags":
      changeTags(workspace, caller, securable, alteration);
      break;
    default:
      if (alteration.action === "rename" && securable.kind === "volume") {
        const [catalog, schema, name] = tableName(context, alteration.to);
        requireSameSchema(context, securable, [catalog, schema]);
        unityCatalog.volumes.rename(caller, securable, name);
        break;
      }
      if (securable.kind !== "table") throw unsupported(`ALTER ${securable.kind.toUpperCase()}`);
      requireWritable(workspace, securable);
      await alterTable(context, securable, alteration);
  }
  return nothing();
}

type TableAlteration = Exclude<
  Alteration,
  { action: "owner" | "comment" | "setProperties" | "unsetProperties" | "tags" }
>;

function requireSameSchema(
  { workspace }: StatementContext,
  { schemaId }: SchemaObject,
  [catalog, schema]: readonly [string, string],
): void {
  if (workspace.unityCatalog.findSchema(catalog, schema)?.id === schemaId) return;
  throw unsupported("Renaming into another schema");
}

async function alterTable(context: StatementContext, table: TableRecord, alteration: TableAlteration): Promise<void> {
  const { workspace, caller, session } = context;
  if (alteration.action === "rename") {
    const [catalog, schema, name] = tableName(context, alteration.to);
    requireSameSchema(context, table, [catalog, schema]);
    return renameTable(workspace, caller, table, name);
  }
  if (alteration.action === "query") {
    if (table.tableType !== "VIEW") throw unsupported("Giving a materialized view another query");
    const columns = await viewColumns(context, alteration.query, undefined);
    const viewNamespace = { catalog: session.catalog, schema: session.schema };
    const uses = [...context.lineage.sources];
    return redefineView(workspace, caller, table, { columns, viewDefinition: alteration.query, viewNamespace, uses });
  }
  workspace.unityCatalog.authorization.require(caller, "MODIFY", table);
  const { columns, steps } = alterColumns(table, alteration);
  if (table.tableType !== "MANAGED" && steps.length > 0) throw unsupported("Changing the columns of a view");
  if (steps.length > 0) {
    await context.storage.ensure(table);
    await runAll(context.storage, context.signal, steps);
  }
  changeColumns(workspace, caller, table, columns);
}

type ColumnAlteration = Exclude<TableAlteration, { action: "rename" | "query" }>;

/** The columns after an alteration, and what DuckDB must do. */
function alterColumns(table: TableRecord, alteration: ColumnAlteration): { columns: ColumnRecord[]; steps: Step[] } {
  const change = (action: string): Step => ({ sql: `ALTER TABLE ${physicalName(table)} ${action}` });
  if (alteration.action === "addColumns") {
    const added = declaredColumns(alteration.columns).filter(
      ({ name }) => !(alteration.ifNotExists && columnNamed(table, name)),
    );
    if (added.some(({ nullable }) => !nullable)) throw unsupported("Adding a column that is NOT NULL");
    const columns = declaredColumns([...table.columns, ...added]);
    requireTableNames(added);
    return {
      columns,
      steps: added.map(({ name, type }) => change(`ADD COLUMN ${duckName(name)} ${duckTypeOf(parseType(type))}`)),
    };
  }
  if (alteration.action === "dropColumns") {
    const dropped = alteration.columns.flatMap((name) =>
      alteration.ifExists && !columnNamed(table, name) ? [] : [requireColumn(table, name)],
    );
    return {
      columns: table.columns.filter((column) => !dropped.includes(column)),
      steps: dropped.map(({ name }) => change(`DROP COLUMN ${duckName(name)}`)),
    };
  }
  const column = requireColumn(table, alteration.column);
  const replaced = (by: Partial<ColumnRecord>) =>
    table.columns.map((each) => (each === column ? { ...each, ...by } : each));
  const name = duckName(column.name);
  switch (alteration.action) {
    case "renameColumn": {
      const columns = declaredColumns(replaced({ name: alteration.to }));
      requireTableNames(columns);
      return { columns, steps: [change(`RENAME COLUMN ${name} TO ${duckName(alteration.to)}`)] };
    }
    case "columnComment":
      return { columns: replaced({ comment: alteration.comment || undefined }), steps: [] };
    case "columnNullable":
      return {
        columns: replaced({ nullable: alteration.nullable }),
        steps: [change(`ALTER COLUMN ${name} ${alteration.nullable ? "DROP" : "SET"} NOT NULL`)],
      };
    case "columnType":
      return {
        columns: replaced({ type: alteration.type }),
        steps: [change(`ALTER COLUMN ${name} TYPE ${duckTypeOf(parseType(alteration.type))}`)],
      };
  }
}

const columnNamed = (table: TableRecord, name: string): ColumnRecord | undefined =>
  table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());

function requireColumn(table: TableRecord, name: string): ColumnRecord {
  const column = columnNamed(table, name);
  if (!column) {
    const known = table.columns.map((each) => quoted([each.name])).join(", ");
    throw new SqlError(
      "UNRESOLVED_COLUMN.WITH_SUGGESTION",
      "42703",
      `A column, variable, or function parameter with name ${quoted([name])} cannot be resolved. Did you mean one of the following? [${known}].`,
    );
  }
  return column;
}
