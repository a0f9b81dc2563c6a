import type { SqlError } from "../errors";
import type { Patterns } from "../metadata";
import type { Operation } from "../operation";
import { VERSION } from "../query/context-functions";
import { type ResultFormat, encodeMetadata, encodeRows } from "./encode";
import * as t from "./service";

const DEFAULT_ROWS = 100_000;

export const success = (): t.TStatus => new t.TStatus({ statusCode: t.TStatusCode.SUCCESS_STATUS });

export const failure = (error: SqlError, statusCode = t.TStatusCode.ERROR_STATUS): t.TStatus =>
  new t.TStatus({ statusCode, sqlState: error.sqlState, errorMessage: error.message, displayMessage: error.message });

/** Id in a handle. */
export const idOf = (handle: { readonly guid: Buffer } | null | undefined): string =>
  handle?.guid.toString("hex") ?? "";

/** A handle with an id. */
export const handle = (id: string): t.THandleIdentifier =>
  new t.THandleIdentifier({ guid: Buffer.from(id, "hex"), secret: Buffer.alloc(16) });

/** What the client asked for when it started an operation, needed for all its later answers. */
const formats = new WeakMap<Operation, ResultFormat>();

export function setFormat(operation: Operation, format: ResultFormat): void {
  formats.set(operation, format);
}

const formatOf = (operation: Operation): ResultFormat => formats.get(operation) ?? { kind: "columns" };

/** Answers to GetInfo. */
export const INFO: ReadonlyMap<t.TGetInfoType, string> = new Map([
  [t.TGetInfoType.CLI_SERVER_NAME, "Spark SQL"],
  [t.TGetInfoType.CLI_DBMS_NAME, "Spark SQL"],
  [t.TGetInfoType.CLI_DBMS_VER, `${VERSION.dbsql} (local)`],
  [t.TGetInfoType.CLI_IDENTIFIER_QUOTE_CHAR, "`"],
  [t.TGetInfoType.CLI_SEARCH_PATTERN_ESCAPE, "\\"],
]);

/** What the columns of an operation's result are. */
export function metadataOf(operation: Operation): t.TGetResultSetMetadataResp {
  return new t.TGetResultSetMetadataResp({
    status: success(),
    ...encodeMetadata(operation.columns, formatOf(operation)),
  });
}

/** The next rows of an operation. */
export async function fetched(
  operation: Operation,
  maxRows: number,
  withMetadata: boolean,
): Promise<t.TFetchResultsResp> {
  const { rows, offset, hasMore } = await operation.fetch(maxRows > 0 ? maxRows : DEFAULT_ROWS);
  const { columns } = operation;
  return new t.TFetchResultsResp({
    status: success(),
    hasMoreRows: hasMore,
    results: encodeRows(columns, rows, offset, formatOf(operation)),
    resultSetMetadata: withMetadata ? metadataOf(operation) : undefined,
  });
}

const STATES = {
  running: t.TOperationState.RUNNING_STATE,
  finished: t.TOperationState.FINISHED_STATE,
  error: t.TOperationState.ERROR_STATE,
  canceled: t.TOperationState.CANCELED_STATE,
  timedOut: t.TOperationState.TIMEDOUT_STATE,
  closed: t.TOperationState.CLOSED_STATE,
} as const;

/** How an operation is doing. */
export function statusOf(operation: Operation): t.TGetOperationStatusResp {
  const { error, modifiedRows, startedAt, completedAt } = operation;
  return new t.TGetOperationStatusResp({
    status: success(),
    operationState: STATES[operation.state],
    hasResultSet: true,
    operationStarted: t.int64(startedAt),
    operationCompleted: completedAt === undefined ? undefined : t.int64(completedAt),
    numModifiedRows: modifiedRows === undefined ? undefined : t.int64(modifiedRows),
    ...(error && {
      sqlState: error.sqlState,
      errorMessage: error.message,
      displayMessage: error.message,
      diagnosticInfo: error.message,
    }),
  });
}

/** Patterns of a metadata call; Thrift gives null for what is absent. */
export const patterns = (request: { [K in keyof Patterns]?: string | null }): Patterns => ({
  catalogName: request.catalogName ?? undefined,
  schemaName: request.schemaName ?? undefined,
  tableName: request.tableName ?? undefined,
  columnName: request.columnName ?? undefined,
  functionName: request.functionName ?? undefined,
});
