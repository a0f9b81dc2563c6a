import { isNativeError } from "node:util/types";
import type { Caller } from "../state/principals";
import { defaultCatalogOf } from "../state/editions";
import { ServiceError } from "../state/errors";
import type { Workspace } from "../state/workspace";
import { type Compute, knowsUnityCatalog } from "./compute";
import { SqlError, fromService } from "./errors";
import { statementRecord } from "./history";
import { Operation } from "./operation";
import { fromDuckDb } from "./query/duckdb-errors";
import type { Parameter } from "./query/parameters";
import { load } from "./query/polyglot";
import type { Result } from "./results/result";
import { type Session, Sessions } from "./sessions";
import type { Lineage } from "./statements/context";
import { execute } from "./statements/execute";
import { Storage } from "./storage";
import { LEGACY_CATALOG, withoutUnityCatalog } from "./without-unity-catalog";

/** Schema of a session that asks for none. */
const DEFAULT_SCHEMA = "default";

export interface SqlServiceOptions {
  readonly workspace: Workspace;
  readonly dataFile?: string;
  readonly log: (line: string) => void;
}

/** The SQL service of warehouses and clusters on one database: sessions, and the statements that run in them. */
export class SqlService {
  readonly workspace: Workspace;
  readonly sessions = new Sessions();
  readonly #storage: Storage;
  readonly #log: (line: string) => void;

  private constructor(workspace: Workspace, storage: Storage, log: (line: string) => void) {
    this.workspace = workspace;
    this.#storage = storage;
    this.#log = log;
  }

  /** @throws Error when the data file cannot be opened */
  static async start({ workspace, dataFile, log }: SqlServiceOptions): Promise<SqlService> {
    const [storage] = await Promise.all([Storage.open(workspace, dataFile, log), load()]);
    return new SqlService(workspace, storage, log);
  }

  openSession(
    caller: Caller,
    compute: Compute,
    { catalog, schema, configuration }: { catalog?: string; schema?: string; configuration: Record<string, string> },
  ): Session {
    const usual = knowsUnityCatalog(this.workspace, compute)
      ? defaultCatalogOf(this.workspace.data.identity)
      : LEGACY_CATALOG;
    return this.sessions.open(caller, compute, {
      catalog: (catalog || usual).toLowerCase(),
      schema: (schema || DEFAULT_SCHEMA).toLowerCase(),
      configuration: new Map(Object.entries(configuration).map(([key, value]) => [key.toLowerCase(), value])),
    });
  }

  /** The workspace as statements of a session see it. */
  workspaceOf({ compute }: Session): Workspace {
    return knowsUnityCatalog(this.workspace, compute) ? this.workspace : withoutUnityCatalog(this.workspace);
  }

  /** Starts a statement. @param timeoutSeconds 0 = what the session is set to */
  execute(
    session: Session,
    caller: Caller,
    statement: string,
    parameters: readonly Parameter[],
    timeoutSeconds: number,
  ): Operation {
    const { workspace } = this;
    const storage = this.#storage;
    const startedAt = workspace.now();
    const lineage: Lineage = { sources: new Set() };
    const timeout = timeoutSeconds || Number(session.configuration.get("statement_timeout") ?? 0) || 0;
    const operation = this.start(
      session,
      async (signal) => {
        try {
          const seen = this.workspaceOf(session);
          return await execute(statement, { workspace: seen, storage, session, caller, parameters, lineage, signal });
        } finally {
          workspace.changed();
        }
      },
      timeout,
    );
    void operation.done.then(() => {
      const times = { startedAt, endedAt: workspace.now() };
      workspace.history.addStatement(statementRecord(session, caller, operation, statement, lineage, times));
      const took = (operation.completedAt ?? operation.startedAt) - operation.startedAt;
      const text = statement.replace(/\s+/g, " ").trim().slice(0, 120);
      this.#log(`sql ${operation.state} ${took} ms ${caller.name}: ${text}`);
    });
    return operation;
  }

  start(session: Session, run: (signal: AbortSignal) => Promise<Result>, timeoutSeconds = 0): Operation {
    const operation = new Operation(run, (error) => this.toSqlError(error), timeoutSeconds);
    session.operations.set(operation.id, operation);
    return operation;
  }

  /** What a client is told of anything that was thrown. */
  toSqlError(error: unknown): SqlError {
    if (error instanceof SqlError) return error;
    if (error instanceof ServiceError) return fromService(error);
    // Not instanceof: errors of native modules and of signals may come from another realm.
    const { name, message, stack } = isNativeError(error) ? error : new Error(String(error));
    if (name === "AbortError") return new SqlError("OPERATION_CANCELED", "HY008", "Operation was canceled.");
    if (/no space left on device|disk quota exceeded/i.test(message)) {
      return new SqlError("INTERNAL_ERROR", "XX000", "The disk that the local workspace is on is full.");
    }
    if (/^[A-Z][A-Za-z ]* Error: /.test(message)) {
      const reported = fromDuckDb(this.workspace, { message });
      if (reported.condition === "INTERNAL_ERROR") this.#log(`sql: ${message}`);
      return reported;
    }
    this.#log(`sql: ${stack ?? message}`);
    return new SqlError("INTERNAL_ERROR", "XX000", "The local workspace failed to run the statement.");
  }

  async close(): Promise<void> {
    this.sessions.closeAll();
    await this.#storage.close();
  }
}
