import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CheckReport } from "../../lib/check/report";
import { startSandbox } from "../../sandbox";

const run = promisify(execFile);

let reports: Record<
  "well" | "wrongToken" | "wrongPath" | "excess" | "restart" | "attach" | "none" | "manage" | "adopted" | "unused",
  CheckReport
>;

/** The real driver and REST client against the sandbox, in a process that trusts its certificate. */
beforeAll(async () => {
  const sandbox = await startSandbox({ provider: "registry" });
  try {
    const program = ["--import", "tsx", join(__dirname, "sandbox-child.ts")];
    const { stdout } = await run(process.execPath, program, { env: { ...process.env, ...sandbox.environment } });
    reports = JSON.parse(stdout) as typeof reports;
  } finally {
    await sandbox.close();
  }
});

const statuses = ({ test_results }: CheckReport) =>
  Object.fromEntries(test_results.map(({ test_name, status }) => [test_name, status]));
const result = ({ test_results }: CheckReport, name: string) =>
  test_results.find(({ test_name }) => test_name === name);

test("a least-privileged connection passes", () => {
  expect(statuses(reports.well)).toEqual({
    "sign-in": "PASS",
    visibility: "PASS",
    metadata: "PASS",
    select: "SKIP",
    "write-table": "PASS",
    "cannot-read-canary": "PASS",
    "cannot-create-outside": "PASS",
    "cannot-manage-warehouse": "PASS",
    "cannot-grant": "PASS",
    privileges: "PASS",
    "nothing-elsewhere": "PASS",
    credential: "PASS",
  });
  expect(reports.well).toMatchObject({ status: "PASS", nothing_to_read: true, credential: { days_left: 90 } });
});

test("fails on a wrong token and on a path of no warehouse, each with its cause", () => {
  expect(result(reports.wrongToken, "sign-in")).toMatchObject({
    status: "FAIL",
    cause: expect.stringContaining("the token is wrong, has expired or was revoked") as string,
  });
  expect(result(reports.wrongPath, "sign-in")).toMatchObject({
    status: "FAIL",
    cause: expect.stringContaining("no warehouse has the HTTP path") as string,
  });
});

test("fails on a direct grant too many, and warns of what comes through a group", () => {
  expect(result(reports.excess, "privileges")).toMatchObject({
    status: "FAIL",
    fix: expect.stringContaining("REVOKE MODIFY ON SCHEMA `cat`.`sch`") as string,
  });
  expect(result(reports.excess, "cannot-create-outside")).toMatchObject({
    status: "WARN",
    cause: expect.stringContaining("the group account users") as string,
  });
});

test("a terminated cluster is started and proven over its own path", () => {
  expect(reports.restart.compute).toMatchObject({ kind: "cluster", name: "shared" });
  expect(statuses(reports.restart)).toMatchObject({
    "sign-in": "PASS",
    "write-table": "PASS",
    "cannot-manage-cluster": "PASS",
  });
});

test.each([
  ["attach", "lacks CAN_RESTART on the cluster shared, which is terminated"],
  ["none", "lacks CAN_ATTACH_TO on the cluster shared"],
] as const)("fails on a cluster's missing permission (%s), and names it", (report, cause) => {
  expect(result(reports[report], "sign-in")).toMatchObject({
    status: "FAIL",
    cause: expect.stringContaining(cause) as string,
  });
});

test("fails when the cluster can be managed", () => {
  expect(result(reports.manage, "cannot-manage-cluster")).toMatchObject({ status: "FAIL" });
});

test("a warehouse that was there before passes; without CAN_USE it fails with the command that lets a group in", () => {
  expect(result(reports.adopted, "cannot-manage-warehouse")).toMatchObject({ status: "PASS" });
  expect(result(reports.unused, "sign-in")).toMatchObject({
    status: "FAIL",
    fix: expect.stringContaining("workspace share-warehouse") as string,
  });
});
