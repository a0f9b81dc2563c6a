import type { IncomingMessage, ServerResponse } from "node:http";
import { type Server, createServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { ConnectionReset, type Faults } from "./faults";
import { type SqlEndpoint, isSqlPath } from "./sql";
import { callName } from "./sql/thrift/call-name";
import type { LoopbackCertificate } from "./tls";

/** Larger than any statement or parameter set a driver sends. */
const MAX_SQL_BODY = 64 * 1024 * 1024;
/** How long requests in flight may take at the end. */
const CLOSE_MILLIS = 5_000;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves REST and SQL on one HTTPS port of the loopback interface; port 0 takes any free one. */
export async function listen(
  port: number,
  certificate: LoopbackCertificate,
  rest: Hono,
  sql: SqlEndpoint,
  faults: Faults,
): Promise<Listening> {
  const restListener = getRequestListener((request, env) =>
    faults.any ? restWithFaults(rest, faults, request, env) : rest.fetch(request, env),
  );
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    const { url = "", method } = request;
    const handled =
      method === "POST" && isSqlPath(url) ? serveSql(sql, faults, request, response) : restListener(request, response);
    Promise.resolve(handled).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // Not "localhost": that may bind ::1 alone, and some clients only try 127.0.0.1.
    server.listen(port, "127.0.0.1", () => resolve());
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** A connection that is cut ends with its socket: what is returned then goes nowhere. */
async function restWithFaults(
  rest: Hono,
  faults: Faults,
  request: Request,
  env: { readonly incoming: { readonly socket: Pick<Socket, "destroy"> } },
): Promise<Response> {
  try {
    const { method, url } = request;
    const { status, headers, body } = await faults.around({ method, path: new URL(url).pathname }, async () => {
      const answer = await rest.fetch(request, env);
      const bytes = Buffer.from(await answer.arrayBuffer());
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: bytes };
    });
    const empty = status === 204 || status === 304;
    return new Response(empty ? null : new Uint8Array(Buffer.from(body)), { status, headers });
  } catch (error) {
    if (!(error instanceof ConnectionReset)) throw error;
    env.incoming.socket.destroy();
    return new Response(null, { status: 500 });
  }
}

async function serveSql(
  sql: SqlEndpoint,
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_SQL_BODY) {
      response.writeHead(413).end();
      return;
    }
    chunks.push(chunk);
  }
  const { url: path = "", headers } = request;
  const body = Buffer.concat(chunks);
  const answered = () =>
    sql.handle({
      path,
      bearer: /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1],
      body,
      userAgent: headers["user-agent"],
      address: request.socket.remoteAddress,
    });
  const answer = faults.any
    ? await faults.around({ method: "POST", path, call: callName(body) }, answered)
    : await answered();
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_MILLIS);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}
