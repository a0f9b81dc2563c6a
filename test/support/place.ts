import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { removedVariables } from "../../sandbox/cli/child-environment";
import { start as startProgram, type Ended, type Started } from "./processes";

export const PROJECT = resolve(__dirname, "../..");
const ONRAMP = join(PROJECT, "scripts", "onramp.js");

/** A place of its own for one test file: temporary files and state, removed at the end. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), "onramp-e2e-"));
  /** Where children put temporary files, to see what they leave behind. */
  readonly tmp = mkdtempSync(join(this.folder, "tmp-"));

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  /** Writes a file and gives its path. */
  file(name: string, text: string): string {
    const path = this.path(name);
    writeFileSync(path, text);
    return path;
  }

  /** Starts `onramp ARGS` as a user's shell would, in an environment that names no workspace. */
  start(args: readonly string[], env: Record<string, string> = {}): Started {
    const hidden = new Set([...removedVariables(process.env), "ONRAMP_CONFIG", "CI"]);
    const inherited = Object.entries(process.env).filter(([name]) => !hidden.has(name));
    return startProgram(process.execPath, [ONRAMP, ...args], {
      cwd: PROJECT,
      env: {
        ...Object.fromEntries(inherited),
        CHECKPOINT_DISABLE: "1",
        TMPDIR: this.tmp,
        // Where cdktf writes, and where the check looks for it.
        CDKTF_OUTPUT: this.path("cdktf.out"),
        CDKTF_OUTDIR: this.path("cdktf.out"),
        FORCE_COLOR: "0",
        ...env,
      },
    });
  }

  run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
    return this.start(args, env).ended;
  }

  /** Runs a shell command line inside a sandbox that keeps its state in this place. */
  inSandbox(command: string, env: Record<string, string> = {}, options: readonly string[] = []): Promise<Ended> {
    return this.run(["sandbox", "--data", this.path("sandbox"), ...options, "--run", command], env);
  }
}

/** The local cdktf, without npx's seconds. */
export const CDKTF = `"${process.execPath}" "${join(PROJECT, "node_modules/cdktf-cli/bundle/bin/cdktf.js")}"`;

/** Text of every file below `folder`, for tests that look for what must not be in any of them. */
export function allText(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"))
    .join("\n");
}

/** Tokens and client secrets as the workspace issues them. */
export const SECRETS = /dapi[0-9a-f]{32}|dose[0-9a-f]{32}/;
