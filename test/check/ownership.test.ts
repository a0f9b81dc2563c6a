import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CheckReport } from "../../lib/check/report";
import { startSandbox } from "../../sandbox";
import type { StatementRecord } from "../../sandbox/state/records/history";
import { SITUATIONS, type Seen } from "./ownership-situations";

const run = promisify(execFile);

let seen: readonly Seen[];
let well: CheckReport;
let statements: readonly StatementRecord[];
let audited: readonly { readonly action_name: string }[];

beforeAll(async () => {
  const sandbox = await startSandbox({ provider: "registry" });
  try {
    const program = ["--import", "tsx", join(__dirname, "ownership-child.ts")];
    const { stdout } = await run(process.execPath, program, { env: { ...process.env, ...sandbox.environment } });
    const answer = JSON.parse(stdout) as { well: CheckReport; seen: Seen[]; id: string; audited: typeof audited };
    ({ seen, well, audited } = answer);
    statements = sandbox.workspace.data.history.statements.filter(({ principal }) => principal === answer.id);
  } finally {
    await sandbox.close();
  }
});

const statusOf = ({ test_results }: CheckReport, name: string) =>
  test_results.find(({ test_name }) => test_name === name)?.status;
const bad = ({ test_results }: CheckReport) =>
  test_results.filter(({ status }) => status === "FAIL" || status === "WARN");

test("passes where the tool owns nothing that it should not", () => {
  expect(bad(well)).toEqual([]);
});

test.each(SITUATIONS.map((situation, index) => [situation.statement, situation, index] as const))(
  "%s is told as what it allows, and what is printed mends it",
  (_statement, { privileges, grant, elsewhere = "PASS", cause }, index) => {
    const { report, fixes, after } = seen[index]!;
    expect({
      privileges: statusOf(report, "privileges"),
      grant: statusOf(report, "cannot-grant"),
      elsewhere: statusOf(report, "nothing-elsewhere"),
    }).toEqual({ privileges, grant, elsewhere });
    const judging = elsewhere === "PASS" ? "privileges" : "nothing-elsewhere";
    expect(report.status).toBe(statusOf(report, judging));
    expect(report.test_results.find(({ test_name }) => test_name === judging)?.cause).toMatch(cause);
    if (report.status === "FAIL") expect(fixes.length).toBeGreaterThan(0);
    expect(bad(after)).toEqual([]);
  },
);

test("a check that passes is denied few things, each of them on purpose", () => {
  // After the last fix all is well again; the first check is no longer in the history.
  const last = statements.at(-1);
  const ofWell = statements.filter(({ sessionId }) => sessionId === last?.sessionId);
  const denied = ofWell.filter(({ status }) => status === "FAILED").map(({ text }) => text);
  const shown = denied.map((text) => text.replace(/_onramp_check_[0-9a-z]+/, "x").replace(/TO `.*`/, "TO …"));
  expect(shown).toEqual([
    "SELECT * FROM `sandbox`.`canary`.`secret` LIMIT 1",
    "CREATE SCHEMA `cat`.`x`",
    "CREATE SCHEMA `sandbox`.`x`",
    "CREATE TABLE `sandbox`.`canary`.`x` (id INT)",
    "CREATE VIEW `sandbox`.`canary`.`x_view` AS SELECT 1 AS id",
    "CREATE VOLUME `sandbox`.`canary`.`x_volume`",
    "CREATE FUNCTION `sandbox`.`canary`.`x_function`() RETURNS INT RETURN 1",
    "GRANT USE CATALOG ON CATALOG `cat` TO …",
    "GRANT USE SCHEMA ON SCHEMA `cat`.`sch` TO …",
  ]);
});

test("the filter in docs/check.md finds the check's denied calls in the audit log, and nothing else", () => {
  expect(audited.map(({ action_name }) => action_name)).toEqual(["editWarehouse"]);
});
