import { type Server, createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { LogLevel } from "@databricks/sql";
import { DBSQLClient } from "@databricks/sql";
import type { ClientConfig } from "@databricks/sql/dist/contracts/IClientContext";
import type { ConnectionOptions, OpenSessionRequest } from "@databricks/sql/dist/contracts/IDBSQLClient";
import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type SqlEndpoint, type SqlOptions, createSqlEndpoint } from "../../sql";
import { callName } from "../../sql/thrift/call-name";
import { Workspace, type WorkspaceOptions } from "../../state/workspace";
import { makeCertificate } from "../../tls";

/** The SQL face of a workspace behind a real HTTPS server, for the real driver. */
export interface Harness {
  readonly workspace: Workspace;
  readonly endpoint: SqlEndpoint;
  readonly port: number;
  /** PEM of the CA that signed the server's certificate. */
  readonly ca: string;
  readonly warehouseId: string;
  /** Of the warehouse, in a client's connection. */
  readonly path: string;
  readonly adminToken: string;
  /** Every request that was answered. */
  readonly requests: Request[];
  /** Opens a session as whoever the token belongs to. Default: the admin. */
  connect(token?: string, options?: ConnectOptions): Promise<IDBSQLSession>;
  /** A new service principal that may use the warehouse, with a token of its own. */
  tool(name?: string): { name: string; token: string; tokenId: string };
  /** Runs a statement as the admin. */
  admin(...statements: string[]): Promise<void>;
  /** With `abandon`, without letting the clients say goodbye. */
  close(options?: { abandon?: boolean }): Promise<void>;
}

export interface Request {
  /** Name of the Thrift call. */
  readonly call: string | undefined;
  readonly body: Buffer;
}

export interface ConnectOptions {
  readonly connection?: Partial<ConnectionOptions>;
  readonly session?: OpenSessionRequest;
  /** Settings of the driver that it has no option for. */
  readonly config?: Partial<ClientConfig>;
}

const silent = { log: (_level: LogLevel, _message: string) => undefined };

export async function startHarness(
  options: Partial<SqlOptions> & { workspaceOptions?: WorkspaceOptions } = {},
): Promise<Harness> {
  const { workspaceOptions, ...sqlOptions } = options;
  const workspace = options.workspace ?? new Workspace(workspaceOptions);
  const endpoint = createSqlEndpoint({ ...sqlOptions, workspace });
  const certificate = await makeCertificate();
  const requests: Request[] = [];
  const server = await serve(endpoint, certificate, requests);
  const { port } = server.address() as AddressInfo;
  const adminToken = workspace.issueAdminToken();
  const [warehouse] = workspace.warehouses.list(workspace.admin);
  const warehouseId = warehouse?.id ?? "";
  const path = `/sql/1.0/warehouses/${warehouseId}`;
  const clients: DBSQLClient[] = [];

  const connect: Harness["connect"] = async (token = adminToken, { connection, session, config } = {}) => {
    const client = new DBSQLClient({ logger: silent });
    Object.assign(client.getConfig(), config);
    clients.push(client);
    await client.connect({
      host: "localhost",
      port,
      path,
      token,
      customCaCert: certificate.ca,
      telemetryEnabled: false,
      ...connection,
    } as ConnectionOptions);
    return client.openSession(session);
  };

  let adminSession: IDBSQLSession | undefined;
  return {
    workspace,
    endpoint,
    port,
    ca: certificate.ca,
    warehouseId,
    path,
    adminToken,
    requests,
    connect,
    tool(displayName = "tool") {
      const { admin, principals, credentials, access } = workspace;
      const principal = principals.addServicePrincipal({ displayName });
      access.merge(`/sql/warehouses/${warehouseId}`, [{ principal: principal.applicationId, level: "CAN_USE" }]);
      const { value, token } = credentials.createTokenOnBehalfOf(admin, principal.applicationId, "test", undefined);
      return { name: principal.applicationId, token: value, tokenId: token.id };
    },
    async admin(...statements) {
      adminSession ??= await connect();
      for (const statement of statements) await run(adminSession, statement);
    },
    async close({ abandon = false } = {}) {
      if (!abandon) await Promise.all(clients.map((client) => client.close().catch(() => undefined)));
      await endpoint.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function serve(
  endpoint: SqlEndpoint,
  certificate: { key: string; cert: string },
  requests: Request[],
): Promise<Server> {
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = request.url ?? "";
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
      const sent = Buffer.concat(chunks);
      void endpoint.handle({ path, bearer, body: sent }).then(({ status, headers, body }) => {
        requests.push({ call: callName(sent), body: sent });
        response.writeHead(status, headers).end(body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Runs a statement and gives its rows. */
export async function run(
  session: IDBSQLSession,
  statement: string,
  options: Parameters<IDBSQLSession["executeStatement"]>[1] = {},
): Promise<Record<string, unknown>[]> {
  const operation = await session.executeStatement(statement, options);
  try {
    return (await operation.fetchAll()) as Record<string, unknown>[];
  } finally {
    await operation.close();
  }
}

/** The message of the error that a statement ends in. */
export async function refusal(session: IDBSQLSession, statement: string): Promise<string> {
  try {
    await run(session, statement);
  } catch (error) {
    const { response, message } = error as { response?: { displayMessage?: string }; message: string };
    return response?.displayMessage ?? message;
  }
  throw new Error(`was not refused: ${statement}`);
}
