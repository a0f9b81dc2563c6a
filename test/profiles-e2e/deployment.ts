import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { App } from "cdktf";
import { loadConfig, type OnrampConfig } from "../../lib/config";
import type { CheckOptions } from "../../lib/check/run";
import { selectConnections } from "../../scripts/cli/selection";
import { makeStateFolder, stateLocation } from "../../lib/terraform/state-location";
import { buildStacks } from "../../stacks/workspace-stack";
import { provideTool } from "../../lib/terraform/tool";
import { readStacks } from "../../lib/terraform/outputs";
import { CANARY } from "./every-entry";

const run = promisify(execFile);

/** What the check of one deployed integration needs, and its name. */
export interface Deployed extends CheckOptions {
  readonly name: string;
}

/** What an apply did. */
export interface Applied {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

/**
 * One `onramp.yaml` and its state in the sandbox that the environment names: config, stacks and Terraform are the real
 * ones, without a process for each.
 */
export class Deployment {
  readonly #folder = mkdtempSync(join(tmpdir(), "onramp-profiles-"));
  readonly #location;
  readonly #env;
  #config?: OnrampConfig;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = { ...env, ONRAMP_SANDBOX: "profiles", ONRAMP_SANDBOX_STATE: join(this.#folder, "state") };
    const { config } = this.#load({ integrations: {} });
    this.#location = stateLocation(config, this.#env, this.#folder);
    makeStateFolder(this.#location);
  }

  /** Deploys what a config says, in the place of what was deployed before. JSON is YAML. */
  async apply(input: object): Promise<Applied> {
    const { config } = this.#load(input);
    this.#config = config;
    const app = new App({ stackTraces: false, outdir: this.#outDir });
    buildStacks(app, config, this.#location);
    app.synth();
    const folder = join(this.#outDir, "stacks", config.name);
    if (!existsSync(join(folder, ".terraform"))) await this.#terraform(folder, "init");
    const said = await this.#terraform(folder, "apply", "-auto-approve");
    const [, added, changed, destroyed] = /(\d+) added, (\d+) changed, (\d+) destroyed/.exec(said) ?? [];
    return { added: Number(added), changed: Number(changed), destroyed: Number(destroyed) };
  }

  /** The integrations that are there, as the check command finds them. */
  async deployed(): Promise<Deployed[]> {
    if (!this.#config) throw new Error("nothing was deployed");
    const { path: terraform } = await this.#tool();
    const { workspace } = this.#location;
    const stacks = await readStacks({ outDir: this.#outDir, terraform, env: this.#env, workspace });
    const connections = selectConnections([], stacks, this.#config);
    return connections.map(({ connection, profile, secret }) => {
      const name = connection.integration;
      if (!secret) throw new Error(`${name} has no secret`);
      return { name, connection, profile, secret, canary: CANARY };
    });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #outDir(): string {
    return join(this.#folder, "cdktf.out");
  }

  #load(input: object) {
    writeFileSync(join(this.#folder, "onramp.yaml"), JSON.stringify(input));
    return loadConfig({ cwd: this.#folder, env: { ...this.#env, ONRAMP_SANDBOX_CLOUD: "aws" } });
  }

  #tool() {
    return provideTool({ env: this.#env, purpose: "sandbox" });
  }

  async #terraform(folder: string, command: string, ...args: string[]): Promise<string> {
    const { path } = await this.#tool();
    const { stdout } = await run(path, [command, "-input=false", "-no-color", ...args], {
      cwd: folder,
      env: { ...this.#env, TF_IN_AUTOMATION: "1" },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }
}
