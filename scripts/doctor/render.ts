import type { Status } from "../../lib/report/outcome";
import { outcomeLines, type RenderOptions } from "../../lib/report/outcome-lines";
import type { DoctorReport } from "./report";

/** The report as people read it: one line a finding, cause and fix below what is not well. */
export function renderReport({ host, findings, status }: DoctorReport, options: RenderOptions = {}): string {
  const lines = outcomeLines(
    findings.map((finding) => ({ ...finding, label: finding.id })),
    options,
  );
  return [`Before anything is changed on ${host}`, ...lines, "", VERDICTS[status]].join("\n") + "\n";
}

const VERDICTS: Readonly<Record<Exclude<Status, "SKIP">, string>> = {
  PASS: "All is well: npx cdktf deploy",
  WARN: "Nothing stands in the way, but read the warnings before you deploy.",
  FAIL: "Mend what failed before you deploy. Nothing was changed.",
};
