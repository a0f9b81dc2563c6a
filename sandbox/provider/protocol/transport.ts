import { constants, createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";

/** Answers one call: the bytes of the response message, or undefined when there is no such method. */
export type CallHandler = (
  method: string,
  request: Uint8Array,
  session: ServerHttp2Session,
) => Promise<Uint8Array | undefined>;

const SERVICE = "/tfplugin6.Provider/";
const UNIMPLEMENTED = 12;
const INTERNAL = 13;
const PREFIX_BYTES = 5;

/**
 * Unary gRPC over clear-text HTTP/2, as far as Terraform needs it: the caller listens on a private socket.
 *
 * The session is handed to the handler because Terraform opens one connection per provider instance, which makes it the
 * only sign that tells two aliases or two terraform processes apart.
 *
 * @see https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md
 */
export function createGrpcServer(handle: CallHandler, log: (line: string) => void): Http2Server {
  const server = createServer();
  // Terraform does not close a connection, it just goes away.
  server.on("session", (session) => session.on("error", () => session.destroy()));
  server.on("stream", (stream, headers) => {
    stream.on("error", (error: Error) => log(`call: ${error.message}`));
    void answer(stream, String(headers[constants.HTTP2_HEADER_PATH]), handle).catch((error: unknown) => {
      log(`call failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      fail(stream, INTERNAL, error instanceof Error ? error.message : String(error));
    });
  });
  return server;
}

async function answer(stream: ServerHttp2Stream, path: string, handle: CallHandler): Promise<void> {
  if (!path.startsWith(SERVICE)) return fail(stream, UNIMPLEMENTED, `no such service: ${path}`);
  const request = await readMessage(stream);
  const response =
    stream.session && (await handle(path.slice(SERVICE.length), request, stream.session as ServerHttp2Session));
  if (response === undefined) return fail(stream, UNIMPLEMENTED, `no such method: ${path}`);
  if (stream.destroyed || !response) return;
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(response.length, 1);
  stream.end(Buffer.concat([prefix, response]));
}

async function readMessage(stream: ServerHttp2Stream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const frame = Buffer.concat(chunks);
  if (frame.length < PREFIX_BYTES || frame[0] !== 0 || frame.readUInt32BE(1) !== frame.length - PREFIX_BYTES) {
    throw new Error("not one uncompressed gRPC message");
  }
  return frame.subarray(PREFIX_BYTES);
}

function fail(stream: ServerHttp2Stream, status: number, message: string): void {
  if (stream.destroyed || stream.headersSent) return;
  stream.respond(
    {
      ":status": 200,
      "content-type": "application/grpc",
      "grpc-status": String(status),
      "grpc-message": encodeURIComponent(message),
    },
    { endStream: true },
  );
}
