import type { ColumnRecord, PrivilegeModel, TableRecord } from "./data";
import type { Caller } from "./principals";
import { type NewObject, type SchemaHost, SchemaObjects } from "./schema-objects";
import type { Workspace } from "./workspace";

export interface NewTable extends NewObject {
  readonly tableType: TableRecord["tableType"];
  readonly columns: ColumnRecord[];
  readonly viewDefinition?: string;
  readonly viewNamespace?: TableRecord["viewNamespace"];
  readonly uses?: readonly string[];
  readonly seeded?: boolean;
}

/** Tables, and views of both kinds. */
export class Tables extends SchemaObjects<TableRecord> {
  readonly #privilegeModel: PrivilegeModel;

  constructor(host: SchemaHost, records: Map<string, TableRecord>, privilegeModel: PrivilegeModel) {
    super(host, records, { label: "Table", use: "SELECT" });
    this.#privilegeModel = privilegeModel;
  }

  /** Needs CREATE TABLE, CREATE MATERIALIZED VIEW or, from privilege model 1.1 on, CREATE VIEW. */
  create(caller: Caller, catalogName: string, schemaName: string, input: NewTable): TableRecord {
    const { tableType, columns, viewDefinition, viewNamespace, uses, seeded } = input;
    const privilege = this.#privilegeToCreate(tableType);
    return this.add(caller, [catalogName, schemaName], privilege, input, (stamp, { id: schemaId }) => ({
      ...stamp,
      kind: "table",
      schemaId,
      tableType,
      columns,
      viewDefinition,
      viewNamespace,
      uses,
      seeded,
    }));
  }

  #privilegeToCreate(tableType: TableRecord["tableType"]): string {
    if (tableType === "MATERIALIZED_VIEW") return "CREATE_MATERIALIZED_VIEW";
    return tableType === "VIEW" && this.#privilegeModel !== "1.0" ? "CREATE_VIEW" : "CREATE_TABLE";
  }
}

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
