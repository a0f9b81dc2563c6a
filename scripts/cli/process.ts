import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { stripVTControlCharacters } from "node:util";
import { ExternalError } from "../../lib/report/errors";
import { Interrupted } from "./interrupts";

export interface ChildOptions {
  /** The child's whole environment: the only way secrets reach it, since every user can see arguments. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** How long a captured child may take to end once it was asked to, in milliseconds. */
const GRACE = 20_000;

/** Whether children share a terminal with this process, which then sends Ctrl-C to all of them. */
export function sharesTerminal(): boolean {
  return process.stdin.isTTY;
}

/**
 * Runs a program whose output nobody needs to see while all goes well. An abort of the signal asks it to end and waits
 * for that.
 *
 * @returns exit code and everything it printed, without colours.
 */
export async function runCaptured(
  program: string,
  args: readonly string[],
  { env, cwd, signal }: ChildOptions,
): Promise<{ code: number; output: string }> {
  const child = spawn(program, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  let grace: NodeJS.Timeout | undefined;
  const code = await exitOf(child, program, signal, () => {
    child.kill("SIGTERM");
    grace = setTimeout(() => child.kill("SIGKILL"), GRACE);
  });
  clearTimeout(grace);
  return { code, output: stripVTControlCharacters(Buffer.concat(chunks).toString("utf8")) };
}

/**
 * Runs a program, or a command line through the shell, with this process's input and output.
 *
 * In a terminal Ctrl-C reaches the child by itself and only other signals are passed on. Elsewhere the child gets a
 * process group of its own, and every signal is passed on to all of it: a shell alone would die and leave what it
 * started.
 *
 * @returns its exit code; 128 plus the number of the signal that ended it.
 */
export function runInherited(
  program: string,
  args: readonly string[] | "shell",
  { env, cwd, signal }: ChildOptions,
): Promise<number> {
  const detached = !sharesTerminal() && process.platform !== "win32";
  const shell = args === "shell";
  const child = spawn(program, shell ? [] : args, { env, cwd, shell, detached, stdio: "inherit" });
  return exitOf(child, program, signal, () => {
    const by = signal.reason instanceof Interrupted ? signal.reason.by : "SIGTERM";
    if (detached && child.pid !== undefined) process.kill(-child.pid, by);
    else if (by !== "SIGINT") child.kill(by);
  });
}

async function exitOf(child: ChildProcess, program: string, signal: AbortSignal, stop: () => void): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", (cause: NodeJS.ErrnoException) => {
      reject(new ExternalError(`${program} could not be started (${cause.code ?? cause.message}).`, [], { cause }));
    });
    child.once("close", (code, by) => resolve(code ?? 128 + (by === null ? 0 : constants.signals[by])));
  });
  const stopIfRunning = (): void => {
    if (child.exitCode === null && child.signalCode === null) stop();
  };
  signal.addEventListener("abort", stopIfRunning, { once: true });
  if (signal.aborted) stopIfRunning();
  try {
    return await ended;
  } finally {
    signal.removeEventListener("abort", stopIfRunning);
  }
}
