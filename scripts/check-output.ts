import { renderReport } from "../check/render";
import { worstStatus, type CheckReport } from "../check/report";
import { renderForm } from "../forms/form";
import { renderSteps } from "../forms/steps";
import type { Context } from "./context";
import type { DeployedConnection } from "./selection";
import { styleOf } from "./terminal";

/** A connection with what its check found. */
export interface Checked extends DeployedConnection {
  readonly report: CheckReport;
}

/** One document: the worst status of all, and the reports in the order of the checks. */
export function asJson(checked: readonly Checked[]): string {
  const reports = checked.map(({ report }) => report);
  const status = worstStatus(reports.flatMap(({ test_results }) => test_results));
  return `${JSON.stringify({ status, reports }, null, 2)}\n`;
}

/** Each tool's form and report, and where all is well the steps to take in the tool. */
export function asText(
  checked: readonly Checked[],
  { showSecret, secretFile }: { readonly showSecret?: boolean; readonly secretFile?: string },
  { stdout, env }: Pick<Context, "stdout" | "env">,
): string {
  const { colour: color } = styleOf(stdout, env);
  const width = Math.min(stdout.columns ?? 100, 100);
  const secretHint = secretFile && `in ${secretFile}`;
  const sections = checked.flatMap(({ profile, connection, secret, report }) => [
    renderForm({ profile, connection, secret, daysLeft: report.credential.days_left, showSecret, secretHint, color }),
    renderReport(report, { color, width }),
    ...(report.status === "FAIL" ? [] : [renderSteps(profile, connection, width)]),
  ]);
  return `\n${sections.join("\n")}`;
}
