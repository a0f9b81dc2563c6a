import { ApiError } from "./api-error";
import type { ApiCall, ApiRequest, ApiResponse } from "./api-call";
import type { Credential } from "./credential";

/** Parameters of a query; a list repeats its name. */
export type Query = Readonly<Record<string, string | readonly string[]>>;

/** The caller's own SCIM entry, as far as it matters here. */
export interface Me {
  id: string;
  userName: string;
  externalId?: string;
}

/** What a provider block says of itself beside its credential. */
export interface Configuration {
  /** Which cloud the workspace's host is known to be on. */
  cloud: "aws" | "azure" | "gcp";
  /** The configured `auth_type`; "" to choose one. */
  authType: string;
}

/** The REST API as one configured provider (one alias of one terraform process) sees it. */
export class Client {
  /** The workspace's URL, without a slash at the end. */
  readonly url: string;
  readonly credential: Credential;
  readonly cloud: Configuration["cloud"];
  /** How this signs in, once it had to; "" before, unless it was configured. */
  authType: string;
  readonly #api: ApiCall;
  #me: Promise<ApiResponse> | undefined;

  constructor(
    api: ApiCall,
    url: string,
    credential: Credential,
    { cloud, authType }: Configuration = { cloud: "aws", authType: "" },
  ) {
    this.#api = api;
    this.url = url.replace(/\/+$/, "");
    this.credential = credential;
    this.cloud = cloud;
    this.authType = authType;
  }

  /** T is the documented shape of the answer; it is not checked. */
  async get<T>(path: string, query: Query = {}): Promise<T> {
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((each): [string, string] => [name, each]),
    );
    const search = new URLSearchParams(pairs).toString();
    return (await this.#call("GET", search === "" ? path : `${path}?${search}`)).body as T;
  }

  /** Everything a list has under a name, page after page. */
  async list<T>(path: string, name: string, query: Query = {}): Promise<T[]> {
    const found: T[] = [];
    for (let page: Query | undefined = query; page;) {
      const answer: Record<string, unknown> = await this.get(path, page);
      found.push(...((answer[name] ?? []) as T[]));
      const token = answer["next_page_token"];
      page = typeof token === "string" && token !== "" ? { ...query, page_token: token } : undefined;
    }
    return found;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return (await this.#call("POST", path, body)).body as T;
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return (await this.#call("PUT", path, body)).body as T;
  }

  async patch<T>(path: string, body: unknown): Promise<T> {
    return (await this.#call("PATCH", path, body)).body as T;
  }

  async delete(path: string): Promise<void> {
    await this.#call("DELETE", path);
  }

  /** Who the credential belongs to; asked for once. */
  async me(): Promise<Me> {
    return (await this.#whoAmI()).body as Me;
  }

  /** Numeric id of the workspace, as text. */
  async workspaceId(): Promise<string> {
    const { headers } = await this.#whoAmI();
    return Object.entries(headers).find(([name]) => name.toLowerCase() === "x-databricks-org-id")?.[1] ?? "";
  }

  #whoAmI(): Promise<ApiResponse> {
    this.#me ??= this.#call("GET", "/api/2.0/preview/scim/v2/Me");
    this.#me.catch(() => (this.#me = undefined));
    return this.#me;
  }

  async #call(method: ApiRequest["method"], path: string, body?: unknown): Promise<ApiResponse> {
    const token = await this.credential.token();
    this.authType = this.credential.kind;
    const response = await this.#api({ method, path, token, body });
    if (response.status >= 400) throw new ApiError(`${method} ${path}`, response.status, response.body);
    return response;
  }
}

/** One name as a segment of a path. */
export function segment(name: string): string {
  return encodeURIComponent(name);
}
