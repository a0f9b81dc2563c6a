import { setMaxListeners } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { ServiceError } from "../state/errors";
import type { Workspace } from "../state/workspace";
import { type Compute, computeAt, requireUsable, useFor } from "./compute";
import type * as sqlService from "./sql-service";
import type * as thrift from "./thrift/answer-call";
import { callName } from "./thrift/call-name";

// DuckDB and the SQL parser take half a second to load, so they are loaded with the first statement.
const load = createRequire(__filename);

export interface SqlOptions {
  readonly workspace: Workspace;
  /** DuckDB file that keeps the rows between runs. Default: in memory. */
  readonly dataFile?: string;
  /** Receives one line for each statement. */
  readonly log?: (line: string) => void;
  /** While a warehouse or cluster starts, requests wait for it (`hold`, default) or get a 503. */
  readonly startingAnswer?: "hold" | "unavailable";
}

export interface SqlRequest {
  /** Of the URL: names a SQL warehouse or an all-purpose cluster. */
  readonly path: string;
  readonly bearer: string | undefined;
  readonly body: Buffer;
  readonly userAgent?: string;
  /** IP address it came from. @defaultValue - this machine */
  readonly address?: string;
}

export interface SqlResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer | string;
}

/** Whether `POST` requests to a path are for the SQL face. */
export const isSqlPath = (path: string): boolean => computeAt(path) !== undefined;

/** The SQL face of a workspace: what a server mounts at the paths that {@link isSqlPath} tells. */
export interface SqlEndpoint {
  handle(request: SqlRequest): Promise<SqlResponse>;
  /** Loads the database and the parser ahead of the first request. @throws Error when the data file is unusable */
  preload(): Promise<void>;
  /** Ends what runs and closes the database; safe to call twice. */
  close(): Promise<void>;
}

/** Longest wait between two looks at what starts. */
const LOOK_MILLIS = 250;

/**
 * Creates the SQL face. Nothing heavy is loaded before {@link SqlEndpoint.preload} or the first request, so that a
 * server can listen at once.
 */
export function createSqlEndpoint(options: SqlOptions): SqlEndpoint {
  return new Endpoint(options);
}

class Endpoint implements SqlEndpoint {
  readonly #options: SqlOptions;
  readonly #closing = new AbortController();
  #service?: Promise<sqlService.SqlService>;

  constructor(options: SqlOptions) {
    this.#options = options;
    // Each request that waits for a start listens to it, however many there are.
    setMaxListeners(0, this.#closing.signal);
  }

  #start(): Promise<sqlService.SqlService> {
    this.#service ??= (load("./sql-service") as typeof sqlService).SqlService.start({
      workspace: this.#options.workspace,
      dataFile: this.#options.dataFile,
      log: this.#options.log ?? (() => undefined),
    });
    return this.#service;
  }

  async preload(): Promise<void> {
    await this.#start();
  }

  async handle(request: SqlRequest): Promise<SqlResponse> {
    const answer = await this.#answer(request);
    const { workspaceId } = this.#options.workspace.data.identity;
    return { ...answer, headers: { ...answer.headers, "x-databricks-org-id": String(workspaceId) } };
  }

  async #answer({ path, bearer, body, address = "127.0.0.1" }: SqlRequest): Promise<SqlResponse> {
    const { credentials, ipAccess } = this.#options.workspace;
    try {
      const compute = computeAt(path);
      if (!compute) throw new ServiceError("ENDPOINT_NOT_FOUND", `No API found for 'POST ${path}'`);
      credentials.authenticate(bearer);
      ipAccess.requireAllowed(address);
      const name = callName(body);
      if (name === undefined) throw new ServiceError("BAD_REQUEST", "The body is not a Thrift call.");
      await this.#admit(bearer, compute, name);
      const service = await this.#start();
      // The token may have been revoked while the request waited.
      const caller = credentials.authenticate(bearer);
      const { answerCall } = load("./thrift/answer-call") as typeof thrift;
      const answer = await answerCall(service, caller, compute, body).catch(() => {
        throw new ServiceError("BAD_REQUEST", "The body is not a Thrift call.");
      });
      await this.#options.workspace.settled();
      return { status: 200, headers: { "content-type": "application/x-thrift" }, body: answer };
    } catch (error) {
      return this.#refusal(error);
    }
  }

  /** Lets a request through when its warehouse or cluster runs, starting it if the call needs that. */
  async #admit(bearer: string | undefined, compute: Compute, name: string): Promise<void> {
    const { workspace, startingAnswer } = this.#options;
    // Letting go of something must not start what is stopped.
    if (name.startsWith("Close") || name.startsWith("Cancel")) {
      requireUsable(workspace, workspace.credentials.authenticate(bearer), compute);
      return;
    }
    for (;;) {
      const { startingFor } = useFor(workspace, workspace.credentials.authenticate(bearer), compute);
      workspace.changed();
      if (startingFor === 0) return;
      if (startingAnswer === "unavailable") {
        const what = compute.kind === "warehouse" ? "Warehouse" : "Cluster";
        throw new ServiceError("TEMPORARILY_UNAVAILABLE", `${what} ${compute.id} is starting.`);
      }
      await sleep(Math.min(startingFor, LOOK_MILLIS), undefined, { signal: this.#closing.signal });
    }
  }

  #refusal(error: unknown): SqlResponse {
    const known = error instanceof ServiceError ? error : undefined;
    if (!known) this.#options.log?.(`sql: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const { status, message } = known ?? INTERNAL;
    const code = known?.code === "IP_BLOCKED" ? status : (known ?? INTERNAL).code;
    return {
      status,
      headers: {
        "content-type": "application/json",
        // Headers carry Latin-1 only; the body has the whole text.
        "x-databricks-error-or-redirect-message": `${code}: ${message}`.replace(/[^\x20-\x7e]/g, "?"),
        ...(status === 401 && { "www-authenticate": 'Bearer realm="local workspace"' }),
        ...(status === 503 && { "retry-after": "1" }),
      },
      body: JSON.stringify({ error_code: code, message }),
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const service = this.#service;
    this.#service = Promise.reject(new ServiceError("TEMPORARILY_UNAVAILABLE", "The local workspace is closing."));
    this.#service.catch(() => undefined);
    await (await service?.catch(() => undefined))?.close();
  }
}

const INTERNAL = new ServiceError("INTERNAL_ERROR", "The local workspace failed to answer.");
