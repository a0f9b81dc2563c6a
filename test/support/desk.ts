import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createRestApp } from "../../sandbox/rest";
import { Workspace, type WorkspaceOptions } from "../../sandbox/state/workspace";
import type { Interrupts } from "../../scripts/cli/interrupts";
import { run, type InitCommand } from "../../scripts/init/run";
import { testContext } from "./context";

const HOST = "https://localhost:8443";

/** How a run ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Somebody who runs `onramp init` in an empty folder. `fetch` leads to a sandbox's workspace in this process: no sockets
 * and no certificates, the same rules.
 */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), "onramp-init-"));
  readonly workspace: Workspace;
  readonly env: NodeJS.ProcessEnv;
  /** Methods of the requests so far. */
  readonly methods: string[] = [];
  /** Done when a request comes in. */
  atRequest: () => void = () => undefined;
  interrupts?: Interrupts;

  constructor(options: WorkspaceOptions = { cloud: "aws" }) {
    this.workspace = new Workspace(options);
    this.env = {
      HOME: this.folder,
      DATABRICKS_HOST: HOST,
      DATABRICKS_TOKEN: this.workspace.issueAdminToken(),
      ONRAMP_SANDBOX: this.workspace.data.identity.sandboxId,
      ONRAMP_SANDBOX_CLOUD: this.workspace.data.identity.cloud,
      ONRAMP_SANDBOX_STATE: this.folder,
    };
    const app = createRestApp({ workspace: this.workspace, url: () => HOST });
    jest.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      this.methods.push(init?.method ?? "GET");
      this.atRequest();
      return app.request(new URL(input), init);
    });
  }

  /** Nothing leads to a workspace any more. */
  goOffline(): void {
    for (const name of Object.keys(this.env)) if (name !== "HOME") delete this.env[name];
  }

  /**
   * @param lines what is typed, each with Enter; absent: there is no terminal
   */
  async init(command: InitCommand, lines?: readonly string[]): Promise<Ended> {
    const { context, out, err, interrupts } = testContext(this.env);
    this.interrupts = interrupts;
    const isTTY = lines !== undefined;
    const stdin = Object.assign(Readable.from([(lines ?? []).map((line) => `${line}\r`).join("")]), { isTTY });
    const stderr = Object.assign(context.stderr, { isTTY, columns: 100 });
    const env = { ...context.env, NO_COLOR: "1" };
    const code = await run(command, { ...context, env, stderr, cwd: this.folder }, stdin);
    return { code, out: out(), err: err() };
  }

  /** As {@link init}, for a command that fails. */
  failure(
    command: InitCommand,
    lines?: readonly string[],
  ): Promise<{ exitCode: number; message: string; fix: string[] }> {
    return this.init(command, lines).then(
      ({ out, err }) => {
        throw new Error(`It did not fail.\n${err}${out}`);
      },
      (error: { exitCode: number; message: string; fix: string[] }) => error,
    );
  }

  /** Puts a file there. */
  write(text: string, name = "onramp.yaml"): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** What is in a file; undefined when it is not there. */
  text(name = "onramp.yaml"): string | undefined {
    const path = join(this.folder, name);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  }

  get files(): string[] {
    return readdirSync(this.folder);
  }

  close(): void {
    jest.restoreAllMocks();
    rmSync(this.folder, { recursive: true });
  }
}
