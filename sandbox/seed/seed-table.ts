import type { ColumnRecord } from "../state/records/table";

/** A table that a new workspace has. Its rows are made by a DuckDB query when a statement first reads them. */
export interface SeedTable {
  readonly catalog: string;
  readonly schema: string;
  readonly name: string;
  readonly comment: string;
  readonly columns: readonly ColumnRecord[];
  /** DuckDB SQL giving the rows, columns in the order above. */
  readonly query: string;
}
