import type { DuckDBConnection, DuckDBResult } from "@duckdb/node-api";
import type { Result, ResultColumn } from "../results/result";
import type { Storage } from "../storage";
import { readerFor } from "../types/duckdb";
import type { Value } from "../types/value";
import type { Compiled } from "./compile";

/** Runs `action` on a connection that is interrupted when `signal` is aborted, and given back only after an error. */
async function interruptible<T>(
  storage: Storage,
  signal: AbortSignal,
  action: (connection: DuckDBConnection, done: () => void) => Promise<T>,
): Promise<T> {
  const connection = await storage.acquire();
  const interrupt = () => connection.interrupt();
  signal.addEventListener("abort", interrupt);
  const done = () => {
    signal.removeEventListener("abort", interrupt);
    storage.release(connection);
  };
  try {
    signal.throwIfAborted();
    return await action(connection, done);
  } catch (error) {
    done();
    throw error;
  }
}

/** Makes sure that every table a statement touches is there. */
export const ensureTables = async (storage: Storage, compiled: Pick<Compiled, "tables" | "files">): Promise<void> => {
  for (const table of compiled.tables) await storage.ensure(table);
  for (const query of compiled.files) await storage.ensureFiles(query);
};

/** Starts a query and streams its rows: they are made while they are read. */
export function streamQuery(
  storage: Storage,
  signal: AbortSignal,
  sql: string,
  values: readonly string[],
): Promise<Result> {
  return interruptible(storage, signal, async (connection, done) => {
    const result = await connection.stream(sql, [...values]);
    return resultOf(result, done);
  });
}

function resultOf(result: DuckDBResult, done: () => void): Result {
  const readers = result.columnTypes().map(readerFor);
  const columns: ResultColumn[] = readers.map(({ type }, index) => ({ name: result.columnName(index), type }));
  let open = true;
  let fetching = false;
  const close = () => {
    // A connection that is at work is not given to somebody else; its interrupted fetch closes again.
    if (open && !fetching) done();
    open = open && fetching;
  };
  const fetch = async () => {
    fetching = true;
    try {
      return await result.fetchChunk();
    } finally {
      fetching = false;
    }
  };
  return {
    columns,
    async next() {
      if (!open) return undefined;
      try {
        const chunk = await fetch();
        if (chunk && chunk.rowCount > 0) {
          return readers.map(({ read }, index) =>
            chunk.getColumnValues(index).map((value): Value => (value === null ? null : read(value))),
          );
        }
      } catch (error) {
        close();
        throw error;
      }
      close();
      return undefined;
    },
    close,
  };
}

/** The columns that a query would give, without running it. */
export async function columnsOf(
  storage: Storage,
  signal: AbortSignal,
  sql: string,
  values: readonly string[],
): Promise<readonly ResultColumn[]> {
  const result = await streamQuery(storage, signal, `SELECT * FROM (${sql}) LIMIT 0`, values);
  result.close();
  // Around a query DuckDB renames columns that have the same name; its description does not.
  const [described] = await runAll(storage, signal, [{ sql: `DESCRIBE ${sql}`, values }]);
  return result.columns.map((column, index) => {
    const name = described?.rows[index]?.[0];
    return typeof name === "string" ? { ...column, name } : column;
  });
}

/** One statement of a transaction. */
export interface Step {
  readonly sql: string;
  readonly values?: readonly string[];
}

/** Runs statements as one transaction. @returns how many rows each changed, and the rows it answered */
export function runAll(storage: Storage, signal: AbortSignal, steps: readonly Step[]) {
  return interruptible(storage, signal, async (connection, done) => {
    await connection.run("BEGIN");
    try {
      const results: { changed: number; rows: unknown[][] }[] = [];
      for (const { sql, values = [] } of steps) {
        const result = await connection.runAndReadAll(sql, [...values]);
        results.push({ changed: result.rowsChanged, rows: result.getRows() });
      }
      await connection.run("COMMIT");
      done();
      return results;
    } catch (error) {
      await connection.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  });
}
