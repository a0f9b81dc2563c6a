import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckReport, TestResult } from "../../check/report";
import type { runCheck } from "../../check/run";
import { run, type CheckCommand } from "../../scripts/check";
import type { Connection } from "../../workspace/connection";
import { testContext } from "./context";

const SECRET = "not-a-real-token-0123456789abcd3f2a";

let cwd: string;
let checks: jest.MockedFunction<typeof runCheck>;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "onramp-check-"));
  checks = jest.fn<ReturnType<typeof runCheck>, Parameters<typeof runCheck>>((options) =>
    Promise.resolve(report(options.connection.integration)),
  );
});
afterEach(() => rmSync(cwd, { recursive: true }));

function report(integration: string, result: Partial<TestResult> = {}): CheckReport {
  const test: TestResult = {
    test_name: "sign-in",
    status: "PASS",
    message: `signed in as ${integration}`,
    time_ms: 3,
    ...result,
  };
  return {
    integration,
    tool: "clevertap",
    host: "localhost",
    principal: { application_id: "p", display_name: integration },
    status: test.status === "SKIP" ? "PASS" : test.status,
    test_results: [test],
    credential: { kind: "pat", id: "t", days_left: 90 },
    warehouse: { id: "w", name: "w", auto_stop_minutes: 10 },
    nothing_to_read: false,
    unreachable: false,
    time_ms: 3,
  };
}

const connection = (integration: string): Connection => ({
  integration,
  tool: "clevertap",
  host: "localhost",
  port: 40123,
  http_path: "/sql/1.0/warehouses/w",
  warehouse_id: "w",
  warehouse_name: "w",
  auto_stop_minutes: 10,
  catalog: "c",
  schema: "s",
  read: [],
  principal: { application_id: "p", display_name: integration },
  credential: { kind: "pat", id: "t", lifetime_days: 90 },
});

/** A project with these integrations in its config, and these deployed; undefined: never synthesized. */
function project(
  integrations: readonly string[],
  deployed: readonly string[] | undefined = integrations,
): NodeJS.ProcessEnv {
  const entries = integrations.map((name) => `  ${name}: { tool: clevertap, catalog: c_${name}, schema: s }`);
  writeFileSync(join(cwd, "onramp.yaml"), `integrations:\n${entries.join("\n")}\n`);
  const outputs = {
    connections: { value: Object.fromEntries((deployed ?? []).map((name) => [name, connection(name)])) },
    secrets: { value: Object.fromEntries((deployed ?? []).map((name) => [name, SECRET])) },
    workspace: { value: "sandbox:s1" },
  };
  writeFileSync(join(cwd, "outputs.json"), JSON.stringify(outputs));
  // Stands in for Terraform: it says its version and prints the outputs.
  writeFileSync(
    join(cwd, "terraform"),
    `#!/bin/sh\ncase "$1" in version) echo "Terraform v1.11.4";; output) cat "${cwd}/outputs.json";; esac\n`,
  );
  chmodSync(join(cwd, "terraform"), 0o755);
  if (deployed !== undefined) {
    const stack = { synthesizedStackPath: "stacks/onramp/cdk.tf.json", workingDirectory: "stacks/onramp" };
    mkdirSync(join(cwd, "cdktf.out", "stacks", "onramp"), { recursive: true });
    writeFileSync(join(cwd, "cdktf.out", "manifest.json"), JSON.stringify({ stacks: { onramp: stack } }));
    const backend = { terraform: { backend: { local: { path: "/nowhere/onramp.tfstate" } } } };
    writeFileSync(join(cwd, "cdktf.out", "stacks", "onramp", "cdk.tf.json"), JSON.stringify(backend));
  }
  return {
    TERRAFORM_BINARY_NAME: join(cwd, "terraform"),
    ONRAMP_SANDBOX: "s1",
    ONRAMP_SANDBOX_CLOUD: "aws",
    ONRAMP_SANDBOX_STATE: join(cwd, "state"),
    DATABRICKS_HOST: "https://localhost:40123",
  };
}

async function check(env: NodeJS.ProcessEnv, command: Partial<CheckCommand> = {}) {
  const { context, out, err } = testContext(env);
  const code = await run({ names: [], ...command }, { ...context, cwd }, checks);
  return { code, out: out(), err: err() };
}

test("shows form, report and steps of every deployed connection, and progress apart from them", async () => {
  const { code, out, err } = await check(project(["clevertap", "other"]));
  expect(code).toBe(0);
  expect(out).toMatch(/Connection name +clevertap[^]*signed in as clevertap[^]*Add Database[^]*Connection name +other/);
  expect(err).toMatch(/✔ check as clevertap +1 passed +\d+\.\d s\n.*✔ check as other/);
  expect(out + err).not.toContain(SECRET);
  expect(out).toContain("••••••••3f2a");
});

test("in the sandbox the canary is the sandbox's own", async () => {
  await check(project(["clevertap"]), { readOnly: true });
  expect(checks.mock.calls[0]?.[0]).toMatchObject({
    canary: { catalog: "sandbox", schema: "canary", table: "secret" },
    readOnly: true,
  });
});

test("checks only what is named", async () => {
  await check(project(["clevertap", "other"]), { names: ["other"], canary: "A.b.c" });
  expect(checks.mock.calls.map(([options]) => options.connection.integration)).toEqual(["other"]);
  expect(checks.mock.calls[0]?.[0].canary).toEqual({ catalog: "a", schema: "b", table: "c" });
});

test("a failed probe is exit code 1, and the steps in the tool are left out", async () => {
  checks.mockResolvedValue(report("clevertap", { status: "FAIL", message: "cannot sign in", fix: "deploy again" }));
  const { code, out, err } = await check(project(["clevertap"]));
  expect(code).toBe(1);
  expect(err).toContain("✖ check as clevertap");
  expect(out).toContain("deploy again");
  expect(out).not.toContain("Choose Test Connection");
});

test("--json is one document on stdout, without the secret", async () => {
  const { out } = await check(project(["clevertap", "other"]), { json: true });
  expect(JSON.parse(out)).toMatchObject({
    status: "PASS",
    reports: [
      { integration: "clevertap", test_results: [{ test_name: "sign-in", status: "PASS" }] },
      { integration: "other" },
    ],
  });
  expect(out).not.toContain(SECRET);
});

test("--show-secret shows it", async () => {
  expect((await check(project(["clevertap"]), { showSecret: true })).out).toContain(SECRET);
});

test("--secret-file gets the secret and nothing else, for its owner alone", async () => {
  const { out } = await check(project(["clevertap"]), { secretFile: "token" });
  const file = join(cwd, "token");
  expect(readFileSync(file, "utf8")).toBe(SECRET);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(out).toContain(`in ${file}`);
});

describe("refuses, before anything is tried,", () => {
  test("to write a secret over something", async () => {
    writeFileSync(join(cwd, "token"), "mine");
    await expect(check(project(["clevertap"]), { secretFile: "token" })).rejects.toMatchObject({ exitCode: 2 });
    expect(readFileSync(join(cwd, "token"), "utf8")).toBe("mine");
    expect(checks).not.toHaveBeenCalled();
  });

  test.each<[string, Partial<CheckCommand>, NodeJS.ProcessEnv, RegExp]>([
    ["two secrets in one file", { secretFile: "token" }, {}, /for one integration, but there are clevertap, other/],
    ["a secret file in no folder", { names: ["other"], secretFile: "no/token" }, {}, /cannot be written \(ENOENT\)/],
    ["--show-secret while CI is set", { showSecret: true }, { CI: "true" }, /refused while CI is set/],
    ["--show-secret with --json", { showSecret: true, json: true }, {}, /do not go together/],
    ["a canary that is no table", { canary: "a.b" }, {}, /--canary a\.b is no table/],
    ["an unknown name", { names: ["clevertp"] }, {}, /has no integration clevertp; it has clevertap or other/],
    ["an unknown stack", { stack: "prod" }, {}, /stack prod: there is no such stack/],
    ["another sandbox", {}, { ONRAMP_SANDBOX: "s2" }, /its state belongs to sandbox:s1/],
    ["a config that is not there", {}, { ONRAMP_CONFIG: "none.yaml" }, /none\.yaml/],
  ])("%s", async (_what, command, env, message) => {
    const failure = await check({ ...project(["clevertap", "other"]), ...env }, command).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
    expect(checks).not.toHaveBeenCalled();
    expect(existsSync(join(cwd, "token"))).toBe(false);
  });

  test("a check before any deploy", async () => {
    const env = project(["clevertap"], []);
    rmSync(join(cwd, "cdktf.out"), { recursive: true });
    await expect(check(env)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("nothing was deployed yet") as string,
    });
  });

  test("a name that is in the config but not deployed", async () => {
    const env = project(["clevertap", "other"], ["clevertap"]);
    await expect(check(env, { names: ["other"] })).rejects.toMatchObject({
      exitCode: 2,
      message: "other was not deployed yet.",
      fix: ["Deploy first: npx cdktf deploy"],
    });
  });
});
