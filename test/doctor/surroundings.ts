import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Finding } from "../../scripts/doctor/examination";
import type { Status } from "../../lib/report/outcome";
import type { DoctorReport } from "../../scripts/doctor";
import { createRestApp } from "../../sandbox/rest";
import type { Cloud } from "../../sandbox/state/records/identity";
import { ADMIN, Workspace, type WorkspaceOptions } from "../../sandbox/state/workspace";
import { run, type DoctorCommand } from "../../scripts/doctor/run";
import { testContext } from "../support/context";
import { writeTool } from "../support/stand-in-release";

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

/** A config with one tool that reads `main.default`, or what the fields say instead. */
export const reader = (fields: string) =>
  `integrations:\n  reader: { tool: generic-reader, credential: { kind: oauth }, read: [main.default], ${fields} }\n`;

/** A config with one tool that has a schema of its own. */
export const writer = (fields: string) =>
  `integrations:\n  writer: { tool: generic-writer, credential: { kind: oauth }, ${fields} }\n`;

/** As `onramp.yaml` has it: an id of nothing but digits is in quotes. */
export const inYaml = (text: string) => stringify(text).trim();

type Answer = (url: URL) => Response | undefined;

/** A resource of a Terraform state. */
export type ManagedResource = readonly [
  type: string,
  attributes: Readonly<Record<string, string | readonly string[]>>,
  name?: string,
];

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

  constructor(yaml: string, cloud: Cloud = "aws", edition?: WorkspaceOptions["edition"]) {
    this.workspace = new Workspace({ cloud, edition });
    this.write(yaml);
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

  /** Another `onramp.yaml`. */
  write(yaml: string): void {
    writeFileSync(join(this.folder, "onramp.yaml"), yaml);
  }

  /** A warehouse that is there already, with who has CAN_USE on it. Gives its id. */
  addWarehouse(name: string, ...users: string[]): string {
    const { warehouses, admin } = this.workspace;
    const { id } = warehouses.create(admin, { name, clusterSize: "2X-Small", type: "PRO", serverless: true });
    this.letUse(id, ...users);
    return id;
  }

  letUse(warehouse: string, ...users: string[]): void {
    const entries = users.map((principal) => ({ principal, level: "CAN_USE" }));
    this.workspace.access.merge(`/sql/warehouses/${warehouse}`, entries);
  }

  /** A catalog that is there already. */
  addCatalog(name: string, type?: "FOREIGN_CATALOG" | "DELTASHARING_CATALOG") {
    const { unityCatalog, admin, data } = this.workspace;
    const record = unityCatalog.createCatalog(admin, { name, storageRoot: "s3://b/p" });
    if (type) data.catalogs.set(record.id, { ...record, catalogType: type });
    return record;
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

  /** Writes a Terraform state; what has no address of its own is called `it`. */
  hold(...resources: readonly ManagedResource[]): void {
    this.holdIn("onramp", ...resources);
  }

  holdIn(stack: string, ...resources: readonly ManagedResource[]): void {
    const written = resources.map(([type, attributes, name = "it"]) => ({
      mode: "managed",
      type,
      name,
      instances: [{ attributes }],
    }));
    writeFileSync(join(this.folder, `${stack}.tfstate`), JSON.stringify({ version: 4, resources: written }));
  }

  /** Runs `onramp doctor --json`, which must not write anything. */
  async examine(): Promise<{ code: number; report: DoctorReport }> {
    const { context, out } = testContext(this.env);
    const code = await run({ json: true }, { ...context, cwd: this.folder });
    expect(this.methods.filter((method) => method !== "GET")).toEqual([]);
    return { code, report: JSON.parse(out()) as DoctorReport };
  }

  /** Runs `onramp doctor --fix`. */
  async fix(command: DoctorCommand = {}, terminal = false) {
    const { context, out, err } = testContext(this.env);
    Object.assign(context.stderr, { isTTY: terminal });
    const code = await run({ fix: true, ...command }, { ...context, cwd: this.folder });
    return { code, out: out(), err: err() };
  }

  /** The findings that are not well. */
  async complaints(): Promise<readonly Finding[]> {
    const { report } = await this.examine();
    return report.findings.filter(({ status }) => status !== "PASS");
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
