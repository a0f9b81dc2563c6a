import { randomUUID } from "node:crypto";
import { SqlError } from "./errors";
import { type Chunk, type Result, type ResultColumn, joinChunks, lengthOf } from "./results/result";

export type OperationState = "running" | "finished" | "error" | "canceled" | "timedOut" | "closed";

/** Most values (rows × columns) that one answer carries, whatever the client asks for. */
const MAX_VALUES = 500_000;

/** One statement or metadata call of a session: it runs, then its rows are fetched. */
export class Operation {
  readonly id = randomUUID().replaceAll("-", "");
  readonly startedAt = Date.now();
  completedAt?: number;
  state: OperationState = "running";
  /** Set in state `error`. */
  error?: SqlError;
  /** Settles when the operation is no longer running; never rejects. */
  readonly done: Promise<void>;
  readonly #abort = new AbortController();
  readonly #toSqlError: (error: unknown) => SqlError;
  #result?: Result;
  #pending?: Chunk;
  #fetching: Promise<unknown> = Promise.resolve();
  #offset = 0;

  /**
   * @param run what to do; must end soon after its signal is aborted
   * @param toSqlError turns whatever was thrown into what the client sees
   * @param timeoutSeconds 0 = none
   */
  constructor(
    run: (signal: AbortSignal) => Promise<Result>,
    toSqlError: (error: unknown) => SqlError,
    timeoutSeconds = 0,
  ) {
    this.#toSqlError = toSqlError;
    const timer = timeoutSeconds > 0 ? setTimeout(() => this.#end("timedOut"), timeoutSeconds * 1000) : undefined;
    this.done = this.#run(run).finally(() => clearTimeout(timer));
  }

  async #run(run: (signal: AbortSignal) => Promise<Result>): Promise<void> {
    try {
      const result = await run(this.#abort.signal);
      this.#result = result;
      // The first rows are what shows that a query runs at all.
      this.#pending = await result.next();
      if (this.state === "running") this.state = "finished";
      else result.close();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.completedAt = Date.now();
    }
  }

  #fail(error: unknown): SqlError {
    const failure = this.#toSqlError(error);
    if (this.state === "running" || this.state === "finished") {
      this.state = "error";
      this.error = failure;
    }
    this.#result?.close();
    return failure;
  }

  /** Columns of the result; none before it is there. */
  get columns(): readonly ResultColumn[] {
    return this.#result?.columns ?? [];
  }

  get modifiedRows(): number | undefined {
    return this.#result?.modifiedRows;
  }

  /**
   * The next rows, at most `maxRows`.
   *
   * @returns the rows, the number of rows before them, and whether there are more
   * @throws SqlError when reading on fails, or the operation has no result
   */
  fetch(maxRows: number): Promise<{ rows: Chunk; offset: number; hasMore: boolean }> {
    const fetched = this.#fetching.then(() => this.#fetch(maxRows));
    this.#fetching = fetched.catch(() => undefined);
    return fetched;
  }

  async #fetch(maxRows: number) {
    const result = this.#result;
    if (this.state !== "finished" || !result) {
      throw this.error ?? new SqlError("OPERATION_CANCELED", "HY008", "Operation was canceled.");
    }
    const width = result.columns.length;
    const most = Math.max(1, Math.min(maxRows, Math.floor(MAX_VALUES / width)));
    const chunks: Chunk[] = [];
    let count = 0;
    try {
      while (this.#pending && count < most) {
        chunks.push(this.#pending);
        count += lengthOf(this.#pending);
        this.#pending = await result.next();
      }
    } catch (error) {
      throw this.#fail(error);
    }
    const { joined, rest } = joinChunks(chunks, width, most);
    if (rest) this.#pending = this.#pending ? joinChunks([rest, this.#pending], width, Infinity).joined : rest;
    const offset = this.#offset;
    this.#offset += lengthOf(joined);
    return { rows: joined, offset, hasMore: this.#pending !== undefined };
  }

  cancel(): void {
    this.#end("canceled");
  }

  close(): void {
    this.#end("closed");
  }

  #end(state: "canceled" | "timedOut" | "closed"): void {
    if (this.state === "running" || (this.state === "finished" && state === "canceled") || state === "closed") {
      this.state = state;
    }
    if (this.state === state) {
      this.#abort.abort();
      this.#result?.close();
      this.#pending = undefined;
    }
  }
}
