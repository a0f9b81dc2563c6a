import type { WorkspaceData } from "./data";
import type { CatalogSource, ConnectionRecord, ProviderRecord } from "./records/catalog";
import { denied, exists, invalid, missing } from "./errors";
import { newUuid } from "./identifiers";
import { newName } from "./names";
import type { Caller } from "./principals";

/** Databases that a foreign catalog can show. @see https://docs.databricks.com/aws/en/query-federation/ */
export const CONNECTION_TYPES = [
  "BIGQUERY",
  "DATABRICKS",
  "MYSQL",
  "ORACLE",
  "POSTGRESQL",
  "REDSHIFT",
  "SNOWFLAKE",
  "SQLDW",
  "SQLSERVER",
  "TERADATA",
] as const;

const SECRET = /password|secret|token|key|credential/i;

/**
 * Where shared and foreign catalogs have their data: Delta Sharing providers and connections. There is nothing behind
 * them here, so that such catalogs are empty; every share that is asked for is there.
 */
export class CatalogSources {
  readonly #data: WorkspaceData;
  readonly #now: () => number;

  constructor(data: WorkspaceData, now: () => number) {
    this.#data = data;
    this.#now = now;
  }

  /** Whoever owns the metastore may make and use all of them, everybody else their own. */
  #requireAdmin(caller: Caller, what: string): void {
    if (!this.#isAdmin(caller)) throw denied(`User does not have ${what} on Metastore.`);
  }

  #isAdmin(caller: Caller): boolean {
    return caller.isAdmin || caller.identities.has(this.#data.metastoreOwner);
  }

  createProvider(caller: Caller, input: { readonly name: string; readonly comment?: string }): ProviderRecord {
    this.#requireAdmin(caller, "CREATE PROVIDER");
    const name = newName(input.name, "Provider");
    if (this.#data.providers.has(name)) throw exists(`Provider '${name}' already exists`);
    const provider = { name, comment: input.comment, owner: caller.name, createdAt: this.#now() };
    this.#data.providers.set(name, provider);
    return provider;
  }

  providers(caller: Caller): ProviderRecord[] {
    return [...this.#data.providers.values()].filter((each) => this.#mayUse(caller, each));
  }

  provider(caller: Caller, name: string): ProviderRecord {
    return this.#found(caller, this.#data.providers.get(name), `Provider '${name}'`);
  }

  createConnection(
    caller: Caller,
    input: Pick<ConnectionRecord, "name" | "comment" | "type" | "options">,
  ): ConnectionRecord {
    this.#requireAdmin(caller, "CREATE CONNECTION");
    const name = newName(input.name, "Connection");
    if (this.#data.connections.has(name)) throw exists(`Connection '${name}' already exists`);
    const options = Object.fromEntries(Object.entries(input.options).filter(([key]) => !SECRET.test(key)));
    const connection = { ...input, name, options, id: newUuid(), owner: caller.name, createdAt: this.#now() };
    this.#data.connections.set(name, connection);
    return connection;
  }

  connections(caller: Caller): ConnectionRecord[] {
    return [...this.#data.connections.values()].filter((each) => this.#mayUse(caller, each));
  }

  connection(caller: Caller, name: string): ConnectionRecord {
    return this.#found(caller, this.#data.connections.get(name), `Connection '${name}'`);
  }

  /** @throws ServiceError for a provider or connection that is not there, or not the caller's to use */
  require(caller: Caller, source: CatalogSource): void {
    if ("connection" in source) {
      const { type } = this.connection(caller, source.connection);
      if (type !== "BIGQUERY" && !source.options.database && !source.options.catalog) {
        throw invalid("Missing required option for a foreign catalog: database");
      }
    } else {
      this.provider(caller, source.provider);
      if (!source.share) throw invalid("Missing required field: share_name");
    }
  }

  #mayUse(caller: Caller, { owner }: { readonly owner: string }): boolean {
    return this.#isAdmin(caller) || caller.identities.has(owner);
  }

  #found<R extends { readonly owner: string }>(caller: Caller, record: R | undefined, what: string): R {
    if (!record) throw missing(`${what} does not exist.`);
    if (!this.#mayUse(caller, record)) throw denied(`User is not an owner of ${what}.`);
    return record;
  }
}
