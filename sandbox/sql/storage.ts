import { setTimeout as sleep } from "node:timers/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { SEED_TABLES } from "../seed/tables";
import type { TableRecord } from "../state/records/table";
import type { Workspace } from "../state/workspace";
import { type FileQuery, FileTables } from "./query/file-tables";
import { SHIMS } from "./query/shims";
import { Verifier } from "./query/verifier";
import { duckName, duckTypeOf } from "./types/duckdb";
import { parseType } from "./types/sql-type";

/** Connections kept for later; more are opened when that many statements run at once. */
const IDLE_CONNECTIONS = 8;

/** How long interrupted statements may take to end. */
const CLOSE_MILLIS = 2_000;

/** Settings of the database: no way to extensions, and modest with memory. */
const SETTINGS = {
  threads: "2",
  memory_limit: "512MB",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
};

/**
 * Name of the DuckDB table that holds a table's rows. It comes from the record's id, so renames touch nothing, names
 * of any spelling do, and a table that is dropped and made again is another one.
 */
export const physicalName = (table: { readonly id: string }): string => `t_${table.id.replaceAll("-", "")}`;

/** Name of the table that holds new rows of a table until they replace the old ones. */
export const stagingName = (table: { readonly id: string }): string => `${physicalName(table)}_new`;

/** Matches the physical names in a text. */
export const PHYSICAL_NAMES = /\bt_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\b/gi;

/** The rows of all tables, in one DuckDB database. Tables are created there when they are first touched. */
export class Storage {
  /** Reads every statement of a user before it runs here. */
  readonly verifier: Verifier;
  readonly #instance: DuckDBInstance;
  readonly #files: FileTables;
  readonly #workspace: Workspace;
  readonly #log: (line: string) => void;
  readonly #idle: DuckDBConnection[] = [];
  readonly #busy = new Set<DuckDBConnection>();
  /** Tables that exist physically, or are about to. */
  readonly #tables = new Map<string, Promise<void>>();
  #drops: Promise<void> = Promise.resolve();

  private constructor(
    instance: DuckDBInstance,
    verifier: Verifier,
    files: FileTables,
    workspace: Workspace,
    log: (line: string) => void,
  ) {
    this.verifier = verifier;
    this.#files = files;
    this.#instance = instance;
    this.#workspace = workspace;
    this.#log = log;
  }

  /**
   * Opens the database and makes it agree with the metastore: what the metastore does not know is removed.
   *
   * @param file default: in memory
   * @throws Error when the file is in use by another process or is no database
   */
  static async open(workspace: Workspace, file: string | undefined, log: (line: string) => void): Promise<Storage> {
    const instance = await DuckDBInstance.create(file ?? ":memory:", SETTINGS);
    const files = await FileTables.open(workspace.files.folder, SETTINGS);
    const storage = new Storage(instance, await Verifier.open(), files, workspace, log);
    await storage.#prepare();
    workspace.unityCatalog.onDrop((dropped) => {
      if (dropped.kind === "table") storage.#drop(dropped.id);
    });
    return storage;
  }

  async #prepare(): Promise<void> {
    await this.use(async (connection) => {
      await connection.run("SET GLOBAL TimeZone = 'UTC'");
      for (const shim of SHIMS) await connection.run(`CREATE OR REPLACE MACRO ${shim}`);
      // From here on there is no way to any file, nor to the network; and no way back.
      await connection.run("SET GLOBAL enable_external_access = false");
      await connection.run("SET GLOBAL lock_configuration = true");
      const reader = await connection.runAndReadAll(
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main'",
      );
      const known = new Map([...this.#workspace.data.tables.values()].map((table) => [physicalName(table), table.id]));
      for (const [name] of reader.getRows()) {
        const id = known.get(String(name));
        if (id === undefined) await connection.run(`DROP TABLE ${duckName(String(name))}`);
        else this.#tables.set(id, Promise.resolve());
      }
    });
  }

  /** A connection of one's own until {@link release}. */
  async acquire(): Promise<DuckDBConnection> {
    const connection = this.#idle.pop() ?? (await this.#instance.connect());
    this.#busy.add(connection);
    return connection;
  }

  release(connection: DuckDBConnection): void {
    if (!this.#busy.delete(connection)) return;
    if (this.#idle.length < IDLE_CONNECTIONS) this.#idle.push(connection);
    else connection.closeSync();
  }

  /** Runs `action` with a connection that is given back afterwards. */
  async use<T>(action: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.acquire();
    try {
      return await action(connection);
    } finally {
      this.release(connection);
    }
  }

  /** Makes sure that the table exists physically, with the rows it was born with. */
  ensure(table: TableRecord): Promise<void> {
    return this.fill(table, () => this.#create(table));
  }

  /** Makes sure that the rows of the files are there. */
  ensureFiles(query: FileQuery): Promise<void> {
    return this.use((connection) => this.#files.ensure(query, connection));
  }

  /** Lets `create` make the physical table, once, while everybody else who wants the table waits. */
  fill(table: TableRecord, create: () => Promise<void>): Promise<void> {
    const existing = this.#tables.get(table.id);
    if (existing) return existing;
    const created = create();
    this.#tables.set(table.id, created);
    created.catch(() => this.#tables.delete(table.id));
    return created;
  }

  /** Forgets the rows, so that the next touch starts afresh. */
  async reset(table: TableRecord): Promise<void> {
    this.#drop(table.id);
    await this.#drops;
  }

  #create(table: TableRecord): Promise<void> {
    const columns = table.columns.map(
      ({ name, type, nullable }) => `${duckName(name)} ${duckTypeOf(parseType(type))}${nullable ? "" : " NOT NULL"}`,
    );
    const name = physicalName(table);
    const seed = SEED_TABLES.find((each) => table.seeded && each.name === table.name && this.#isIn(table, each));
    return this.use(async (connection) => {
      await connection.run("BEGIN");
      try {
        await connection.run(`CREATE TABLE ${name} (${columns.join(", ")})`);
        if (seed) await connection.run(`INSERT INTO ${name} ${seed.query}`);
        await connection.run("COMMIT");
      } catch (error) {
        await connection.run("ROLLBACK");
        throw error;
      }
    });
  }

  #isIn(table: TableRecord, place: { readonly catalog: string; readonly schema: string }): boolean {
    return this.#workspace.unityCatalog.findSchema(place.catalog, place.schema)?.id === table.schemaId;
  }

  #drop(id: string): void {
    const created = this.#tables.get(id);
    if (!this.#tables.delete(id)) return;
    this.#drops = this.#drops
      .then(() => created)
      .catch(() => undefined)
      .then(() => this.use((connection) => connection.run(`DROP TABLE IF EXISTS ${physicalName({ id })}`)))
      .then(
        () => undefined,
        (error: unknown) => this.#log(`could not remove the rows of a dropped table: ${String(error)}`),
      );
  }

  /** Interrupts what runs, and closes the database. */
  async close(): Promise<void> {
    await this.#drops;
    const deadline = Date.now() + CLOSE_MILLIS;
    while (this.#busy.size > 0 && Date.now() < deadline) {
      for (const connection of this.#busy) connection.interrupt();
      await sleep(5);
    }
    for (const connection of [...this.#busy, ...this.#idle]) connection.closeSync();
    this.#instance.closeSync();
    this.verifier.close();
    this.#files.close();
  }
}
