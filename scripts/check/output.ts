import { renderReport } from "../../lib/check/render";
import type { CheckReport } from "../../lib/check/report";
import { worstStatus } from "../../lib/report/outcome";
import { renderForm } from "../../lib/forms/form";
import { renderChanges } from "../../lib/forms/handoff/render";
import { renderSteps } from "../../lib/forms/steps";
import type { Profile } from "../../profiles";
import type { Context } from "../cli/context";
import type { Handoff } from "../form/handoffs";
import type { DeployedConnection } from "../cli/selection";
import { styleOf, textWidth } from "../cli/terminal";

/** A connection with what its check found. */
export interface Checked extends DeployedConnection {
  readonly report: CheckReport;
  /** As it was before this check. */
  readonly handoff: Handoff;
}

/** One document: the worst status of all, and the reports in the order of the checks, with what changed in the forms. */
export function asJson(checked: readonly Checked[]): string {
  const reports = checked.map(({ report, handoff }) => ({ ...report, form_changed: handoff.changes }));
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
  const width = textWidth(stdout);
  const secretHint = secretFile && `in ${secretFile}`;
  const sections = checked.flatMap(({ report, handoff, ...subject }) => [
    ...changesOf(subject.profile, handoff, color),
    renderForm({ ...subject, daysLeft: report.credential.days_left, showSecret, secretHint, color, width }),
    renderReport(report, { color, width }),
    ...(report.status === "FAIL" ? [] : [renderSteps(subject, width)]),
  ]);
  return `\n${sections.join("\n")}`;
}

/** Which fields differ from what was handed over before; nothing when none does. */
export function changesOf(profile: Profile, { record, changes }: Handoff, color: boolean): string[] {
  const since = record.handed?.at;
  return since === undefined || changes.length === 0 ? [] : [renderChanges({ profile, since, changes, color })];
}
