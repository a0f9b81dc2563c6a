import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect as connectTcp, type AddressInfo, type Server, type Socket } from "node:net";
import { connect as connectTls, createServer as createTlsServer } from "node:tls";

/** Name that only the proxy knows. */
export const BEHIND = "workspace.behind.example";

const listening = (server: Server) =>
  new Promise<number>((done) => server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)));

/**
 * A proxy on loopback through which a local workspace is reached by a name of its own, with TLS from end to end; it wants
 * a user name and a password.
 */
export async function connectProxy(
  workspace: { readonly url: string; readonly caFile: string },
  certificate: { readonly cert: string; readonly key: string },
) {
  const { port } = new URL(workspace.url);
  const sockets = new Set<Socket>();
  const front = createTlsServer(certificate, (socket) => {
    const back = connectTls({ host: "localhost", port: Number(port), ca: readFileSync(workspace.caFile) });
    socket.pipe(back).pipe(socket);
    for (const each of [socket, back]) each.on("error", () => (socket.destroy(), back.destroy()));
  });
  const frontPort = await listening(front);
  const asked: string[] = [];
  const proxy = createServer((_request, response) => response.writeHead(405).end());
  proxy.on("connection", (socket: Socket) => void sockets.add(socket));
  proxy.on("connect", (request, socket: Socket) => {
    asked.push(request.url ?? "");
    socket.on("error", () => socket.destroy());
    const expected = `Basic ${Buffer.from("clerk:p@ss").toString("base64")}`;
    if (request.headers["proxy-authorization"] !== expected) {
      const page = "<!doctype html><title>Proxy sign-in</title>";
      socket.end(`HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: ${page.length}\r\n\r\n${page}`);
    } else if (request.url === `${BEHIND}:443`) {
      const through = connectTcp(frontPort, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        socket.pipe(through).pipe(socket);
      });
      through.on("error", () => socket.destroy());
    } else socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  const proxyPort = await listening(proxy);
  return {
    /** With what it wants. */
    url: `http://clerk:p%40ss@127.0.0.1:${proxyPort}`,
    bare: `http://127.0.0.1:${proxyPort}`,
    /** `host:port` of every tunnel. */
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([front, proxy].map((server) => new Promise((done) => server.close(done))));
    },
  };
}
