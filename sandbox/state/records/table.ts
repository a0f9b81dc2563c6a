import type { SecurableRecord } from "./securable-record";

export interface ColumnRecord {
  name: string;
  /** Databricks SQL type as declared, e.g. `DECIMAL(10,2)`. */
  type: string;
  nullable: boolean;
  comment?: string;
}

export interface TableRecord extends SecurableRecord {
  readonly kind: "table";
  readonly schemaId: string;
  readonly tableType: "MANAGED" | "VIEW" | "MATERIALIZED_VIEW";
  columns: ColumnRecord[];
  /** Text of the query, for views of both kinds. */
  viewDefinition?: string;
  /** Where names without catalog or schema in the query are looked up: what was current when the view was made. */
  viewNamespace?: { readonly catalog: string; readonly schema: string };
  /** Full names of what the query names, for views of both kinds. */
  uses?: readonly string[];
  /** Files that COPY INTO has loaded: they are not loaded again. */
  loadedFiles?: string[];
  /** Part of a new workspace: its rows are made when it is first read. */
  readonly seeded?: boolean;
}
