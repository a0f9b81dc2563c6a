import { renderReport } from "../../lib/check/render";
import { exitCodeOf, type CheckReport, type TestResult } from "../../lib/check/report";

const report = (results: TestResult[], more: Partial<CheckReport> = {}): CheckReport => ({
  integration: "clevertap",
  tool: "clevertap",
  host: "localhost",
  principal: { application_id: "id", display_name: "clevertap" },
  status: "PASS",
  test_results: results,
  credential: { kind: "pat", id: "t1", days_left: 90 },
  compute: { kind: "warehouse", id: "w1", name: "clevertap", auto_stop_minutes: 10 },
  nothing_to_read: false,
  left_behind: [],
  unreachable: false,
  time_ms: 60,
  ...more,
});

const passed: TestResult = { test_name: "sign-in", status: "PASS", message: "signed in", time_ms: 12 };

test("one line a probe with its time, and last that there is nothing to read", () => {
  const skipped: TestResult = { test_name: "select", status: "SKIP", message: "reads a row: no table yet", time_ms: 0 };
  expect(renderReport(report([passed, skipped], { nothing_to_read: true }))).toBe(
    [
      "Proven with this token",
      "  PASS  signed in                  12 ms",
      "  SKIP  reads a row: no table yet",
      "The tool sees no table that it could read yet.",
      "",
    ].join("\n"),
  );
});

test("cause and fix are under what failed, and a statement to copy stays on one line", () => {
  const statement =
    "GRANT CREATE TABLE ON SCHEMA `a_rather_long_catalog_name`.`schema` TO `3f0a1c52-0000-4000-8000-000000000001`";
  const failed: TestResult = {
    test_name: "write-table",
    status: "FAIL",
    message: "creates, fills, reads and drops a table in the schema",
    cause: "the service principal lacks CREATE TABLE on the schema",
    fix: `run \`npx cdktf deploy\`, or as the owner:\n${statement}`,
    time_ms: 1234,
  };
  const lines = renderReport(report([passed, failed], { status: "FAIL" }), { width: 60 }).split("\n");
  expect(lines[0]).toBe("Tried with this token");
  expect(lines.filter((line) => !line.includes(statement)).every((line) => line.length <= 60)).toBe(true);
  expect(lines).toContain(`               ${statement}`);
  expect(lines).toContain("        fix    run `npx cdktf deploy`, or as the owner:");
});

test("says until when the warehouse stays up, or that it never stops", () => {
  const until = new Date(2026, 10, 21, 14, 32);
  const bi = { kind: "cluster", id: "w1", name: "bi", auto_stop_minutes: 10 } as const;
  const compute = { ...bi, running_until: until.toISOString() };
  expect(renderReport(report([passed], { compute }))).toContain(
    "The cluster bi stays up until 14:32 (auto-stop after 10",
  );
  const never = { ...bi, kind: "warehouse", auto_stop_minutes: 0 } as const;
  expect(renderReport(report([passed], { compute: never }))).toContain("The warehouse bi never stops by itself.");
});

test("colours are for terminals", () => {
  expect(renderReport(report([passed]))).not.toContain("\u001b[");
  expect(renderReport(report([passed]), { color: true })).toContain("\u001b[32mPASS");
});

test.each([
  [[report([])], 0],
  [[report([], { status: "WARN" })], 0],
  [[report([]), report([], { status: "FAIL" })], 1],
  [[report([], { status: "FAIL", unreachable: true })], 3],
  [[report([], { status: "FAIL", unreachable: true }), report([], { status: "FAIL" })], 1],
])("exit code of case %#", (reports, code) => {
  expect(exitCodeOf(reports)).toBe(code);
});
