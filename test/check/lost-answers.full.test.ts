import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CheckReport } from "../../lib/check/report";
import { startSandbox, type Sandbox } from "../../sandbox";
import type { Fault } from "../../sandbox/faults";
import { removedVariables } from "../../sandbox/cli/child-environment";
import type { Connection } from "../../lib/terraform/connection";
import { start } from "../support/processes";
import { project } from "../support/deployed-project";

/** What proxies answer in a workspace's place, and connections that break. */
const FAULTS: readonly (readonly [name: string, fault: Fault, passes: boolean])[] = [
  [
    "a proxy's page in its place",
    {
      effect: {
        status: 200,
        headers: { "content-type": "text/html" },
        body: "<!doctype html><title>Sign in to the network</title>",
      },
    },
    false,
  ],
  ["half of it", { effect: "half" }, false],
  ["a connection that is cut after it was done", { effect: "reset", afterwards: true }, true],
];

/** Probes that only ask, which a fault that passes does not fail; those of writes cannot know what came of it. */
const ASKING = [
  "cannot-grant",
  "cannot-read-canary",
  "metadata",
  "nothing-elsewhere",
  "privileges",
  "select",
  "sign-in",
  "visibility",
];

let sandbox: Sandbox;
let checker: ChildProcess;
let deployed: { readonly connection: Connection; readonly secret: string };
const folder = mkdtempSync(join(tmpdir(), "onramp-lost-"));

beforeAll(async () => {
  sandbox = await startSandbox({ provider: "registry" });
  checker = fork(join(__dirname, "lost-answers-child.ts"), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...sandbox.environment },
  });
  [deployed] = (await once(checker, "message")) as [typeof deployed];
});

afterAll(async () => {
  checker.kill();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

async function check(): Promise<CheckReport> {
  const answer = once(checker, "message");
  checker.send("check");
  return ((await answer) as [CheckReport])[0];
}

const scratchTables = () =>
  [...sandbox.workspace.data.tables.values()].map(({ name }) => name).filter((name) => name.startsWith("_onramp"));

describe.each(FAULTS)("an answer of the SQL endpoint is lost: %s", (_name, fault, passes) => {
  test("the check ends with a report wherever it happens, never says PASS of what it did not see, and tidies up", async () => {
    const failedAt = new Set<string>();
    for (let skip = 0; ; skip++) {
      expect(skip).toBeLessThan(200);
      const ordered = sandbox.faults.order({ call: "*", skip, fault });
      const report = await check();
      ordered.cancel();
      const [struck] = ordered.struck;
      if (!struck) break;
      const failed = report.test_results.filter(({ status }) => status === "FAIL");
      // Only what nobody waits for may get lost without a word.
      if (failed.length === 0 && !passes) expect(struck.call).toMatch(/^Close(Operation|Session)$/);
      for (const { test_name, cause } of failed) {
        expect(cause).toMatch(/^(something else answered in the place of localhost|no connection to localhost)/);
        failedAt.add(test_name);
      }
      expect({ tables: scratchTables(), left: report.left_behind }).toEqual({ tables: [], left: [] });
    }
    // Every probe that asks the SQL endpoint.
    const writing = ["cannot-create-outside", "write-table"];
    expect([...failedAt].sort()).toEqual(passes ? writing : [...writing, ...ASKING].sort());
  }, 90_000);
});

const refuses = (status: number, error_code: string, message: string): Fault => ({
  effect: {
    status,
    headers: { "content-type": "application/json", "retry-after": "1" },
    body: JSON.stringify({ error_code, message }),
  },
});

test.each([
  [
    "SCIM limits the rate with 500",
    { path: "/api/2.0/preview/scim/v2/Me" },
    refuses(500, "REQUEST_LIMIT_EXCEEDED", "later"),
  ],
  [
    "the warehouse is restarted in mid-run",
    { call: "ExecuteStatement", skip: 6 },
    refuses(503, "TEMPORARILY_UNAVAILABLE", "Warehouse w is starting."),
  ],
  ["one call of the REST API is cut", { path: "/api/2.0/token/list" }, { effect: "reset" as const }],
])("%s: the check passes all the same", async (_name, where, fault) => {
  const ordered = sandbox.faults.order({ ...where, fault });
  const report = await check();
  expect(ordered.struck).toHaveLength(1);
  expect(report.test_results.filter(({ status }) => status === "FAIL")).toEqual([]);
  expect(report.test_results.find(({ test_name }) => test_name === "credential")).toMatchObject({ status: "PASS" });
});

test("the command itself fails, with a whole document, where it used to end with 0 and without a word", async () => {
  const { environment, url } = sandbox;
  const { connection, secret } = deployed;
  const env = project(folder, ["clevertap"], { clevertap: connection }, secret);
  const hidden = new Set(removedVariables(process.env));
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !hidden.has(name)));
  const run = async (skip: number) => {
    sandbox.faults.order({ call: "*", skip, fault: FAULTS[0]![1] });
    const ended = await start(process.execPath, [join(__dirname, "../../scripts/onramp.js"), "check", "--json"], {
      cwd: folder,
      env: { ...inherited, NODE_EXTRA_CA_CERTS: environment.NODE_EXTRA_CA_CERTS, ...env, DATABRICKS_HOST: url },
    }).ended;
    return { code: ended.code, ...(JSON.parse(ended.stdout) as { status: string }) };
  };
  expect(await run(0)).toMatchObject({ code: 3, status: "FAIL" });
  expect(await run(5)).toMatchObject({ code: 1, status: "FAIL" });
});
