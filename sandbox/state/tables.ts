import type { PrivilegeModel } from "./records/identity";
import type { ColumnRecord, TableRecord } from "./records/table";
import type { Caller } from "./principals";
import { type NewObject, type SchemaHost, SchemaObjects } from "./schema-objects";

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
