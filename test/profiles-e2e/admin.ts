import { z } from "zod";
import { RestClient } from "../../lib/databricks/http/rest";
import { Secret } from "../../lib/databricks/secret";
import { openSqlSession, type Row, type SqlSession } from "../../lib/databricks/sql/session";

const UC = "/api/2.1/unity-catalog";
const assignments = z.object({
  privilege_assignments: z.array(z.object({ principal: z.string(), privileges: z.array(z.string()) })).default([]),
});
const warehouses = z.object({ warehouses: z.array(z.object({ id: z.string() })) });

/** One privilege that somebody holds directly. */
export interface HeldPrivilege {
  /** `catalog`, `schema` or `table`. */
  readonly type: string;
  readonly name: string;
  readonly privilege: string;
}

/** The workspace's admin, by REST and SQL, to set situations up. */
export class Admin {
  readonly rest: RestClient;
  readonly #host: URL;
  readonly #token: Secret;
  #session?: SqlSession;

  constructor({ DATABRICKS_HOST: host = "", DATABRICKS_TOKEN: token = "" }: NodeJS.ProcessEnv) {
    this.#host = new URL(host);
    this.#token = new Secret(token);
    this.rest = new RestClient({ host, headers: () => ({ authorization: `Bearer ${token}` }) });
  }

  /** Runs statements one after the other, on the sandbox's own warehouse; gives the rows of the last. */
  async sql(...statements: string[]): Promise<Row[]> {
    this.#session ??= await this.#open();
    let rows: Row[] = [];
    for (const statement of statements) rows = await this.#session.query(statement);
    return rows;
  }

  async #open(): Promise<SqlSession> {
    const { warehouses: all } = await this.rest.getAs(warehouses, "/api/2.0/sql/warehouses");
    const { hostname: host, port } = this.#host;
    const path = `/sql/1.0/warehouses/${all[0]?.id}`;
    return openSqlSession({ host, port: Number(port), path, token: this.#token });
  }

  /** What a principal holds directly on a securable. */
  async privilegesOf(principal: string, type: string, name: string): Promise<HeldPrivilege[]> {
    const path = `${UC}/permissions/${type}/${encodeURIComponent(name)}`;
    const { privilege_assignments } = await this.rest.getAs(assignments, path, { query: { principal } });
    const held = privilege_assignments.filter((each) => each.principal === principal);
    return held.flatMap(({ privileges }) => privileges.map((privilege) => ({ type, name, privilege })));
  }

  async revoke(principal: string, { type, name, privilege }: HeldPrivilege): Promise<void> {
    await this.#change(type, name, { principal, remove: [privilege] });
  }

  async grant(principal: string, { type, name, privilege }: HeldPrivilege): Promise<void> {
    await this.#change(type, name, { principal, add: [privilege] });
  }

  async #change(type: string, name: string, change: object): Promise<void> {
    // RestClient has no PATCH: the kit itself never needs one.
    const response = await fetch(new URL(`${UC}/permissions/${type}/${encodeURIComponent(name)}`, this.#host), {
      method: "PATCH",
      headers: { authorization: `Bearer ${this.#token.reveal()}`, "content-type": "application/json" },
      body: JSON.stringify({ changes: [change] }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  async close(): Promise<void> {
    await this.#session?.close();
  }
}
