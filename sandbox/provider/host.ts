import { mkdtemp, rm } from "node:fs/promises";
import type { Http2Server, ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A provider that terraform and tofu attach to instead of starting one. */
export interface ProviderHost {
  /** Value of `TF_REATTACH_PROVIDERS` for every terraform and cdktf command. */
  reattach: string;
  /** Drops every connection and removes the socket. Calls under way are cut off. */
  close(): Promise<void>;
}

/** The longest path a unix socket may have on macOS; Linux allows a few more. */
const SOCKET_PATH_LIMIT = 103;
/** Terraform and OpenTofu resolve `databricks/databricks` to different registries. */
const ADDRESSES = ["registry.terraform.io/databricks/databricks", "registry.opentofu.org/databricks/databricks"];

/**
 * Listens on a unix socket in a folder only this user can enter, or on 127.0.0.1 where there are no such sockets.
 *
 * The process that listens must keep its event loop free while terraform runs: starting terraform with `spawnSync` from
 * here would wait for ever.
 */
export async function listen(server: Http2Server, platform = process.platform): Promise<ProviderHost> {
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  const folder = platform === "win32" ? undefined : await socketFolder();
  const socket = folder && join(folder, "s");
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket ? { path: socket } : { host: "127.0.0.1", port: 0 }, resolve);
  });
  const address = socket
    ? { Network: "unix", String: socket }
    : { Network: "tcp", String: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  // Test tells terraform that the process is not its own: it neither waits for it nor ends it.
  const attach = { Protocol: "grpc", ProtocolVersion: 6, Pid: process.pid, Test: true, Addr: address };
  return {
    reattach: JSON.stringify(Object.fromEntries(ADDRESSES.map((name) => [name, attach]))),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const session of sessions) session.destroy();
      await closed;
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A new 0700 folder with a path short enough; the user's own temporary folder can be deep. */
async function socketFolder(): Promise<string> {
  const prefix = join(tmpdir(), "onramp-");
  const fits = prefix.length + "XXXXXX/s".length <= SOCKET_PATH_LIMIT;
  return mkdtemp(fits ? prefix : "/tmp/onramp-");
}
