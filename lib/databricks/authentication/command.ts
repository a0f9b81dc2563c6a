import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { z } from "zod";
import { errorFields, ServiceError } from "../http/service-error";
import { UsageError } from "../../report/errors";

const run = promisify(execFile);

/** Runs a vendor's command line that prints a token as JSON. Its standard output is never shown. */
export async function runForJson<T>(
  program: string,
  args: readonly string[],
  schema: z.ZodType<T>,
  { env, fix }: { env: NodeJS.ProcessEnv; fix: string },
): Promise<T> {
  let output: string;
  try {
    // On Windows these programs are .cmd files, which only a shell starts.
    const shell = process.platform === "win32";
    output = (await run(program, [...args], { env, timeout: 60_000, shell })).stdout;
  } catch (error) {
    if (errorFields(error).code === "ENOENT")
      throw new UsageError(`${program}: there is no such program on the PATH; ${fix}`);
    throw new ServiceError(`${program} ${args.slice(0, 2).join(" ")} failed: ${stderrOf(error)}; ${fix}`, {
      kind: "unauthenticated",
    });
  }
  try {
    return schema.parse(JSON.parse(output));
  } catch {
    throw new ServiceError(`${program} ${args.slice(0, 2).join(" ")} printed no token; ${fix}`, { kind: "other" });
  }
}

function stderrOf(error: unknown): string {
  const { stderr } = errorFields(error);
  const text = typeof stderr === "string" ? stderr.trim() : "";
  return text.split("\n").slice(-3).join(" ").slice(0, 500) || "no message";
}
