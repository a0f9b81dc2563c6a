import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export type Routes = Readonly<Record<string, Answer | ((call: Call) => Answer)>>;

/**
 * A loopback HTTP server that answers `METHOD /path` from a table and remembers what it was asked. A key that ends in
 * `*` stands for every path that begins so.
 */
export async function standIn(routes: Routes) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://stand-in");
      const call: Call = {
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      calls.push(call);
      const route = routeFor(routes, `${call.method} ${call.path}`) ?? {
        status: 404,
        body: { error_code: "NOT_FOUND", message: "no route" },
      };
      const { status = 200, headers = {}, body = {} } = typeof route === "function" ? route(call) : route;
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function routeFor(routes: Routes, called: string): Routes[string] | undefined {
  const prefix = Object.keys(routes).find((key) => key.endsWith("*") && called.startsWith(key.slice(0, -1)));
  return routes[called] ?? (prefix === undefined ? undefined : routes[prefix]);
}
