import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProviderHost } from "../../provider";

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The parts of `terraform show -json PLAN` that the tests look at. */
export interface ShownPlan {
  resource_changes?: { address: string; change: ShownChange }[];
  resource_drift?: { address: string; change: ShownChange }[];
}

interface ShownChange {
  actions: string[];
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** A folder with one configuration, and the real terraform to run in it: no registry, no plugin, no user settings. */
export class TerraformFolder {
  readonly path = mkdtempSync(join(tmpdir(), "onramp-tf-"));
  readonly #env: NodeJS.ProcessEnv;

  constructor(host: ProviderHost) {
    const cli = join(this.path, "empty.tfrc");
    writeFileSync(cli, "");
    mkdirSync(join(this.path, "no-plugins"));
    this.#env = {
      PATH: process.env["PATH"],
      TF_REATTACH_PROVIDERS: host.reattach,
      TF_CLI_CONFIG_FILE: cli,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
    };
  }

  /** Replaces the configuration, in Terraform's JSON syntax. */
  write(configuration: object): void {
    const required_providers = { databricks: { source: "databricks/databricks" } };
    const json = JSON.stringify({ terraform: { required_providers }, ...configuration }, undefined, 1);
    writeFileSync(join(this.path, "main.tf.json"), json);
  }

  /** Never synchronously: the provider lives in this very process and has to answer meanwhile. */
  run(...args: string[]): Promise<Run> {
    return this.start(...args).done;
  }

  start(...args: string[]): { done: Promise<Run>; end: (signal: "SIGINT" | "SIGKILL") => void } {
    const child = spawn("terraform", [...args, ...(args[0] === "init" ? ["-plugin-dir=no-plugins"] : [])], {
      cwd: this.path,
      env: this.#env,
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    const done = new Promise<Run>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, ...output }));
    });
    return { done, end: (signal) => void child.kill(signal) };
  }

  async apply(...args: string[]): Promise<Run> {
    return this.run("apply", "-auto-approve", "-no-color", "-input=false", ...args);
  }

  /** What a plan would do: `address: actions`, drift first as `address drifted: actions`. */
  async plan(...args: string[]): Promise<string[]> {
    const planned = await this.run("plan", "-no-color", "-input=false", "-out=plan", ...args);
    if (planned.code !== 0) throw new Error(planned.stderr);
    const { resource_changes = [], resource_drift = [] } = JSON.parse(
      (await this.run("show", "-json", "plan")).stdout,
    ) as ShownPlan;
    return [
      ...resource_drift.map(({ address, change }) => `${address} drifted: ${change.actions.join()}`),
      ...resource_changes
        .filter(({ change }) => change.actions.join() !== "no-op")
        .map(({ address, change }) => `${address}: ${change.actions.join()}`),
    ];
  }

  /** What the last plan changes in existing objects, sorted: `attribute: before → after`. */
  async changes(): Promise<{ address: string; changed: string[] }[]> {
    const { resource_changes = [] } = JSON.parse((await this.run("show", "-json", "plan")).stdout) as ShownPlan;
    return resource_changes.map(({ address, change: { before, after } }) => ({
      address,
      changed: Object.keys({ ...before, ...after })
        .sort()
        .map((name) => [name, JSON.stringify(before?.[name]), JSON.stringify(after?.[name])] as const)
        .filter(([, old, now]) => old !== now)
        .map(([name, old, now]) => `${name}: ${old} → ${now}`),
    }));
  }

  /** The state file as it is. */
  state(): { resources: { type: string; name: string; instances: { attributes: Record<string, unknown> }[] }[] } {
    return JSON.parse(readFileSync(join(this.path, "terraform.tfstate"), "utf8")) as ReturnType<
      TerraformFolder["state"]
    >;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
