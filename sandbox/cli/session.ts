import { mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type * as sandbox from "../index";
import type { Identity } from "../state/records/identity";
import { wrapTerraform } from "./terraform-wrapper";
import { DiskFull, UsageError } from "./errors";

/** What the commands need of a sandbox. */
type Started = Pick<sandbox.Sandbox, "id" | "cloud" | "like" | "url" | "directory" | "environment" | "close"> & {
  readonly workspace: { readonly data: { readonly identity: Pick<Identity, "privilegeModel"> } };
};

/** What starts one; `startSandbox` does. */
export type StartSandbox = (options: sandbox.SandboxOptions) => Promise<Started>;

/** A running sandbox with what its children need. */
export interface SandboxSession {
  readonly sandbox: Started;
  /** What a child needs to work on it; holds the admin's token. */
  readonly variables: Readonly<Record<string, string>>;
  /** Waits for Terraform to let go of its state, then ends the sandbox. */
  close(): Promise<void>;
}

/** How long an interrupted Terraform may take to write its state, in milliseconds. */
const LAST_WRITE = 10_000;

/**
 * Starts a sandbox for children that use `tool`.
 *
 * @throws UsageError when the port or the state folder cannot be had, or holds a workspace of another kind
 */
export async function openSandbox(
  start: StartSandbox,
  options: sandbox.SandboxOptions,
  tool: { readonly path: string } | undefined,
  context: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<SandboxSession> {
  const state = options.state === undefined ? undefined : resolve(context.cwd, options.state);
  const sandbox = await start({ ...options, state, env: context.env }).catch((error: unknown) => {
    throw explain(error, options);
  });
  const other = otherKind(sandbox, options);
  if (other !== undefined) {
    await sandbox.close();
    throw new UsageError(other, ["Choose another folder with --data, or leave the option out."]);
  }
  try {
    return sessionOn(sandbox, tool);
  } catch (error) {
    await sandbox.close().catch(() => undefined);
    throw explain(error, options);
  }
}

function sessionOn(sandbox: Started, tool: { readonly path: string } | undefined): SandboxSession {
  const terraformState = join(sandbox.directory, "terraform");
  mkdirSync(terraformState, { recursive: true, mode: 0o700 });
  const variables = {
    ...sandbox.environment,
    ONRAMP_SANDBOX: sandbox.id,
    ONRAMP_SANDBOX_CLOUD: sandbox.cloud,
    ONRAMP_SANDBOX_STATE: terraformState,
    ...(tool === undefined ? {} : { TERRAFORM_BINARY_NAME: wrapTerraform(sandbox.directory, tool.path) }),
  };
  const close = async (): Promise<void> => {
    await lastWrite(terraformState);
    await sandbox.close().catch((error: unknown) => {
      throw explain(error, {});
    });
  };
  return { sandbox, variables, close };
}

/** A kept workspace stays what it was; this says how it differs from what is asked for. */
function otherKind(
  { like, cloud, workspace }: Started,
  { state, like: wanted, cloud: wantedCloud, privilegeModel }: sandbox.SandboxOptions,
): string | undefined {
  const kept = `The folder ${state} keeps a workspace`;
  if (wanted !== undefined && wanted !== like) return `${kept} like ${like}, not like ${wanted}.`;
  if (wantedCloud !== undefined && wantedCloud !== cloud) return `${kept} on ${cloud}, not on ${wantedCloud}.`;
  const { privilegeModel: version } = workspace.data.identity;
  if (privilegeModel === undefined || privilegeModel === version) return undefined;
  return `${kept} with privilege model ${version}, not ${privilegeModel}.`;
}

/** Terraform outlives an interrupted cdktf for a moment; its lock files show until when. */
async function lastWrite(folder: string): Promise<void> {
  const isLocked = (): boolean =>
    readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith(".lock.info"));
  const deadline = performance.now() + LAST_WRITE;
  while (isLocked() && performance.now() < deadline) await sleep(100);
}

/** System errors about what the user chose are the user's to mend; anything else stays what it is. */
function explain(error: unknown, { port, state }: sandbox.SandboxOptions): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") {
    const fix = ["Make room on it, or keep the workspace on another one."];
    return new DiskFull(`The disk that the sandbox writes to is full: ${message}`, fix, { cause: error });
  }
  if (code === "EADDRINUSE" && port !== undefined && port !== 0) {
    const fix = ["Choose another with --port, or leave --port out to get a free one."];
    return new UsageError(`Port ${port} is in use.`, fix, { cause: error });
  }
  if (code === "EACCES" && port !== undefined && port !== 0 && port < 1024) {
    return new UsageError(`Port ${port} needs special rights.`, ["Choose one above 1023."], { cause: error });
  }
  if (state !== undefined && code !== undefined) {
    return new UsageError(`The folder given with --data cannot be used: ${message}`, [], { cause: error });
  }
  return error;
}
