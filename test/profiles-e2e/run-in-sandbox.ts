import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { childEnvironment } from "../../sandbox/cli/child-environment";
import { type SandboxOptions, startSandbox } from "../../sandbox";

const run = promisify(execFile);

/** Runs a program of this folder as a process that trusts a new sandbox, and gives what it prints as JSON. */
export async function runInSandbox<T>(
  program: string,
  args: readonly string[] = [],
  options: SandboxOptions = {},
): Promise<T> {
  const sandbox = await startSandbox(options);
  try {
    const { stdout } = await run(process.execPath, ["--import", "tsx", join(__dirname, `${program}.ts`), ...args], {
      env: childEnvironment(process.env, sandbox.environment),
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(stdout) as T;
  } finally {
    await sandbox.close();
  }
}
