import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server for Terraform's `http` backend: one state and one lock per path, as a team's own would keep them. */
export interface HttpStates {
  readonly address: string;
  /** Text of a state by its path. */
  readonly states: ReadonlyMap<string, string>;
  /** `LOCK 200`, `GET 404`, … in order. */
  readonly log: readonly string[];
  /** Keeps every answer to a POST back until this was answered, e.g. `LOCK 423`. */
  holdWritesUntil: string | undefined;
  close(): Promise<void>;
}

export async function startHttpStates(): Promise<HttpStates> {
  const states = new Map<string, string>();
  const locks = new Map<string, string>();
  const log: string[] = [];
  const heard = new EventEmitter();

  function answer({ method = "", url = "" }: IncomingMessage, body: string): { status: number; text?: string } {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const lock = locks.get(pathname);
    const idOf = (info: string) => (JSON.parse(info) as { ID: string }).ID;
    switch (method) {
      case "LOCK":
        if (lock !== undefined) return { status: 423, text: lock };
        locks.set(pathname, body);
        return { status: 200 };
      case "UNLOCK":
        if (lock !== undefined && body !== "" && idOf(lock) !== idOf(body)) return { status: 409, text: lock };
        locks.delete(pathname);
        return { status: 200 };
      case "GET": {
        const text = states.get(pathname);
        return text === undefined ? { status: 404 } : { status: 200, text };
      }
      case "POST":
        if (lock === undefined || idOf(lock) !== searchParams.get("ID")) return { status: 423, text: lock };
        states.set(pathname, body);
        return { status: 200 };
      default:
        return { status: 405 };
    }
  }

  async function respond(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const awaited = server.holdWritesUntil;
    if (request.method === "POST" && awaited !== undefined && !log.includes(awaited)) await once(heard, awaited);
    const { status, text = "" } = answer(request, body);
    const line = `${request.method} ${status}`;
    log.push(line);
    heard.emit(line);
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  }

  const listener = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void respond(request, Buffer.concat(chunks).toString("utf8"), response);
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      listener.close(() => resolve());
      listener.closeAllConnections();
    });
  const server: HttpStates = { address: `http://127.0.0.1:${port}`, states, log, holdWritesUntil: undefined, close };
  return server;
}
