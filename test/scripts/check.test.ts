import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckReport, TestResult } from "../../lib/check/report";
import type { runCheck } from "../../lib/check/run";
import type { CheckCommand } from "../../scripts/check/options";
import { run } from "../../scripts/check/run";
import { testContext } from "../support/context";
import { project as place, SECRET, type Deployed } from "../support/deployed-project";

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
    compute: { kind: "warehouse", id: "w", name: "w", auto_stop_minutes: 10 },
    nothing_to_read: false,
    left_behind: [],
    unreachable: false,
    time_ms: 3,
  };
}

const project = (integrations: readonly string[], deployed?: Deployed, secret?: string) =>
  place(cwd, integrations, deployed, secret);

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

test.each([
  ["WARN", false, 0],
  ["WARN", true, 1],
  ["PASS", true, 0],
  ["SKIP", true, 0],
  ["FAIL", true, 1],
] as const)("%s with --strict %s is exit code %i", async (status, strict, expected) => {
  checks.mockResolvedValue(report("clevertap", { status, message: "the token has 5 days left" }));
  expect((await check(project(["clevertap"]), { strict })).code).toBe(expected);
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

describe("a credential that was made elsewhere", () => {
  const external = { other: { credential: { kind: "pat" as const, external: true as const } } };
  const OWN = "a-token-that-a-person-made-0123";

  test.each<[string, Partial<CheckCommand>, NodeJS.ProcessEnv]>([
    ["a file", { tokenFile: "own-token" }, {}],
    ["the environment", {}, { ONRAMP_TOKEN_OTHER: OWN }],
  ])("comes from %s, and is not shown", async (_what, command, env) => {
    const all = { ...project(["clevertap", "other"], { clevertap: {}, ...external }), ...env };
    writeFileSync(join(cwd, "own-token"), `${OWN}\n`);
    const { code, out, err } = await check(all, command);
    expect(code).toBe(0);
    expect(checks.mock.calls.map(([options]) => [options.secret.reveal(), options.external])).toEqual([
      [SECRET, false],
      [OWN, true],
    ]);
    expect(out + err).not.toContain(OWN);
  });

  test.each<[string, Partial<CheckCommand>, RegExp]>([
    ["nobody gave", {}, /token of other was made elsewhere, and the check was not given it/],
    ["is in a file that is not there", { tokenFile: "none" }, /none cannot be read \(ENOENT\)/],
    ["is in an empty file", { tokenFile: "own-token" }, /--token-file own-token is empty/],
    ["is given for none that needs it", { names: ["clevertap"], tokenFile: "own-token" }, /but there are none/],
    ["should be taken from here", { names: ["other"], secretFile: "token", tokenFile: "full" }, /cannot write it/],
  ])("is refused when it %s", async (_what, command, message) => {
    const env = project(["clevertap", "other"], { clevertap: {}, ...external });
    writeFileSync(join(cwd, "own-token"), " \n");
    writeFileSync(join(cwd, "full"), OWN);
    const failure = await check(env, command).catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
    expect(checks).not.toHaveBeenCalled();
    expect(existsSync(join(cwd, "token"))).toBe(false);
  });
});

describe("FORM CHANGED", () => {
  const replaced = { clevertap: { http_path: "/sql/1.0/warehouses/w2" } };

  test("is not said the first time, nor when all is the same", async () => {
    const env = project(["clevertap"]);
    expect((await check(env)).out).not.toContain("FORM CHANGED");
    expect((await check(env)).out).not.toContain("FORM CHANGED");
  });

  test("names the fields that differ from the last hand-off, once", async () => {
    await check(project(["clevertap"]));
    const env = project(["clevertap"], replaced, "not-a-real-token-of-another-deploy");
    const { out } = await check(env);
    expect(out).toMatch(/FORM CHANGED {2}since .*: change in CleverTap\n/);
    expect(out).toMatch(/ HTTP Path +\/sql\/1\.0\/warehouses\/w → \/sql\/1\.0\/warehouses\/w2\n/);
    expect(out).toMatch(/ Personal Access Token +fingerprint [0-9a-f]{8} → [0-9a-f]{8}\n/);
    expect((await check(env)).out).not.toContain("FORM CHANGED");
  });

  test("is said again while the check fails, or only programs have read it", async () => {
    await check(project(["clevertap"]));
    const env = project(["clevertap"], replaced);
    expect(JSON.parse((await check(env, { json: true })).out)).toMatchObject({
      reports: [{ form_changed: [{ label: "HTTP Path", from: "/sql/1.0/warehouses/w" }] }],
    });
    checks.mockResolvedValueOnce(report("clevertap", { status: "FAIL" }));
    expect((await check(env)).out).toContain("FORM CHANGED");
    expect((await check(env)).out).toContain("FORM CHANGED");
  });

  test("is kept without the secret; where it cannot be kept the check goes on", async () => {
    const env = project(["clevertap"]);
    await check(env);
    const file = join(cwd, "state", "handoff", "clevertap.json");
    expect(readFileSync(file, "utf8")).not.toContain(SECRET);
    writeFileSync(join(cwd, "file"), "");
    const { code, err } = await check({ ...env, ONRAMP_SANDBOX_STATE: join(cwd, "file") });
    expect(code).toBe(0);
    expect(err).toContain("cannot be remembered");
  });
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
    const env = project(["clevertap"], {});
    rmSync(join(cwd, "cdktf.out"), { recursive: true });
    await expect(check(env)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("nothing was deployed yet") as string,
    });
  });

  test("a name that is in the config but not deployed", async () => {
    const env = project(["clevertap", "other"], { clevertap: {} });
    await expect(check(env, { names: ["other"] })).rejects.toMatchObject({
      exitCode: 2,
      message: "other was not deployed yet.",
      fix: ["Deploy first: npx cdktf deploy"],
    });
  });

  test("a deploy of nothing, and a config in which everything is absent", async () => {
    const env = project(["clevertap", "other"], {});
    await expect(check(env)).rejects.toMatchObject({ exitCode: 2, message: "Nothing was deployed yet." });
    const absent = (name: string) => ({ [name]: { tool: "kater", read: ["samples.tpch"], absent: true } });
    const integrations = { ...absent("clevertap"), ...absent("other") };
    writeFileSync(join(cwd, "onramp.yaml"), JSON.stringify({ integrations }));
    await expect(check(env)).rejects.toMatchObject({
      exitCode: 2,
      message: "clevertap and other are absent: true in onramp.yaml, so there is nothing to check.",
    });
  });
});
