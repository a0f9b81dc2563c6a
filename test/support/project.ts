import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Sandbox } from "../../sandbox";
import { childEnvironment } from "../../sandbox/cli/child-environment";
import { type Ended, printed, start, type Started } from "./processes";

const ROOT = resolve(__dirname, "../..");
const TSX = pathToFileURL(require.resolve("tsx")).href;

/** What one check found, as far as tests look at it. */
export interface CheckedIntegration {
  readonly integration: string;
  readonly status: string;
  readonly test_results: readonly {
    readonly test_name: string;
    readonly status: string;
    readonly cause?: string;
    readonly fix?: string;
  }[];
}

/** A folder with an `onramp.yaml` on a sandbox of this process: every step is the program that users run. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "onramp-adoption-"));
  readonly env: NodeJS.ProcessEnv;

  constructor(sandbox: Sandbox, env: Readonly<Record<string, string>> = {}) {
    this.env = childEnvironment(process.env, {
      ...sandbox.environment,
      ONRAMP_SANDBOX: sandbox.id,
      ONRAMP_SANDBOX_CLOUD: sandbox.cloud,
      ONRAMP_SANDBOX_STATE: join(this.folder, "state"),
      CDKTF_OUTDIR: join(this.folder, "cdktf.out"),
      NO_COLOR: "1",
      ...env,
    });
    delete this.env.FORCE_COLOR;
  }

  write(text: string): void {
    writeFileSync(join(this.folder, "onramp.yaml"), text);
  }

  /** The app, as cdktf runs it. */
  synth(): Promise<Ended> {
    return this.#node("--import", TSX, join(ROOT, "stacks", "main.ts")).ended;
  }

  /** Terraform on the synthesized main stack. */
  terraform(...args: readonly string[]): Started {
    const cwd = join(this.folder, "cdktf.out", "stacks", "onramp");
    return start(this.env.TERRAFORM_BINARY_NAME ?? "terraform", args, { cwd, env: this.env });
  }

  /** Synthesizes and initialises, so that Terraform can plan. */
  async prepare(): Promise<void> {
    const { code, stderr } = await this.synth();
    if (code !== 0) throw new Error(`synth: exit code ${code}\n${stderr}`);
    await printed(this.terraform("init", "-input=false", "-no-color"));
  }

  apply(): Started {
    return this.terraform("apply", "-input=false", "-no-color", "-auto-approve");
  }

  /**
   * Deploys `onramp.yaml` as it is now.
   *
   * @returns Terraform's closing line
   */
  async deploy(text?: string): Promise<string> {
    if (text !== undefined) this.write(text);
    await this.prepare();
    return /Apply complete! (.*)/.exec(await printed(this.apply()))?.[1] ?? "";
  }

  /** `onramp ARGS` in the folder. */
  onramp(...args: readonly string[]): Promise<Ended> {
    return this.#node(join(ROOT, "scripts", "onramp.js"), ...args).ended;
  }

  /** What `onramp check` finds. */
  async check(...args: readonly string[]): Promise<readonly CheckedIntegration[]> {
    const { code, stdout, stderr } = await this.onramp("check", "--json", ...args);
    if (stdout === "") throw new Error(`check: exit code ${code}\n${stderr}`);
    return (JSON.parse(stdout) as { reports: readonly CheckedIntegration[] }).reports;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #node(...args: readonly string[]): Started {
    return start(process.execPath, args, { cwd: this.folder, env: this.env });
  }
}

/** One line for everything that did not pass. */
export function failures(reports: readonly CheckedIntegration[]): string[] {
  return reports.flatMap(({ integration, test_results }) =>
    test_results
      .filter(({ status }) => status === "FAIL")
      .map(({ test_name, cause }) => `${integration}: ${test_name}: ${cause}`),
  );
}
