import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";
import type * as proxyAgent from "proxy-agent";
import { proxyFor, type Proxy } from "./proxy";

// Loaded where there is a proxy, as few have one.
const load = createRequire(__filename);

/** What is sent; the body is text by now. */
export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly redirect?: "manual";
}

/** `fetch`, through the proxy that the environment names for the address. Node's own knows none before version 24. */
export async function send(url: URL, sending: Sending): Promise<Response> {
  const proxy = proxyFor(url, process.env);
  return proxy ? sendThrough(proxy, url, sending) : fetch(url, sending);
}

async function sendThrough(proxy: Proxy, url: URL, { method = "GET", headers, body, signal }: Sending) {
  const { ProxyAgent } = load("proxy-agent") as typeof proxyAgent;
  const agent = new ProxyAgent({ getProxyForUrl: () => proxy.url.href });
  try {
    return await new Promise<Response>((done, failed) => {
      const request = url.protocol === "http:" ? requestHttp : requestHttps;
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const call = request(url, { method, headers: { ...headers, ...length }, agent, signal }, (answer) => {
        const { statusCode: status = 0, statusMessage: statusText, headers: given } = answer;
        const kept = Object.entries(given).flatMap(([name, value]): [string, string][] =>
          value === undefined ? [] : [[name, [value].flat().join(", ")]],
        );
        buffer(answer).then((bytes) => {
          const hasBody = status !== 204 && status !== 205 && status !== 304;
          done(new Response(hasBody ? bytes : null, { status, statusText, headers: kept }));
        }, failed);
      });
      call.once("error", failed);
      call.end(body);
    });
  } finally {
    agent.destroy();
  }
}
