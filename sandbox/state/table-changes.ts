import type { ColumnRecord, TableRecord } from "./records/table";
import type { Caller } from "./principals";
import type { Workspace } from "./workspace";

/*
 * Changes of what a table or view is. Its owner, comment and properties are changed as those of any securable.
 */

/** Columns are changed by whoever may write the table. */
export function changeColumns(workspace: Workspace, caller: Caller, table: TableRecord, columns: ColumnRecord[]): void {
  workspace.unityCatalog.authorization.require(caller, "MODIFY", table);
  table.columns = columns;
  touch(workspace, caller, table);
}

/** Gives a view another query, with the columns that one has. */
export function redefineView(
  workspace: Workspace,
  caller: Caller,
  view: TableRecord,
  definition: Required<Pick<TableRecord, "columns" | "viewDefinition" | "viewNamespace" | "uses">>,
): void {
  workspace.unityCatalog.authorization.requireManage(caller, view);
  Object.assign(view, definition);
  touch(workspace, caller, view);
}

/** Renames a table or view within its schema. Grants stay. */
export function renameTable(workspace: Workspace, caller: Caller, table: TableRecord, to: string): void {
  workspace.unityCatalog.renameTable(caller, table, to);
  touch(workspace, caller, table);
}

function touch(workspace: Workspace, caller: Caller, table: TableRecord): void {
  table.updatedAt = workspace.now();
  table.updatedBy = caller.name;
}
