import { styleText } from "node:util";
import { padEnd, padStart, widest, wrap } from "../report/columns";
import { remedyLines } from "../report/remedy";
import type { CheckReport, Status } from "./report";

export interface RenderOptions {
  /** Terminal colours. @defaultValue false: plain text */
  readonly color?: boolean;
  /** Columns to keep within. @defaultValue 100 */
  readonly width?: number;
  /** Told apart from the tool's own rows when several tools are checked. @defaultValue "Proven with this token" */
  readonly title?: string;
}

const COLORS = { PASS: "green", FAIL: "red", WARN: "yellow", SKIP: "dim" } as const;
/** Columns before the message: margin, status, gap. */
const INDENT = 8;
const TIME_WIDTH = 10;

/** The report as people read it: one line a probe, cause and fix below what is not well. */
export function renderReport(report: CheckReport, options: RenderOptions = {}): string {
  const { color = false, width = 100 } = options;
  const what = report.credential.kind === "oauth" ? "secret" : "token";
  const title = options.title ?? (report.status === "FAIL" ? `Tried with this ${what}` : `Proven with this ${what}`);
  const paint = (status: Status) => (color ? styleText(COLORS[status], status, { validateStream: false }) : status);
  const column = Math.min(widest(report.test_results.map(({ message }) => message)), width - INDENT - TIME_WIDTH);
  const lines = report.test_results.flatMap((result) => {
    const [first = "", ...rest] = wrap(result.message, column);
    const time = result.status === "SKIP" ? "" : padStart(`${result.time_ms} ms`, TIME_WIDTH);
    return [
      `  ${paint(result.status)}  ${padEnd(first, column)}${time}`.trimEnd(),
      ...[...rest, ...remedyLines(result, width - INDENT)].map((line) => " ".repeat(INDENT) + line),
    ];
  });
  const closing = closingLines(report).flatMap((line) => wrap(line, width));
  return [title, ...lines, ...closing, ...leftLines(report)].join("\n") + "\n";
}

/** What the check could not take away again, for somebody else to run; never wrapped, so that it can be pasted. */
function leftLines({ left_behind }: CheckReport): string[] {
  if (left_behind.length === 0) return [];
  return ["The check could not take away what it made. As the owner of the schema run:", ...left_behind];
}

/** Warehouse or cluster, and last, where it is so, that there is nothing to read yet. */
function closingLines({ compute, nothing_to_read }: CheckReport): string[] {
  const { kind, name, auto_stop_minutes: minutes, running_until: until } = compute;
  const lines: string[] = [];
  if (until) {
    const time = new Date(until).toTimeString().slice(0, 5);
    lines.push(
      `The ${kind} ${name} stays up until ${time} (auto-stop after ${minutes} idle minutes): a good time for the tool's own test.`,
    );
  } else if (minutes === 0) {
    lines.push(`The ${kind} ${name} never stops by itself.`);
  }
  if (nothing_to_read) lines.push("There is no table that the tool could read yet.");
  return lines;
}
