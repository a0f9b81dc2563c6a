import type { Hono } from "hono";
import type { ApiCall } from "../provider/api-call";

/** Calls the app in this process: the same routes, authentication and errors as over HTTPS, without a socket. */
export function apiCall(app: Hono, url: () => string): ApiCall {
  return async ({ method, path, token, body, form, headers, signal }) => {
    signal?.throwIfAborted();
    const response = await app.request(url() + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: form ? new URLSearchParams(form) : body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? undefined : (JSON.parse(text) as unknown),
      headers: Object.fromEntries(response.headers),
    };
  };
}
