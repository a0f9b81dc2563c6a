import type { Status } from "../../lib/report/outcome";
import { outcomeLines, type RenderOptions } from "../../lib/report/outcome-lines";
import { onramp } from "../../lib/command-line";
import { wrap } from "../../lib/report/columns";
import { NOTHING_WRITTEN } from "./examine";
import type { DoctorReport } from "./report";

/** The report as people read it: one line a finding, cause and fix below what is not well. */
export function renderReport(report: DoctorReport, options: RenderOptions = {}): string {
  const { findings, status } = report;
  const lines = outcomeLines(
    findings.map((finding) => ({ ...finding, label: finding.id })),
    options,
  );
  const verdict = findings.some(({ id }) => id === NOTHING_WRITTEN) ? `Next: ${onramp("init")}` : VERDICTS[status];
  const where = wrap(whoAndWhere(report), options.width ?? 100);
  return [...where, ...lines, "", status === "FAIL" ? VERDICTS.FAIL : verdict].join("\n") + "\n";
}

function whoAndWhere({ host, signedIn }: DoctorReport): string {
  if (!signedIn) return `Not signed in to ${host}`;
  const { user, name, authentication } = signedIn;
  return `Signed in to ${host} as ${user}${name === undefined ? "" : ` (${name})`} by ${authentication}`;
}

const VERDICTS: Readonly<Record<Exclude<Status, "SKIP">, string>> = {
  PASS: "All is well: npx cdktf deploy",
  WARN: "Nothing stands in the way, but read the warnings before you deploy.",
  FAIL: "Mend what failed before you deploy. Nothing was changed.",
};
