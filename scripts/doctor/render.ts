import { styleText } from "node:util";
import { padEnd, widest, wrap } from "../../lib/report/columns";
import { remedyLines } from "../../lib/report/remedy";
import type { Status } from "./finding";
import type { DoctorReport } from "./report";

export interface RenderOptions {
  /** Terminal colours. @defaultValue false: plain text */
  readonly color?: boolean;
  /** Columns to keep within. @defaultValue 100 */
  readonly width?: number;
}

const COLORS = { OK: "green", WARN: "yellow", FAIL: "red" } as const;
const STATUS_WIDTH = 4;

/** The report as people read it: one line a finding, cause and fix below what is not well. */
export function renderReport({ host, findings, status }: DoctorReport, options: RenderOptions = {}): string {
  const { color = false, width = 100 } = options;
  const column = widest(findings.map(({ id }) => id)) + 2;
  const indent = 2 + STATUS_WIDTH + 2 + column;
  const paint = (each: Status) => {
    const text = padEnd(each, STATUS_WIDTH);
    return color ? styleText(COLORS[each], text, { validateStream: false }) : text;
  };
  const lines = findings.flatMap((finding) => {
    const [first = "", ...rest] = wrap(finding.message, width - indent);
    return [
      `  ${paint(finding.status)}  ${padEnd(finding.id, column)}${first}`,
      ...[...rest, ...remedyLines(finding, width - indent)].map((line) => " ".repeat(indent) + line),
    ];
  });
  return [`Before anything is changed on ${host}`, ...lines, "", VERDICTS[status]].join("\n") + "\n";
}

const VERDICTS: Readonly<Record<Status, string>> = {
  OK: "All is well: npx cdktf deploy",
  WARN: "Nothing stands in the way, but read the warnings before you deploy.",
  FAIL: "Mend what failed before you deploy. Nothing was changed.",
};
