import { existsSync, statSync } from "node:fs";
import { connect, type ClientHttp2Session, type IncomingHttpHeaders } from "node:http2";
import { createConnection } from "node:net";
import { dirname } from "node:path";
import { startProvider } from "../../provider";
import { listen } from "../../provider/host";
import { createGrpcServer } from "../../provider/protocol/transport";

interface Attach {
  Protocol: string;
  ProtocolVersion: number;
  Pid: number;
  Test: boolean;
  Addr: { Network: string; String: string };
}

const options = {
  api: () => Promise.resolve({ status: 200, body: {}, headers: {} }),
  url: "https://localhost:8443",
  defaultToken: "t",
};

function attachOf(reattach: string): Attach {
  const attaches = Object.values(JSON.parse(reattach) as Record<string, Attach>);
  if (!attaches[0]) throw new Error(reattach);
  return attaches[0];
}

/** One gRPC call as a client makes it. */
function call(session: ClientHttp2Session, path: string, body: Buffer) {
  return new Promise<{ status: unknown; body: Buffer }>((resolve, reject) => {
    const stream = session.request({ ":method": "POST", ":path": path, "content-type": "application/grpc" });
    const chunks: Buffer[] = [];
    let status: unknown;
    stream.on("response", (headers) => (status = headers["grpc-status"]));
    stream.on("trailers", (trailers: IncomingHttpHeaders) => (status = trailers["grpc-status"]));
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", reject);
    stream.on("end", () => resolve({ status, body: Buffer.concat(chunks) }));
    stream.end(body);
  });
}

const EMPTY = Buffer.alloc(5);

test("listens where only this user can enter, under both registries' names, and leaves nothing behind", async () => {
  const host = await startProvider(options);
  const { Addr, ...attach } = attachOf(host.reattach);
  expect(Object.keys(JSON.parse(host.reattach) as object)).toEqual([
    "registry.terraform.io/databricks/databricks",
    "registry.opentofu.org/databricks/databricks",
  ]);
  expect(attach).toEqual({ Protocol: "grpc", ProtocolVersion: 6, Pid: process.pid, Test: true });
  expect(Addr.Network).toBe("unix");
  expect(Addr.String.length).toBeLessThan(104);
  expect(statSync(dirname(Addr.String)).mode & 0o777).toBe(0o700);
  await host.close();
  expect(existsSync(dirname(Addr.String))).toBe(false);
});

test("refuses to serve a workspace that is not on loopback", async () => {
  await expect(startProvider({ ...options, url: "https://dbc-1.cloud.databricks.com" })).rejects.toThrow(
    "loopback only",
  );
});

test.each(["linux", "win32"] as const)("answers calls, and closes with one still open, as on %s", async (platform) => {
  const server = createGrpcServer(
    (method, request) =>
      method === "Echo"
        ? Promise.resolve(request)
        : method === "Hang"
          ? new Promise(() => {})
          : Promise.resolve(undefined),
    () => undefined,
  );
  const host = await listen(server, platform);
  const { Addr } = attachOf(host.reattach);
  const [, port] = Addr.String.split(":");
  const session = connect("http://provider", {
    createConnection: () => (port ? createConnection(Number(port), "127.0.0.1") : createConnection(Addr.String)),
  });
  session.on("error", () => undefined);
  const message = Buffer.concat([EMPTY, Buffer.from("hello")]);
  message.writeUInt32BE(5, 1);
  expect(await call(session, "/tfplugin6.Provider/Echo", message)).toEqual({ status: "0", body: message });
  expect(await call(session, "/tfplugin6.Provider/Nothing", EMPTY)).toMatchObject({ status: "12" });
  expect(await call(session, "/plugin.GRPCBroker/StartStream", EMPTY)).toMatchObject({ status: "12" });
  expect(await call(session, "/tfplugin6.Provider/Echo", Buffer.from("not a message"))).toMatchObject({ status: "13" });
  const open = call(session, "/tfplugin6.Provider/Hang", EMPTY).catch(() => "cut");
  await host.close();
  await open;
  session.destroy();
});
