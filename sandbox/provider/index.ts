import type { ServerHttp2Session } from "node:http2";
import type { ApiCall } from "./api-call";
import { configure } from "./configuration";
import { DATA_SOURCES } from "./data-sources";
import { PROVIDER_SCHEMA } from "./engine/schema";
import { ProviderService, type Connection } from "./engine/service";
import { listen, type ProviderHost } from "./host";
import { isLoopback } from "./loopback";
import { createGrpcServer } from "./protocol/transport";
import { RESOURCES } from "./resources";

export type { ApiCall, ApiRequest } from "./api-call";
export type { ProviderHost } from "./host";

export interface ProviderOptions {
  /** The workspace's REST API. */
  api: ApiCall;
  /** The workspace's own https URL, on loopback. */
  url: string;
  /** Token of provider blocks that name no credentials. */
  defaultToken: string;
  /** Takes one line for whoever runs the workspace; default: nothing is said. */
  log?: (line: string) => void;
}

/**
 * Serves the databricks Terraform provider for one local workspace from this process.
 *
 * @throws when the URL is not on loopback: this provider never talks to a real workspace
 */
export async function startProvider({
  api,
  url,
  defaultToken,
  log = () => {},
}: ProviderOptions): Promise<ProviderHost> {
  if (!isLoopback(url)) throw new Error(`the embedded provider serves loopback only, not ${url}`);
  const service = new ProviderService({
    schema: PROVIDER_SCHEMA,
    resources: RESOURCES,
    dataSources: DATA_SOURCES,
    configure: (config) => configure({ api, url, defaultToken }, config),
    log,
  });
  const connections = new WeakMap<ServerHttp2Session, Connection>();
  const server = createGrpcServer((method, request, session) => {
    let connection = connections.get(session);
    if (!connection) {
      const stop = new AbortController();
      connections.set(session, (connection = { stop }));
      // A terraform that was killed waits for nothing any more.
      session.once("close", () => stop.abort());
    }
    return service.answer(method, request, connection);
  }, log);
  return listen(server);
}
