import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { App } from "cdktf";
import { makeStateFolder, stateLocation } from "../../lib/terraform/state-location";
import type { OnrampConfig } from "../../lib/config/resolved";
import { buildStacks } from "../../stacks/workspace-stack";
import { provideTool } from "../../lib/terraform/tool";

const run = promisify(execFile);

/** A folder with a project on some machine: its stacks are built in this process, Terraform runs beside it. */
export class Checkout {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#env = env;
  }

  synth(config: OnrampConfig): void {
    const location = stateLocation(config, this.#env, this.#folder);
    makeStateFolder(location);
    mkdirSync(this.#outdir, { recursive: true });
    const app = new App({ stackTraces: false, outdir: this.#outdir });
    buildStacks(app, config, location);
    app.synth();
  }

  /** What Terraform prints about the main stack. */
  async terraform(...args: readonly string[]): Promise<string> {
    const { path } = await provideTool({ env: this.#env, purpose: "sandbox" });
    const cwd = join(this.#outdir, "stacks", "onramp");
    const { stdout } = await run(path, args, { cwd, env: this.#env, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  }

  get #outdir(): string {
    return join(this.#folder, "cdktf.out");
  }
}
