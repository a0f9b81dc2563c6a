import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ExternalError } from "../../lib/report/errors";
import { runCaptured } from "../cli/process";
import { onramp } from "../../lib/command-line";
import { isClone } from "../../lib/package";

/** What Terraform said it did, summed over stacks. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

export interface DeployOptions {
  /** Folder of `cdktf.json`. */
  readonly project: string;
  /** Where cdktf and Terraform write, instead of the project's `cdktf.out`. */
  readonly output: string;
  /** Environment of the sandbox's children. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Lines of a failed deploy's output that are shown. */
const SHOWN = 40;

/**
 * Runs the project's own `cdktf deploy` for all stacks, writing neither to the project nor to the user's home.
 *
 * @throws ExternalError with the end of its output when it fails
 */
export async function cdktfDeploy({ project, output, env, signal }: DeployOptions): Promise<Changes> {
  const args = [cdktfProgram(project), "deploy", "*", "--auto-approve", "--output", output];
  const childEnv: NodeJS.ProcessEnv = {
    ...env,
    CI: "1",
    CDKTF_HOME: join(output, ".cdktf-home"),
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    NO_COLOR: "1",
  };
  // Node warns about this one beside NO_COLOR, in the middle of the output.
  delete childEnv.FORCE_COLOR;
  const result = await runCaptured(process.execPath, args, { env: childEnv, cwd: project, signal });
  signal.throwIfAborted();
  if (result.code !== 0) {
    throw new ExternalError(`cdktf deploy failed with exit code ${result.code}; it said:`, [
      ...lastLines(result.output),
      "",
      `To see all of it: ${onramp('sandbox --run "npx cdktf deploy --auto-approve"')}`,
    ]);
  }
  return changesIn(result.output);
}

/** Sums Terraform's closing lines, `Apply complete! Resources: 9 added, 0 changed, 0 destroyed.` */
export function changesIn(output: string): Changes {
  const complete = /Apply complete! Resources: (\d+) added, (\d+) changed, (\d+) destroyed/g;
  const total = { added: 0, changed: 0, destroyed: 0 };
  for (const [, added, changed, destroyed] of output.matchAll(complete)) {
    total.added += Number(added);
    total.changed += Number(changed);
    total.destroyed += Number(destroyed);
  }
  return total;
}

/** From the first error on, else the end; without empty and repeated lines. */
function lastLines(output: string): string[] {
  const lines = output.split(/\r?\n/).map((line) => line.trimEnd());
  const said = lines.filter((line, index) => line !== "" && line !== lines[index - 1]);
  const error = said.findIndex((line) => /\bError:/.test(line));
  return (error >= 0 ? said.slice(error) : said).slice(-SHOWN);
}

/** cdktf's program file, run with this Node: `npx` would cost a second or more. */
function cdktfProgram(project: string): string {
  try {
    // A workspace of npm has it above the project.
    const file = createRequire(join(project, "package.json")).resolve("cdktf-cli/package.json");
    const { bin } = JSON.parse(readFileSync(file, "utf8")) as { bin: { cdktf: string } };
    return join(dirname(file), bin.cdktf);
  } catch (cause) {
    throw new ExternalError(
      "cdktf is not installed in this project.",
      [`Run: ${isClone() ? "npm ci" : "npm install"}`],
      { cause },
    );
  }
}
