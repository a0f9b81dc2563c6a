import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { SandboxOptions } from "../index";
import { childEnvironment, removedVariables } from "./child-environment";
import { openSandbox, type SandboxSession, type StartSandbox } from "./session";
import { exportLines } from "./shell-lines";
import { findTerraform } from "./find-terraform";
import { refuseTwoClouds } from "./two-clouds";

export interface ServeOptions extends Pick<SandboxOptions, "port" | "like" | "cloud" | "privilegeModel" | "provider"> {
  /** Command line for the shell; without it the sandbox stays until it is told to end. */
  readonly run?: string;
  /** Folder that keeps the workspace and the Terraform state. @defaultValue a temporary one */
  readonly data?: string;
  /** One line a request on stderr. */
  readonly log?: boolean;
}

/** What it touches of the process it runs in. */
export interface Surroundings {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Aborts with the name of the signal that ends the process. */
  readonly signal: AbortSignal;
}

/**
 * A sandbox for one command, or until the signal.
 *
 * @returns the process's exit code: the command's own
 * @throws UsageError when the options, the port or the folder cannot be had
 */
export async function serve(options: ServeOptions, here: Surroundings, start: StartSandbox): Promise<number> {
  const { run, data: state, log, ...kind } = options;
  refuseTwoClouds(kind);
  const path = findTerraform(here.env);
  const lines = log === true ? (line: string) => here.stderr.write(`${line}\n`) : undefined;
  const session = await openSandbox(start, { ...kind, state, log: lines }, path ? { path } : undefined, here);
  try {
    return await (run === undefined ? stay(session, here) : runCommand(run, session, here));
  } finally {
    await session.close();
  }
}

async function stay({ sandbox, variables }: SandboxSession, { env, stdout, stderr, signal }: Surroundings) {
  const removed = removedVariables(env).filter((name) => !(name in variables));
  stderr.write(
    `Sandbox ready: ${sandbox.url}\nIn another terminal, type these lines to use it; Ctrl-C here ends it.\n`,
  );
  stdout.write([...exportLines(variables, removed), ""].join("\n"));
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  return 0;
}

/** In a terminal Ctrl-C reaches the child by itself; elsewhere it and what it started are told. */
async function runCommand(command: string, { variables }: SandboxSession, { env, cwd, signal }: Surroundings) {
  const detached = !process.stdin.isTTY && process.platform !== "win32";
  const child = spawn(command, {
    env: childEnvironment(env, variables),
    cwd,
    shell: true,
    detached,
    stdio: "inherit",
  });
  const stop = () => {
    const by = signal.reason as NodeJS.Signals;
    if (detached && child.pid !== undefined) process.kill(-child.pid, by);
    else if (by !== "SIGINT") child.kill(by);
  };
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, by) => resolve(code ?? 128 + (by === null ? 0 : constants.signals[by])));
  });
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await ended;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
