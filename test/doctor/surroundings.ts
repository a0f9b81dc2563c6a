import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Finding, Status } from "../../doctor/finding";
import type { DoctorReport } from "../../doctor";
import { createRestApp } from "../../sandbox/rest";
import type { Cloud } from "../../sandbox/state/data";
import { ADMIN, Workspace } from "../../sandbox/state/workspace";
import { run } from "../../scripts/doctor";
import { testContext } from "../scripts/context";
import { writeTool } from "../toolchain/stand-in";

const HOST = "https://localhost:8443";

/** What to expect where one finding is not well: parts of its texts. */
export function oneOf(
  id: string,
  status: Status,
  parts: Partial<Record<"message" | "cause" | "fix", string>>,
): object[] {
  const texts = Object.entries(parts).map(([key, part]) => [key, expect.stringContaining(part) as string]);
  return [{ id, status, ...(Object.fromEntries(texts) as object) }];
}

type Answer = (url: URL) => Response | undefined;

/**
 * A sandbox's workspace in this process, and a project's folder. `fetch` is led to the workspace's own REST routes:
 * no sockets and no certificates, the same rules.
 */
export class Surroundings {
  readonly workspace: Workspace;
  readonly folder = mkdtempSync(join(tmpdir(), "onramp-doctor-"));
  readonly env: NodeJS.ProcessEnv;
  /** Methods of the requests so far. */
  readonly methods: string[] = [];
  /** Seconds that the workspace's clock is ahead of this machine's; undefined: its answers say no time. */
  clockAhead: number | undefined = 0;
  /** Answers in the workspace's place. */
  instead: Answer = () => undefined;

  constructor(yaml: string, cloud: Cloud = "aws") {
    this.workspace = new Workspace({ cloud });
    writeFileSync(join(this.folder, "onramp.yaml"), yaml);
    this.env = {
      HOME: this.folder,
      DATABRICKS_HOST: HOST,
      DATABRICKS_TOKEN: this.workspace.issueAdminToken(),
      ONRAMP_SANDBOX: this.workspace.data.identity.sandboxId,
      ONRAMP_SANDBOX_CLOUD: cloud,
      ONRAMP_SANDBOX_STATE: this.folder,
      TERRAFORM_BINARY_NAME: writeTool(this.folder, "terraform", "Terraform v1.11.4"),
    };
    const app = createRestApp({ workspace: this.workspace, url: () => HOST });
    jest.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const url = new URL(input);
      this.methods.push(init?.method ?? "GET");
      const answer = this.instead(url) ?? (await app.request(url, init));
      if (this.clockAhead !== undefined)
        answer.headers.set("date", new Date(Date.now() + this.clockAhead * 1000).toUTCString());
      return answer;
    });
  }

  /** From now on a new user runs the doctor. */
  signInAs(userName: string, { admin }: { readonly admin: boolean }): void {
    const { principals, credentials } = this.workspace;
    const user = principals.addUser(userName, userName);
    const admins = principals.findByName("admins");
    if (admin && admins?.kind === "group") principals.update(admins, { members: [...admins.members, user.id] });
    this.workspace.data.metastoreOwner = ADMIN;
    this.env.DATABRICKS_TOKEN = credentials.createToken(principals.asCaller(user), "test", undefined).value;
  }

  /** Writes a Terraform state of the main stack. */
  hold(...resources: readonly [type: string, attributes: Record<string, string>][]): void {
    const written = resources.map(([type, attributes]) => ({ mode: "managed", type, instances: [{ attributes }] }));
    writeFileSync(join(this.folder, "onramp.tfstate"), JSON.stringify({ version: 4, resources: written }));
  }

  async examine(): Promise<{ code: number; report: DoctorReport }> {
    const { context, out } = testContext(this.env);
    const code = await run({ json: true }, { ...context, cwd: this.folder });
    return { code, report: JSON.parse(out()) as DoctorReport };
  }

  /** The findings that are not well. */
  async complaints(): Promise<readonly Finding[]> {
    const { report } = await this.examine();
    return report.findings.filter(({ status }) => status !== "OK");
  }

  /** As people see it. */
  async text(): Promise<string> {
    const { context, out } = testContext(this.env);
    await run({}, { ...context, cwd: this.folder });
    return out();
  }

  close(): void {
    jest.restoreAllMocks();
    rmSync(this.folder, { recursive: true });
  }
}
