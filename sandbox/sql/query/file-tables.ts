import { createHash } from "node:crypto";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { duckName, duckText } from "../types/duckdb";

/** Rows of files, as a query that only {@link FileTables} runs. */
export interface FileQuery {
  readonly sql: string;
  /** The name of the table that has the rows; another one when a file was written anew. */
  readonly table: string;
}

/** @param versions what tells one state of the files from another */
export function fileQuery(sql: string, versions: readonly string[]): FileQuery {
  const digest = createHash("sha256")
    .update(JSON.stringify([sql, versions]))
    .digest("hex");
  return { sql, table: `f_${digest.slice(0, 32)}` };
}

/** Tables with rows of files that are kept for the next statement. */
const KEPT = 8;

/**
 * Reads files of volumes in a database of its own, which alone can open them, and hands the rows over: statements of
 * users have no way to any file. Every query here is the kit's own, about files that were authorised.
 */
export class FileTables {
  readonly #reader: DuckDBInstance;
  /** In the order of their last use. */
  readonly #tables = new Map<string, Promise<void>>();

  private constructor(reader: DuckDBInstance) {
    this.#reader = reader;
  }

  /** @param folder with the files of volumes; absent: there are none to be read */
  static async open(folder: string | undefined, settings: Record<string, string>): Promise<FileTables> {
    const reader = await DuckDBInstance.create(":memory:", settings);
    const connection = await reader.connect();
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    if (folder !== undefined) await connection.run(`SET GLOBAL allowed_directories = [${duckText(`${folder}/`)}]`);
    await connection.run("SET GLOBAL enable_external_access = false");
    await connection.run("SET GLOBAL lock_configuration = true");
    connection.closeSync();
    return new FileTables(reader);
  }

  /** Makes sure that `target` has the rows of the files. */
  async ensure(query: FileQuery, target: DuckDBConnection): Promise<void> {
    const found = this.#tables.get(query.table) ?? this.#copy(query, target);
    this.#tables.delete(query.table);
    this.#tables.set(query.table, found);
    found.catch(() => this.#tables.delete(query.table));
    await found;
    for (const [name] of [...this.#tables].slice(0, -KEPT)) {
      this.#tables.delete(name);
      await target.run(`DROP TABLE IF EXISTS ${duckName(name)}`);
    }
  }

  async #copy({ sql, table }: FileQuery, target: DuckDBConnection): Promise<void> {
    const source = await this.#reader.connect();
    try {
      const result = await source.stream(sql);
      const types = result.columnTypes();
      const columns = result.columnNames().map((name, index) => `${duckName(name)} ${String(types[index])}`);
      await target.run(`CREATE OR REPLACE TABLE ${duckName(table)} (${columns.join(", ")})`);
      const appender = await target.createAppender(table);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) break;
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    } finally {
      source.closeSync();
    }
  }

  close(): void {
    this.#reader.closeSync();
  }
}
