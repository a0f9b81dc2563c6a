import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { errorFields, ServiceError } from "../databricks/http/service-error";
import type { BackendBlock } from "./backend-block";
import { escapeInterpolation } from "./escape-interpolation";

const run = promisify(execFile);

export interface ScratchOptions {
  readonly block: BackendBlock;
  /** For messages. */
  readonly stack: string;
  /** Path of terraform or tofu. */
  readonly terraform: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Runs one Terraform command on the state of a stack, whatever its backend is, and gives what it prints.
 *
 * Only the backend block of the stack is written, into a directory for this user alone that is removed afterwards, so
 * that Terraform needs neither the provider nor the configuration. What it prints comes through a pipe.
 *
 * @param doing completes "terraform could not …"
 * @throws ServiceError with Terraform's own reason, which holds nothing of the state
 */
export async function terraformInScratch(options: ScratchOptions, doing: string, args: string[]): Promise<string> {
  const { block, stack, terraform, env, signal } = options;
  const scratch = await mkdtemp(join(tmpdir(), "onramp-state-")); // 0700
  try {
    await mkdir(join(scratch, "plugins"));
    await writeFile(join(scratch, "backend.tf.json"), JSON.stringify({ terraform: escapeInterpolation(block) }), {
      mode: 0o600,
    });
    const call = (...words: string[]) =>
      run(terraform, words, {
        cwd: scratch,
        env: { ...env, TF_DATA_DIR: undefined, TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" },
        maxBuffer: 256 * 1024 * 1024,
        signal,
      });
    // An empty plugin folder keeps it from looking for the provider, which states do not need; it misses it after the
    // backend is set up, and says so by failing.
    const init = await call("init", "-input=false", "-no-color", "-plugin-dir=plugins").catch(
      (error: unknown) => error,
    );
    try {
      return (await call(...args)).stdout;
    } catch (error) {
      if (signal?.aborted) throw new ServiceError("cancelled", { kind: "cancelled" });
      const reason = reasonOf(error);
      throw new ServiceError(
        `stack ${stack}: ${terraform} could not ${doing}: ${/initiali[sz]ation required/i.test(reason) ? reasonOf(init) : reason}`,
        { kind: "other" },
      );
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The first error that Terraform printed, on one line. */
function reasonOf(error: unknown): string {
  const { code, stderr } = errorFields(error);
  if (code === "ENOENT") return "there is no such program";
  const text = typeof stderr === "string" ? stripVTControlCharacters(stderr) : "";
  return text
    .slice(Math.max(0, text.indexOf("Error:")))
    .replace(/[\s│╷╵]+/g, " ")
    .trim()
    .slice(0, 600);
}
