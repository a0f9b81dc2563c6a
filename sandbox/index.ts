import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Faults } from "./faults";
import { takeFolder } from "./folder";
import { startProvider } from "./provider";
import type { ApiCall } from "./provider/api-call";
import { apiCall, createRestApp } from "./rest";
import { type Listening, listen } from "./server";
import { createSqlEndpoint } from "./sql";
import type { Cloud, Edition, PrivilegeModel } from "./state/records/identity";
import { Workspace } from "./state/workspace";
import { allCertificates, extraCertificates, makeCertificate } from "./tls";

/** What a sandbox can be like. Free Edition and trials are on AWS. */
export type Like = Cloud | Edition;

export interface SandboxOptions {
  /** HTTPS port on loopback, 0 for any free one. Default: that of the last run with the same folder, else any. */
  readonly port?: number;
  /** Folder that keeps the workspace between runs. Default: a temporary one, removed at the end. */
  readonly state?: string;
  /**
   * What kind of workspace to play: a whole one of a cloud, Databricks Free Edition, or a trial. Default aws; a kept
   * workspace stays what it was.
   */
  readonly like?: Like;
  /** The cloud, as `like` says it too, which counts when both are given. */
  readonly cloud?: Cloud;
  /** Of the metastore: from 1.1 on, views need CREATE VIEW. Default 1.0; a kept workspace stays what it was. */
  readonly privilegeModel?: PrivilegeModel;
  /** Milliseconds since the epoch, by which credentials expire and warehouses stop. Default `Date.now`. */
  readonly now?: () => number;
  /**
   * `embedded` (default) attaches the sandbox's own Terraform provider; with `registry` Terraform installs the real
   * one, which then talks to the same workspace.
   */
  readonly provider?: "embedded" | "registry";
  /** Milliseconds a warehouse takes to start. Default 0. */
  readonly warehouseStartMillis?: number;
  /** Milliseconds an all-purpose cluster takes to start. Default 0. */
  readonly clusterStartMillis?: number;
  /** Seconds until the admin's token in {@link Sandbox.environment} expires. Default: never. */
  readonly adminTokenSeconds?: number;
  /** What SQL clients get while a warehouse or cluster starts: they wait, or a 503. Default hold. */
  readonly startingAnswer?: "hold" | "unavailable";
  /** Receives one line for each request. */
  readonly log?: (line: string) => void;
  /** Environment to extend with certificates that may be set already. Default `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A running local workspace. */
export interface Sandbox {
  /** Random, kept with the workspace: tells two sandboxes apart. */
  readonly id: string;
  readonly cloud: Cloud;
  /** What it plays: its cloud, or the edition. */
  readonly like: Like;
  readonly url: string;
  readonly port: number;
  /** The sandbox's folder, temporary or kept. */
  readonly directory: string;
  /** PEM file with the CA that clients must trust. */
  readonly caFile: string;
  /** What a child process needs to use this workspace like any other; holds the admin's token. */
  readonly environment: Readonly<Record<string, string>>;
  /** The state behind the faces, for tests and for setting situations up. */
  readonly workspace: Workspace;
  /** Faults to order, for tests of what clients do about them. */
  readonly faults: Faults;
  /** Ends every face and removes what is temporary. Safe to call twice. */
  close(): Promise<void>;
}

function identityLike({ like, cloud }: SandboxOptions): { cloud?: Cloud; edition?: Edition } {
  if (like === undefined) return { cloud };
  return like === "free" || like === "trial" ? { cloud: "aws", edition: like } : { cloud: like };
}

/** The calls of the embedded provider meet the same faults as those that come over the network. */
function withFaults(faults: Faults, call: ApiCall): ApiCall {
  return async (request) => {
    if (!faults.any) return call(request);
    const path = request.path.split("?")[0] ?? "";
    const { status, headers, body } = await faults.around({ method: request.method, path }, async () => {
      const answer = await call(request);
      return { ...answer, body: answer.body === undefined ? "" : JSON.stringify(answer.body) };
    });
    const text = String(body);
    return { status, headers, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
  };
}

/** Remembers the port of a kept workspace. */
const PORT_FILE = "port";

/** On the port of the last run if it is free: addresses in Terraform states and tools' forms then stay right. */
async function listenWhereItWas(portFile: string, listenOn: (port: number) => Promise<Listening>): Promise<Listening> {
  const before = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0;
  try {
    return await listenOn(before || 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return listenOn(0);
  }
}

/**
 * Starts a Databricks workspace in this process: REST and SQL on one HTTPS port of the loopback interface and, unless
 * told otherwise, a Terraform provider on a private socket.
 *
 * @throws Error with code EADDRINUSE when the port is taken, EBUSY when another sandbox has the state folder
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { env = process.env, log } = options;
  const folder = takeFolder(options.state);
  const undo: (() => void | Promise<void>)[] = [() => folder.release()];
  const close = async () => {
    const failures: unknown[] = [];
    // Whatever fails, the folder is given free.
    for (let step = undo.pop(); step; step = undo.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    const workspace = new Workspace({
      file: folder.kept ? join(folder.path, "workspace.json") : undefined,
      filesFolder: join(folder.path, "files"),
      ...identityLike(options),
      privilegeModel: options.privilegeModel,
      now: options.now,
      warehouseStartMillis: options.warehouseStartMillis,
      clusterStartMillis: options.clusterStartMillis,
    });
    if (folder.kept) undo.push(() => workspace.close());
    const certificate = await makeCertificate();
    const sql = createSqlEndpoint({
      workspace,
      log,
      startingAnswer: options.startingAnswer,
      dataFile: folder.kept ? join(folder.path, "data.duckdb") : undefined,
    });
    undo.push(() => sql.close());
    const faults = new Faults();
    let url = "";
    const rest = createRestApp({ workspace, url: () => url, log });
    const write = (name: string, text: string) => {
      const file = join(folder.path, name);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    };
    const server =
      options.port === undefined
        ? await listenWhereItWas(join(folder.path, PORT_FILE), (port) => listen(port, certificate, rest, sql, faults))
        : await listen(options.port, certificate, rest, sql, faults);
    undo.push(() => server.close());
    url = `https://localhost:${server.port}`;
    write(PORT_FILE, String(server.port));

    const caFile = write("ca.pem", certificate.ca);
    const token = workspace.issueAdminToken(options.adminTokenSeconds);
    const environment: Record<string, string> = {
      DATABRICKS_HOST: url,
      DATABRICKS_TOKEN: token,
      // One way to sign in, whatever else the environment or a profile offers.
      DATABRICKS_AUTH_TYPE: "pat",
      DATABRICKS_CONFIG_FILE: write("databrickscfg", ""),
      NODE_EXTRA_CA_CERTS: write("node-certificates.pem", extraCertificates(certificate.ca, env)),
      SSL_CERT_FILE: write("certificates.pem", allCertificates(certificate.ca, env)),
      CHECKPOINT_DISABLE: "1",
    };
    if (options.provider !== "registry") {
      const provider = await startProvider({
        api: withFaults(
          faults,
          apiCall(rest, () => url),
        ),
        url,
        defaultToken: token,
        log,
      });
      undo.push(() => provider.close());
      environment.TF_REATTACH_PROVIDERS = provider.reattach;
      environment.CDKTF_SKIP_PROVIDER_LOCK = "true";
    }
    // The first statement should not wait for DuckDB and the SQL parser to load.
    void sql.preload();
    const { sandboxId: id, cloud, edition } = workspace.data.identity;
    const like = edition ?? cloud;
    const { port } = server;
    return { id, cloud, like, url, port, directory: folder.path, caFile, environment, workspace, faults, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}
