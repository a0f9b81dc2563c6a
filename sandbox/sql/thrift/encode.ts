import { ArrowEncoder, type NativeTypes } from "../results/arrow";
import { columnSet, tableSchema } from "../results/column-set";
import { type Chunk, type ResultColumn, lengthOf } from "../results/result";
import { type TExecuteStatementReq, TRowSet, TSparkArrowBatch, TSparkRowSetType, int64 } from "./service";

/** In which form a client wants rows. */
export type ResultFormat = { readonly kind: "columns" } | { readonly kind: "arrow"; readonly native: NativeTypes };

export function formatFor({ canReadArrowResult, useArrowNativeTypes: native }: TExecuteStatementReq): ResultFormat {
  if (canReadArrowResult !== true) return { kind: "columns" };
  return {
    kind: "arrow",
    native: {
      timestamp: native?.timestampAsArrow ?? false,
      decimal: native?.decimalAsArrow ?? false,
      complex: native?.complexTypesAsArrow ?? false,
    },
  };
}

/** What `TGetResultSetMetadataResp` says about a result. */
export function encodeMetadata(columns: readonly ResultColumn[], format: ResultFormat) {
  const arrow = format.kind === "arrow";
  return {
    schema: tableSchema(columns),
    resultFormat: arrow ? TSparkRowSetType.ARROW_BASED_SET : TSparkRowSetType.COLUMN_BASED_SET,
    arrowSchema: arrow ? new ArrowEncoder(columns, format.native).schema() : undefined,
    lz4Compressed: false,
    isStagingOperation: false,
  };
}

export function encodeRows(
  columns: readonly ResultColumn[],
  chunk: Chunk,
  offset: number,
  format: ResultFormat,
): TRowSet {
  const startRowOffset = int64(offset);
  if (format.kind === "columns") return new TRowSet({ startRowOffset, rows: [], columns: columnSet(columns, chunk) });
  const rowCount = lengthOf(chunk);
  const batch =
    rowCount === 0 ? [] : [{ batch: new ArrowEncoder(columns, format.native).batch(chunk), rowCount: int64(rowCount) }];
  return new TRowSet({ startRowOffset, rows: [], arrowBatches: batch.map((each) => new TSparkArrowBatch(each)) });
}
