import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { withDeadline } from "./deadline";
import { pageIn } from "./page";
import { connectionFailure, kindOfAnswer, retryAfter, ServiceError } from "./service-error";
import { lookInto } from "./look-into";
import { passing, waitBefore } from "./passing";
import { send } from "./send";
import { requireSendable } from "./sendable";
import { UsageError } from "../../report/errors";
import { USER_AGENT } from "../version";

const FORM = "application/x-www-form-urlencoded;charset=UTF-8";

export type Headers = Readonly<Record<string, string>>;

export interface RestOptions {
  /** `https://host[:port]` of the workspace, without a path. */
  readonly host: string;
  /** Headers that sign the request; asked for before every call, so a token may be renewed. */
  readonly headers?: () => Headers | Promise<Headers>;
  /** Ends every call of this client. */
  readonly signal?: AbortSignal;
  /** Until an answer has come, for one attempt. @defaultValue 30000 */
  readonly timeoutMs?: number;
  /** Attempts in all at what passes by itself. @defaultValue 4 */
  readonly attempts?: number;
  /** Until the last attempt may begin, in milliseconds. @defaultValue 60000 */
  readonly patienceMs?: number;
  /**
   * Sends every GET once: who asks again gets the same answer, or the same failure. For runs that look at many things
   * and change none of them. @defaultValue false
   */
  readonly readOnce?: boolean;
}

/** The reading half of a client. */
export type Reader = Pick<RestClient, "getAs">;

export interface RestRequest {
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; URLSearchParams as a form, text as it is. */
  readonly body?: Readonly<Record<string, unknown>> | URLSearchParams | string;
  readonly headers?: Headers;
  /** Whether it may be done twice, so that it is sent again when its answer got lost. @defaultValue all but POST */
  readonly repeatable?: boolean;
}

/**
 * The kit's few calls to the workspace's REST API: JSON in and out, a classified {@link ServiceError} for everything
 * that is not a success, and patience with 429 and 503 as `Retry-After` says (else 1, 2, 4 s).
 */
export class RestClient {
  readonly #options: RestOptions;
  /** Of GET requests by URL, with `readOnce`. */
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(options: RestOptions) {
    this.#options = options;
  }

  get host(): string {
    return this.#options.host;
  }

  get(path: string, request: RestRequest = {}): Promise<unknown> {
    if (!this.#options.readOnce) return this.#call("GET", path, request);
    const url = urlOf(path, this.host, request).href;
    const answer = this.#answers.get(url) ?? this.#call("GET", path, request);
    this.#answers.set(url, answer);
    return answer;
  }

  /** As {@link get}, checked against a schema; another shape is the service's failure, not the kit's. */
  async getAs<T>(schema: z.ZodType<T>, path: string, request: RestRequest = {}): Promise<T> {
    const answer = schema.safeParse(await this.get(path, request));
    if (answer.success) return answer.data;
    throw new ServiceError(`GET ${path} answered in an unknown form: ${z.prettifyError(answer.error)}`, {
      kind: "other",
    });
  }

  post(path: string, request: RestRequest = {}): Promise<unknown> {
    return this.#call("POST", path, request);
  }

  put(path: string, request: RestRequest = {}): Promise<unknown> {
    return this.#call("PUT", path, request);
  }

  patch(path: string, request: RestRequest = {}): Promise<unknown> {
    return this.#call("PATCH", path, request);
  }

  delete(path: string, request: RestRequest = {}): Promise<unknown> {
    return this.#call("DELETE", path, request);
  }

  async #call(method: string, path: string, request: RestRequest): Promise<unknown> {
    const { attempts = 4, patienceMs = 60_000, signal } = this.#options;
    const repeatable = request.repeatable ?? method !== "POST";
    const deadline = Date.now() + patienceMs;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(method, path, request);
      } catch (error) {
        const passes = passing(error);
        const again = passes === "not-done" || (passes === "perhaps-done" && repeatable);
        const wait = waitBefore(error, attempt);
        if (!again || attempt >= attempts || Date.now() + wait > deadline) throw error;
        await sleep(wait, undefined, { signal }).catch(() => {
          throw error;
        });
      }
    }
  }

  async #attempt(method: string, path: string, request: RestRequest): Promise<unknown> {
    const { host, headers, signal, timeoutMs = 30_000 } = this.#options;
    const url = urlOf(path, host, request);
    const { body } = request;
    const json = typeof body === "object" && !(body instanceof URLSearchParams);
    const text = json ? JSON.stringify(body) : body?.toString();
    const form: Headers = body instanceof URLSearchParams ? { "content-type": FORM } : {};
    const sending = {
      method,
      headers: {
        accept: "application/json",
        "user-agent": USER_AGENT,
        ...(json ? { "content-type": "application/json" } : form),
        ...(typeof body === "string" ? { "content-type": "application/octet-stream" } : {}),
        ...(await headers?.()),
        ...request.headers,
      },
      body: text,
    };
    requireSendable(sending.headers);
    try {
      return await withDeadline(timeoutMs, signal, async (stop) => {
        const response = await send(url, { ...sending, signal: stop });
        return parseAnswer(response, await response.text(), `${method} ${url.pathname}`);
      });
    } catch (error) {
      if (error instanceof UsageError) throw error;
      if (error instanceof ServiceError) throw error.kind === "foreign-answer" ? await advised(error, url) : error;
      if (signal?.aborted) throw new ServiceError("cancelled", { kind: "cancelled", cause: error });
      const { kind, code, text: said } = connectionFailure(error);
      throw await advised(new ServiceError(`${url.host}: ${said}`, { kind, code, cause: error }), url);
    }
  }
}

/** With what to do about it, for those who see the error as it is. */
async function advised(error: ServiceError, url: URL): Promise<ServiceError> {
  const advice = await lookInto(error, url);
  return advice
    ? new ServiceError(error.message, { ...error, fix: [sentence(advice.fix)], cause: error.cause })
    : error;
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function urlOf(path: string, host: string, { query = {} }: RestRequest): URL {
  const url = new URL(path, host);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url;
}

function parseAnswer(response: Response, text: string, call: string): unknown {
  const json = parseJson(text);
  if (response.ok) {
    if (text === "") return {};
    if (json !== undefined) return json;
    throw new ServiceError(`${call} answered with ${pageIn(text) ?? "something other than JSON"}`, {
      kind: "foreign-answer",
      status: response.status,
    });
  }
  const { message, errorCode } = readProblem(json, text);
  const page = pageIn(text);
  const said = page ? `${call} answered ${response.status} with ${page}` : message || response.statusText;
  throw new ServiceError(said || `HTTP ${response.status}`, {
    kind: kindOfAnswer(response.status, `${errorCode} ${message}`, page !== undefined),
    status: response.status,
    errorCode,
    retryAfterSeconds: retryAfter(response.headers.get("retry-after")),
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Code and message of an error body: REST (`error_code`, `message`), SCIM (`detail`) or OAuth (`error`,
 * `error_description`); anything else is shown as it came, shortened.
 */
export function readProblem(json: unknown, text: string): { message: string; errorCode?: string } {
  if (typeof json !== "object" || json === null) return { message: text.slice(0, 300).trim() };
  const fields = json as Record<string, unknown>;
  const pick = (...keys: string[]) =>
    keys.map((key) => fields[key]).find((value) => typeof value === "string" || typeof value === "number");
  const code = pick("error_code", "error", "scimType");
  const message = pick("message", "error_description", "detail", "error");
  return { message: String(message ?? "").slice(0, 1000), errorCode: code === undefined ? undefined : String(code) };
}
