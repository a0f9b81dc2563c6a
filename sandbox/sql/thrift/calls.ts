import type { Caller } from "../../state/principals";
import type { Compute } from "../compute";
import { SqlError } from "../errors";
import { Metadata } from "../metadata";
import type { Operation } from "../operation";
import type { Result } from "../results/result";
import type { Session } from "../sessions";
import type { SqlService } from "../sql-service";
import { INFO, failure, fetched, handle, idOf, metadataOf, patterns, setFormat, statusOf, success } from "./answers";
import { formatFor } from "./encode";
import { parameterOf } from "./parameters";
import * as t from "./service";

/** How long a call waits for a statement before it answers that it is still running. */
const GRACE_MILLIS = 1_000;
/** Thrown for a handle that is unknown, closed, or somebody else's. */
class InvalidHandle extends SqlError {
  constructor(what: string, id: string) {
    super("INVALID_HANDLE", "HY000", `Invalid ${what}Handle: ${what}Handle [${id}].`);
  }
}

interface Startable {
  readonly getDirectResults?: t.TSparkGetDirectResults | null;
  readonly runAsync?: boolean | null;
}

/**
 * The calls of TCLIService, for one request: every method of the name of a call is that call. Refusals are statuses in
 * the answers; only a bug is thrown.
 */
export class Calls {
  readonly #service: SqlService;
  readonly #caller: Caller;
  readonly #compute: Compute;

  constructor(service: SqlService, caller: Caller, compute: Compute) {
    this.#service = service;
    this.#caller = caller;
    this.#compute = compute;
  }

  OpenSession(request: t.TOpenSessionReq): Promise<t.TOpenSessionResp> {
    const asked = Number(request.client_protocol_i64 ?? request.client_protocol ?? NEWEST);
    const session = this.#service.openSession(this.#caller, this.#compute, {
      catalog: request.initialNamespace?.catalogName ?? undefined,
      schema: request.initialNamespace?.schemaName ?? undefined,
      configuration: request.configuration ?? {},
    });
    return Promise.resolve(
      new t.TOpenSessionResp({
        status: success(),
        serverProtocolVersion: Math.min(asked, NEWEST),
        sessionHandle: new t.TSessionHandle({ sessionId: handle(session.id) }),
        configuration: {},
        initialNamespace: new t.TNamespace({ catalogName: session.catalog, schemaName: session.schema }),
        canUseMultipleCatalogs: true,
      }),
    );
  }

  CloseSession(request: t.TCloseSessionReq): Promise<t.TCloseSessionResp> {
    return this.#answer(t.TCloseSessionResp, () => {
      this.#service.sessions.close(this.#session(request.sessionHandle));
      return { status: success() };
    });
  }

  GetInfo(request: t.TGetInfoReq): Promise<t.TGetInfoResp> {
    const infoValue = new t.TGetInfoValue({ stringValue: INFO.get(request.infoType) ?? "" });
    // The protocol wants a value in this answer whatever its status.
    return this.#answer(
      t.TGetInfoResp,
      () => {
        this.#session(request.sessionHandle);
        return { status: success(), infoValue };
      },
      { infoValue },
    );
  }

  ExecuteStatement(request: t.TExecuteStatementReq): Promise<t.TExecuteStatementResp> {
    return this.#answer(t.TExecuteStatementResp, async () => {
      const session = this.#session(request.sessionHandle);
      const parameters = (request.parameters ?? []).map(parameterOf);
      const timeout = Number(request.queryTimeout ?? 0);
      const operation = this.#service.execute(session, this.#caller, request.statement, parameters, timeout);
      setFormat(operation, formatFor(request));
      return this.#started(session, operation, t.TOperationType.EXECUTE_STATEMENT, request);
    });
  }

  GetTypeInfo(request: t.TGetTypeInfoReq) {
    return this.#metadata(t.TGetTypeInfoResp, request, t.TOperationType.GET_TYPE_INFO, (of) => of.typeInfo());
  }

  GetCatalogs(request: t.TGetCatalogsReq) {
    return this.#metadata(t.TGetCatalogsResp, request, t.TOperationType.GET_CATALOGS, (of) => of.catalogs());
  }

  GetSchemas(request: t.TGetSchemasReq) {
    return this.#metadata(t.TGetSchemasResp, request, t.TOperationType.GET_SCHEMAS, (of) =>
      of.schemas(patterns(request)),
    );
  }

  GetTables(request: t.TGetTablesReq) {
    return this.#metadata(t.TGetTablesResp, request, t.TOperationType.GET_TABLES, (of) =>
      of.tables(patterns(request), request.tableTypes ?? []),
    );
  }

  GetTableTypes(request: t.TGetTableTypesReq) {
    return this.#metadata(t.TGetTableTypesResp, request, t.TOperationType.GET_TABLE_TYPES, (of) => of.tableTypes());
  }

  GetColumns(request: t.TGetColumnsReq) {
    return this.#metadata(t.TGetColumnsResp, request, t.TOperationType.GET_COLUMNS, (of) =>
      of.columns(patterns(request)),
    );
  }

  GetFunctions(request: t.TGetFunctionsReq) {
    return this.#metadata(t.TGetFunctionsResp, request, t.TOperationType.GET_FUNCTIONS, (of) =>
      of.functions(patterns(request)),
    );
  }

  GetPrimaryKeys(request: t.TGetPrimaryKeysReq) {
    return this.#metadata(t.TGetPrimaryKeysResp, request, t.TOperationType.UNKNOWN, (of) => of.primaryKeys());
  }

  GetCrossReference(request: t.TGetCrossReferenceReq) {
    return this.#metadata(t.TGetCrossReferenceResp, request, t.TOperationType.UNKNOWN, (of) => of.crossReference());
  }

  GetOperationStatus(request: t.TGetOperationStatusReq): Promise<t.TGetOperationStatusResp> {
    return this.#answer(t.TGetOperationStatusResp, () => statusOf(this.#operation(request.operationHandle).operation));
  }

  CancelOperation(request: t.TCancelOperationReq): Promise<t.TCancelOperationResp> {
    return this.#answer(t.TCancelOperationResp, () => {
      this.#operation(request.operationHandle).operation.cancel();
      return { status: success() };
    });
  }

  /** Closing what is closed is fine: direct results close an operation before the client does. */
  CloseOperation(request: t.TCloseOperationReq): Promise<t.TCloseOperationResp> {
    const id = idOf(request.operationHandle.operationId);
    const found = this.#service.sessions.findOperation(this.#caller, this.#compute, id);
    if (found) close(found.session, found.operation);
    return Promise.resolve(new t.TCloseOperationResp({ status: success() }));
  }

  GetResultSetMetadata(request: t.TGetResultSetMetadataReq): Promise<t.TGetResultSetMetadataResp> {
    return this.#answer(t.TGetResultSetMetadataResp, async () => {
      const { operation } = this.#operation(request.operationHandle);
      await operation.done;
      if (operation.error) throw operation.error;
      return metadataOf(operation);
    });
  }

  FetchResults(request: t.TFetchResultsReq): Promise<t.TFetchResultsResp> {
    return this.#answer(t.TFetchResultsResp, async () => {
      const { operation } = this.#operation(request.operationHandle);
      await operation.done;
      return fetched(operation, Number(request.maxRows), request.includeResultSetMetadata ?? false);
    });
  }

  GetDelegationToken(_request: t.TGetDelegationTokenReq) {
    return this.#answer(t.TGetDelegationTokenResp, notSupported);
  }

  CancelDelegationToken(_request: t.TCancelDelegationTokenReq) {
    return this.#answer(t.TCancelDelegationTokenResp, notSupported);
  }

  RenewDelegationToken(_request: t.TRenewDelegationTokenReq) {
    return this.#answer(t.TRenewDelegationTokenResp, notSupported);
  }

  #session(reference: t.TSessionHandle): Session {
    const id = idOf(reference.sessionId);
    const session = this.#service.sessions.find(this.#caller, this.#compute, id);
    if (!session) throw new InvalidHandle("Session", id);
    return session;
  }

  #operation(reference: t.TOperationHandle): { session: Session; operation: Operation } {
    const id = idOf(reference.operationId);
    const found = this.#service.sessions.findOperation(this.#caller, this.#compute, id);
    if (!found) throw new InvalidHandle("Operation", id);
    return found;
  }

  /** Runs a call; what it throws becomes the status of its answer. */
  async #answer<R, F extends object>(
    Response: new (fields: never) => R,
    call: () => F | Promise<F>,
    required: object = {},
  ): Promise<R> {
    try {
      return new Response((await call()) as never);
    } catch (error) {
      const code = error instanceof InvalidHandle ? t.TStatusCode.INVALID_HANDLE_STATUS : undefined;
      const status = failure(this.#service.toSqlError(error), code);
      return new Response({ status, ...required } as never);
    }
  }

  #metadata<R>(
    Response: new (fields: never) => R,
    request: Startable & { readonly sessionHandle: t.TSessionHandle },
    type: t.TOperationType,
    read: (of: Metadata) => Result,
  ): Promise<R> {
    return this.#answer(Response, () => {
      const session = this.#session(request.sessionHandle);
      const metadata = new Metadata(this.#service.workspaceOf(session), this.#caller);
      const operation = this.#service.start(session, () => Promise.resolve(read(metadata)));
      return this.#started(session, operation, type, request);
    });
  }

  /** The answer to a call that started an operation, with its results if they are there soon. */
  async #started(session: Session, operation: Operation, operationType: t.TOperationType, request: Startable) {
    const operationHandle = new t.TOperationHandle({
      operationId: handle(operation.id),
      operationType,
      hasResultSet: true,
    });
    const wanted = request.getDirectResults;
    if (request.runAsync !== true) await operation.done;
    else if (wanted) await soon(operation.done);
    const answer = { status: success(), operationHandle };
    if (!wanted) return answer;
    const operationStatus = statusOf(operation);
    if (operation.state !== "finished") {
      return { ...answer, directResults: new t.TSparkDirectResults({ operationStatus }) };
    }
    const resultSet = await fetched(operation, Number(wanted.maxRows), false);
    const complete = resultSet.hasMoreRows !== true;
    if (complete) close(session, operation);
    return {
      ...answer,
      directResults: new t.TSparkDirectResults({
        operationStatus,
        resultSetMetadata: metadataOf(operation),
        resultSet,
        closeOperation: complete ? new t.TCloseOperationResp({ status: success() }) : undefined,
      }),
    };
  }
}

/** Newest version of the protocol that is spoken. */
const NEWEST: number = t.TProtocolVersion.SPARK_CLI_SERVICE_PROTOCOL_V8;

function notSupported(): never {
  throw new SqlError("UNSUPPORTED_FEATURE", "0A000", "Delegation tokens are not supported.");
}

function soon(done: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GRACE_MILLIS);
    void done.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function close(session: Session, operation: Operation): void {
  session.operations.delete(operation.id);
  operation.close();
}
