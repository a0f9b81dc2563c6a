import type { Profile } from "../../profiles";
import { computeOf, type Compute } from "../terraform/compute";
import type { Connection } from "../terraform/connection";
import { withDeadline } from "../databricks/http/deadline";
import { mintToken } from "../databricks/oidc";
import { RestClient } from "../databricks/http/rest";
import type { Secret } from "../databricks/secret";
import type { Securable } from "../databricks/securable";
import { ServiceError, type FailureKind } from "../databricks/http/service-error";
import { openSqlSession, type OpenSqlSession, type Row, type SqlSession } from "../databricks/sql/session";
import { wakeCluster } from "./cluster";
import type { Need } from "../access/expected-privileges";
import { StatementError } from "./diagnosis";
import type { Circumstances } from "./diagnosis/symptom";
import { expectedPrivileges, type ExpectedPrivileges } from "../access/expected-privileges";
import { ownSchemas, privilegesOf, type OwnSchema } from "../access/own-schemas";
import { scratchName } from "./scratch-name";
import { parseSecurable } from "../databricks/securable";
import { getWarehouse, type WarehouseInfo } from "../databricks/warehouses";
import { wakeWarehouse } from "./warehouse";

export interface CheckOptions {
  readonly connection: Connection;
  /** The tool's token or client secret; nothing else is used to sign in. */
  readonly secret: Secret;
  /** Of the tool, as the `mode:` of the integration makes it. */
  readonly profile: Profile;
  /** True when the secret was brought by a person and not issued by a deploy. @defaultValue - as the connection says */
  readonly external?: boolean;
  /** A table that the tool must not be able to read. @defaultValue - that probe is skipped */
  readonly canary?: Securable;
  /** Creates and changes nothing, not even for a moment. @defaultValue false */
  readonly readOnly?: boolean;
  /** Told what is waited for, e.g. a starting warehouse. */
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** How long the warehouse may take to start, in milliseconds. @defaultValue 900000 */
  readonly patienceMs?: number;
  /** @defaultValue - Databricks' own driver */
  readonly openSession?: OpenSqlSession;
  /** Base URL of the REST API. @defaultValue - `https://` with the connection's host and port */
  readonly restUrl?: string;
}

/** How long putting one thing back may take, in milliseconds. */
const UNDOING_MS = 30_000;

/** Failures that the workspace itself told: asking again brings nothing else. */
const ANSWERED: readonly FailureKind[] = ["privilege", "missing-object", "other"];

/** A table or view that the tool can list. */
export interface FoundTable {
  readonly table: Required<Securable>;
  /** As `information_schema` has it: `MANAGED`, `EXTERNAL`, `VIEW`, `MATERIALIZED_VIEW`, … */
  readonly type: string;
  readonly owner: string;
  readonly columns: number;
  /** A column of text, of numbers; absent when it has none. */
  readonly textColumn?: string;
  readonly numericColumn?: string;
}

/** What the probes of one check share: one SQL session, one REST client, and what earlier probes found. */
export class CheckContext {
  readonly options: CheckOptions;
  readonly connection: Connection;
  /** What the statements run on. */
  readonly compute: Compute;
  readonly profile: Profile;
  /** True when a person brought the credential. */
  readonly external: boolean;
  /** Where the tool writes: its own schema, and those of second forms. */
  readonly own: readonly OwnSchema[];
  /** What it reads: everything under `read:`, and before that own schemas in which it may read what others put there. */
  readonly readable: readonly Securable[];
  /** Everything that it works with: own schemas or its catalog, then everything under `read:`. */
  readonly targets: readonly Securable[];
  /** What it is meant to hold. */
  readonly expected: readonly ExpectedPrivileges[];
  /** Name of whatever this check creates. */
  readonly scratch = scratchName();
  /** Tables listed by the metadata probe, without those of checks. */
  tables: readonly FoundTable[] = [];
  /** Tables and views that interrupted checks left behind, listed by the metadata probe. */
  leftovers: readonly FoundTable[] = [];
  /** Statements that take away what this check made, and could not. */
  readonly leftBehind: string[] = [];
  /** Who is signed in, as privileges name it: the service principal, or whoever owns an external credential. */
  identity: string;
  /** Of the credential, when the workspace says. */
  daysLeft?: number;
  #session?: SqlSession;
  #rest?: RestClient;
  #warehouse?: Promise<WarehouseInfo>;
  /** Set by a statement that was not answered in time: nothing more is asked then. */
  #silent?: ServiceError;

  constructor(options: CheckOptions) {
    this.options = options;
    this.connection = options.connection;
    this.compute = computeOf(options.connection);
    this.profile = options.profile;
    this.external = options.external ?? options.connection.credential.external ?? false;
    this.identity = options.connection.principal.application_id;
    this.own = ownSchemas(options.connection);
    const read = options.connection.read.map(parseSecurable);
    const { catalog } = options.connection;
    const ownCatalog = options.profile.ownCatalog && catalog && this.own.length === 0 ? [{ catalog }] : [];
    this.targets = [...ownCatalog, ...this.own.map(schemaOf), ...read];
    const shared = this.own.filter((each) => privilegesOf(options.profile, each).schema.includes("SELECT"));
    this.readable = [...shared.map(schemaOf), ...read];
    this.expected = expectedPrivileges(options.connection, options.profile);
  }

  /** Signs in: mints the OAuth token where there is one to mint, opens the session, wakes warehouse or cluster. */
  async open(): Promise<void> {
    const { connection, compute, options } = this;
    const { signal, onProgress } = options;
    const host = options.restUrl ?? `https://${connection.host}:${connection.port}`;
    const token = await this.#token(host);
    const headers = () => ({ authorization: `Bearer ${token.reveal()}` });
    this.#rest = new RestClient({ host, headers, signal });
    if (compute.kind === "cluster") {
      await wakeCluster(this.#rest, this);
      this.#session = await this.#openSession(token, () => "", signal);
      return;
    }
    let state = "";
    const opening = new AbortController();
    const opened = new AbortController();
    const cancelled = () => opening.abort();
    signal?.addEventListener("abort", cancelled);
    if (signal?.aborted) cancelled();
    const waking = wakeWarehouse(this.#rest, {
      ...compute,
      signal: opened.signal,
      onProgress,
      onFound: (warehouse) => {
        this.#warehouse = Promise.resolve(warehouse);
      },
      onState: (text) => (state = ` (${text})`),
    });
    let gaveUp: string | undefined;
    void waking.then((why) => {
      gaveUp = why;
      if (why !== undefined) opening.abort();
    });
    try {
      this.#session = await this.#openSession(token, () => state, opening.signal);
    } catch (error) {
      throw gaveUp === undefined ? error : new ServiceError(gaveUp, { kind: "unavailable", cause: error });
    } finally {
      opened.abort();
      signal?.removeEventListener("abort", cancelled);
    }
  }

  #openSession(token: Secret, state: () => string, signal?: AbortSignal): Promise<SqlSession> {
    const { host, port, http_path: path } = this.connection;
    const { onProgress, patienceMs, openSession = openSqlSession } = this.options;
    const { kind, name } = this.compute;
    const onWaiting = (elapsed: number) =>
      onProgress?.(`waiting for ${kind} ${name}, ${Math.round(elapsed / 1000)} s${state()}`);
    return openSession({ host, port, path, token, patienceMs, signal, onWaiting });
  }

  async #token(host: string): Promise<Secret> {
    const { connection, options } = this;
    if (connection.credential.kind === "pat") return options.secret;
    const clientId = connection.principal.application_id;
    return (await mintToken({ host, clientId, clientSecret: options.secret, signal: options.signal })).token;
  }

  /** What a diagnosis knows of this check. */
  get circumstances(): Circumstances {
    const { connection, compute, profile, expected, external, signedIn, person } = this;
    return { connection, compute, profile, expected, external, signedIn, person };
  }

  get signedIn(): boolean {
    return this.#session !== undefined;
  }

  /** The person whose credential was brought in the place of the service principal's; mostly nobody. */
  get person(): string | undefined {
    return this.identity === this.connection.principal.application_id ? undefined : this.identity;
  }

  /** REST as the tool. */
  get rest(): RestClient {
    if (!this.#rest) throw new Error("not signed in");
    return this.#rest;
  }

  /** The warehouse as the tool sees it, asked for once. */
  warehouse(): Promise<WarehouseInfo> {
    this.#warehouse ??= getWarehouse(this.rest, this.compute.id);
    return this.#warehouse;
  }

  /**
   * Runs a statement as the tool.
   *
   * @param need what it takes, for the diagnosis when the service does not say
   * @throws StatementError
   */
  query(statement: string, need?: Need): Promise<Row[]> {
    if (this.#silent) throw new StatementError(this.#silent, need);
    return this.#run(statement, need, this.options.signal);
  }

  /**
   * Runs a statement that puts things back, also after a cancellation, and again when its answer got lost. Never fails:
   * what may be left is remembered in {@link leftBehind}.
   *
   * @param made whether what it takes away is known to have been made
   */
  async undo(statement: string, made: boolean): Promise<void> {
    const once = () =>
      withDeadline(UNDOING_MS, undefined, (stop) => this.#run(statement, undefined, stop)).then(
        () => "done" as const,
        (error: unknown) =>
          error instanceof StatementError && ANSWERED.includes(error.error.kind) ? "refused" : "lost",
      );
    const first = await once();
    const answer = first === "lost" ? await once() : first;
    if (answer === "lost" || (answer === "refused" && made)) this.leftBehind.push(statement);
  }

  /**
   * Makes a REST call that takes a Unity Catalog privilege.
   *
   * @throws StatementError
   */
  async call<T>(call: Promise<T>, need: Need): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const kind =
        error.kind === "forbidden" ? "privilege" : error.kind === "not-found" ? "missing-object" : error.kind;
      throw new StatementError(new ServiceError(error.message, { ...error, kind, cause: error }), need);
    }
  }

  async #run(statement: string, need?: Need, signal?: AbortSignal): Promise<Row[]> {
    if (!this.#session) throw new Error("not signed in");
    try {
      return await this.#session.query(statement, signal);
    } catch (error) {
      if (error instanceof ServiceError && error.kind === "timeout") this.#silent = error;
      throw error instanceof ServiceError ? new StatementError(error, need) : error;
    }
  }

  async close(): Promise<void> {
    await this.#session?.close();
  }
}

const schemaOf = ({ catalog, schema }: OwnSchema): Securable => ({ catalog, schema });
