import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createRestApp } from "../../sandbox/rest";
import { Workspace } from "../../sandbox/state/workspace";
import type { Context } from "../../scripts/cli/context";
import type { Input } from "../../scripts/cli/hidden-prompt";
import { testContext } from "./context";

const HOST = "https://localhost:8443";

/** A request that went to the workspace. */
export interface Sent {
  readonly method: string;
  readonly path: string;
}

/**
 * A sandbox's workspace in this process and a project's folder. `fetch` is led to the workspace's own REST routes: no
 * sockets and no certificates, the same rules.
 */
export class WorkspaceInProcess {
  readonly workspace = new Workspace({ cloud: "aws" });
  readonly folder = mkdtempSync(join(tmpdir(), "onramp-workspace-"));
  readonly sent: Sent[] = [];
  readonly env: NodeJS.ProcessEnv;
  /** As an admin and past the command; the answer as it went over the wire. */
  readonly request: (method: string, path: string, body?: object) => Promise<string>;
  /** Done once, right after the next request of a method was answered. */
  afterNext?: { readonly method: string; readonly act: () => Promise<unknown> };

  constructor(yaml = "integrations:\n  kater: { read: [samples.nyctaxi] }\n") {
    writeFileSync(join(this.folder, "onramp.yaml"), yaml);
    const token = this.workspace.issueAdminToken();
    this.env = {
      HOME: this.folder,
      DATABRICKS_HOST: HOST,
      DATABRICKS_TOKEN: token,
      ONRAMP_SANDBOX: this.workspace.data.identity.sandboxId,
      ONRAMP_SANDBOX_CLOUD: "aws",
      ONRAMP_SANDBOX_STATE: this.folder,
    };
    const app = createRestApp({ workspace: this.workspace, url: () => HOST });
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    this.request = async (method, path, body) => {
      const answer = await app.request(path, { method, headers, body: body && JSON.stringify(body) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return text;
    };
    jest.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const url = new URL(input);
      const method = init?.method ?? "GET";
      this.sent.push({ method, path: url.pathname });
      const answer = await app.request(url, init);
      const { afterNext } = this;
      if (afterNext?.method === method) {
        this.afterNext = undefined;
        await afterNext.act();
      }
      return answer;
    });
  }

  /** Calls that could change something. */
  get writes(): readonly Sent[] {
    return this.sent.filter(({ method }) => method !== "GET");
  }

  /** From now on a new user without any rights signs in. */
  signInAs(userName: string): void {
    const { principals, credentials } = this.workspace;
    const user = principals.addUser(userName, userName);
    this.env.DATABRICKS_TOKEN = credentials.createToken(principals.asCaller(user), "test", undefined).value;
  }

  /**
   * Runs a command as if in the project's folder.
   *
   * @param typed what somebody types on the terminal; absent: nobody is there
   */
  async run(
    command: (context: Context, input: Input) => Promise<number>,
    typed?: string,
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    const { context, out, err } = testContext(this.env);
    const isTTY = typed !== undefined;
    const stderr = Object.assign(context.stderr, { isTTY });
    const input: Input = Object.assign(Readable.from([typed ?? ""]), { isTTY });
    const code = await command({ ...context, stderr, cwd: this.folder }, input);
    return { code, out: out(), err: err() };
  }

  close(): void {
    jest.restoreAllMocks();
    rmSync(this.folder, { recursive: true });
  }
}
