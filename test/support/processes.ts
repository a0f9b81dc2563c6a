import { type ChildProcess, spawn } from "node:child_process";

/** How a program ended and what it said. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Where a program runs, and what it gets. */
export interface Surrounded {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** @defaultValue nothing */
  readonly stdin?: string;
}

/** Starts a program and collects what it says. A signal ends it with code 128. */
export function start(program: string, args: readonly string[], { cwd, env, stdin }: Surrounded): Started {
  const child = spawn(program, args, { cwd, env, stdio: [stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"] });
  child.stdin?.end(stdin);
  let stdout = "";
  let stderr = "";
  child.stdout!.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr!.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((done, failed) => {
    child.once("error", failed);
    child.once("close", (code, signal) => done({ code: code ?? (signal ? 128 : -1), stdout, stderr }));
  });
  return { child, ended };
}

/**
 * What a program printed.
 *
 * @throws Error with everything it said when it fails
 */
export async function printed(started: Started): Promise<string> {
  const { code, stdout, stderr } = await started.ended;
  if (code !== 0) throw new Error(`exit code ${code}\n${stdout}\n${stderr}`);
  return stdout;
}
