/** One call of the workspace's REST API. */
export interface ApiRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With query. */
  path: string;
  /** Bearer token; "" sends none. */
  token: string;
  body?: unknown;
  form?: Record<string, string>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Its answer, whatever the status. */
export interface ApiResponse {
  status: number;
  /** Parsed JSON, or undefined for an empty answer. */
  body: unknown;
  headers: Record<string, string>;
}

/** The way to the REST API: in process, or over HTTPS. */
export type ApiCall = (request: ApiRequest) => Promise<ApiResponse>;
