import type { IncomingMessage, ServerResponse } from "node:http";
import { type Server, createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { type SqlEndpoint, isSqlPath } from "./sql";
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
): Promise<Listening> {
  const restListener = getRequestListener(rest.fetch);
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    const { url = "", method } = request;
    const handled =
      method === "POST" && isSqlPath(url) ? serveSql(sql, url, request, response) : restListener(request, response);
    Promise.resolve(handled).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // Not "localhost": that may bind ::1 alone, and some clients only try 127.0.0.1.
    server.listen(port, "127.0.0.1", () => resolve());
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function serveSql(
  sql: SqlEndpoint,
  path: string,
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
  const answer = await sql.handle({
    path,
    bearer: /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1],
    body: Buffer.concat(chunks),
    userAgent: request.headers["user-agent"],
    address: request.socket.remoteAddress,
  });
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
