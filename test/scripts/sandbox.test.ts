import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, type SandboxCommand } from "../../scripts/sandbox/run";
import type { StartSandbox } from "../../sandbox/cli/session";
import { testContext } from "../support/context";

let folder: string;
let closed: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "onramp-sandbox-"));
  closed = 0;
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin", "terraform"), '#!/bin/sh\necho "Terraform v1.11.4"\n');
  chmodSync(join(folder, "bin", "terraform"), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: `${join(folder, "bin")}:/bin:/usr/bin`,
  ...more,
});

/** Stands in for the real sandbox, which has tests of its own. */
const standIn: StartSandbox = ({ cloud = "aws", like = cloud, privilegeModel = "1.0" }) =>
  Promise.resolve({
    id: "sandbox-id",
    cloud,
    like,
    workspace: { data: { identity: { privilegeModel } } },
    url: "https://localhost:40123",
    directory: folder,
    environment: { DATABRICKS_HOST: "https://localhost:40123", DATABRICKS_TOKEN: "sandbox-token" },
    close: () => Promise.resolve(void (closed += 1)),
  });

const failing =
  (error: Error): StartSandbox =>
  () =>
    Promise.reject(error);

describe("--run", () => {
  const command = (line: string): SandboxCommand => ({ run: line, cloud: "azure" });

  test("gives the command the sandbox's environment and ends with its exit code", async () => {
    const { context } = testContext(environment({ DATABRICKS_TOKEN: "real-token", ARM_TENANT_ID: "t", KEPT: "yes" }));
    const file = join(folder, "env.json");
    const line = `"${process.execPath}" -p "JSON.stringify(process.env)" > "${file}"; exit 7`;
    expect(await run(command(line), context, standIn)).toBe(7);
    const seen = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    expect(seen).toMatchObject({
      DATABRICKS_TOKEN: "sandbox-token",
      ONRAMP_SANDBOX: "sandbox-id",
      ONRAMP_SANDBOX_CLOUD: "azure",
      ONRAMP_SANDBOX_STATE: join(folder, "terraform"),
      TERRAFORM_BINARY_NAME: join(folder, "terraform-program"),
      KEPT: "yes",
    });
    expect(seen).not.toHaveProperty("ARM_TENANT_ID");
    expect(statSync(join(folder, "terraform")).mode & 0o777).toBe(0o700);
    expect(closed).toBe(1);
  });

  test("waits for Terraform to write its state before the sandbox ends", async () => {
    const { context } = testContext(environment());
    const lock = join(folder, "terraform", ".onramp.tfstate.lock.info");
    const line = `touch "${lock}"; (sleep 0.3; rm "${lock}") >/dev/null 2>&1 &`;
    await run(command(line), context, standIn);
    expect(existsSync(lock)).toBe(false);
  });

  test("refuses to start without Terraform, and starts no sandbox", async () => {
    const { context } = testContext({ ...environment(), TERRAFORM_BINARY_NAME: "/nowhere/tofu" });
    await expect(run(command("true"), context, standIn)).rejects.toMatchObject({ exitCode: 3 });
    expect(closed).toBe(0);
  });

  test("an interrupt before the command runs ends the sandbox", async () => {
    const { context, interrupts } = testContext(environment());
    const start: StartSandbox = (options) => {
      interrupts.receive("SIGTERM");
      return standIn(options);
    };
    await expect(run(command("true"), context, start)).rejects.toMatchObject({ exitCode: 143 });
    expect(closed).toBe(1);
  });
});

describe("without --run", () => {
  /** Lets the sandbox stay until it has said how to end it, then presses Ctrl-C. */
  async function stay(env: NodeJS.ProcessEnv): Promise<ReturnType<typeof testContext>> {
    const test = testContext(env);
    const running = run({}, test.context, standIn);
    while (!test.err().includes("Ctrl-C ends the sandbox")) await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(0);
    test.interrupts.receive("SIGINT");
    expect(await running).toBe(0);
    expect(closed).toBe(1);
    return test;
  }

  test("prints nothing but shell lines on stdout, the rest on stderr, and stays until Ctrl-C", async () => {
    const { out, err } = await stay(environment({ ARM_CLIENT_ID: "mine" }));
    expect(out()).toBe(
      [
        "unset ARM_CLIENT_ID",
        "export DATABRICKS_HOST='https://localhost:40123'",
        "export DATABRICKS_TOKEN='sandbox-token'",
        "export ONRAMP_SANDBOX='sandbox-id'",
        "export ONRAMP_SANDBOX_CLOUD='aws'",
        `export ONRAMP_SANDBOX_STATE='${join(folder, "terraform")}'`,
        `export TERRAFORM_BINARY_NAME='${join(folder, "terraform-program")}'`,
        "",
      ].join("\n"),
    );
    expect(err()).toContain("Sandbox ready: https://localhost:40123");
    expect(err()).toContain("unset DATABRICKS_HOST DATABRICKS_TOKEN ONRAMP_SANDBOX");
    expect(err()).not.toContain("sandbox-token");
  });

  test("starts without Terraform and says what will not work", async () => {
    const { err } = await stay({ ...environment(), TERRAFORM_BINARY_NAME: "/nowhere/tofu" });
    expect(err()).toContain("cdktf will not work");
  });
});

describe("a folder that keeps a workspace", () => {
  const keptFreeEdition: StartSandbox = () => standIn({ like: "free", state: folder });

  test.each<[SandboxCommand, RegExp]>([
    [{ like: "gcp" }, /keeps a workspace like free, not like gcp\.$/],
    [{ cloud: "azure" }, /keeps a workspace on aws, not on azure\.$/],
    [{ privilegeModel: "1.1" }, /keeps a workspace with privilege model 1\.0, not 1\.1\.$/],
  ])("refuses %j, and ends the sandbox", async (command, message) => {
    const { context } = testContext(environment());
    const running = run({ ...command, data: folder, run: "true" }, context, keptFreeEdition);
    await expect(running).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
    expect(closed).toBe(1);
  });

  test("goes on as what it is", async () => {
    const { context } = testContext(environment());
    const command: SandboxCommand = { like: "free", cloud: "aws", privilegeModel: "1.0", data: folder, run: "exit 4" };
    expect(await run(command, context, keptFreeEdition)).toBe(4);
  });
});

describe("refuses", () => {
  test.each<[SandboxCommand, string]>([
    [{ like: "azure", cloud: "aws" }, "--like azure is on azure, and --cloud says aws."],
    [{ like: "free", cloud: "gcp" }, "--like free is on aws, and --cloud says gcp."],
  ])("%j before anything starts", async (command, message) => {
    const { context } = testContext(environment());
    await expect(run({ ...command, run: "true" }, context, standIn)).rejects.toMatchObject({ exitCode: 2, message });
    expect(closed).toBe(0);
  });

  const inUse = Object.assign(new Error("listen EADDRINUSE"), { code: "EADDRINUSE" });
  const denied = Object.assign(new Error("EACCES: permission denied, mkdir '/x'"), { code: "EACCES" });
  test.each<[string, SandboxCommand, Error, RegExp]>([
    ["a port in use", { port: 8443 }, inUse, /^Port 8443 is in use\.$/],
    ["a port for administrators", { port: 443 }, denied, /^Port 443 needs special rights\.$/],
    ["a state folder that cannot be written", { data: "/x" }, denied, /--data cannot be used: EACCES/],
    [
      "a state folder of a running sandbox",
      { data: "/x" },
      Object.assign(new Error("/x is in use by the sandbox of process 4"), { code: "EBUSY" }),
      /--data cannot be used: \/x is in use by the sandbox of process 4/,
    ],
  ])("%s, as wrong use", async (_what, command, error, message) => {
    const { context } = testContext(environment());
    const failure = await run({ ...command, run: "true" }, context, failing(error)).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
  });

  test("nothing else in the user's name: a bug stays a bug", async () => {
    const { context } = testContext(environment());
    const bug = new TypeError("x is undefined");
    await expect(run({ run: "true" }, context, failing(bug))).rejects.toBe(bug);
  });
});
