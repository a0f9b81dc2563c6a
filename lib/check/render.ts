import { outcomeLines, type RenderOptions } from "../report/outcome-lines";
import { wrap } from "../report/columns";
import type { CheckReport } from "./report";

/** The report as people read it: one line a probe with its time, cause and fix below what is not well. */
export function renderReport(report: CheckReport, options: RenderOptions = {}): string {
  const { width = 100 } = options;
  const what = report.credential.kind === "oauth" ? "secret" : "token";
  const title = report.status === "FAIL" ? `Tried with this ${what}` : `Proven with this ${what}`;
  const lines = report.test_results.map((result) => ({
    ...result,
    aside: result.status === "SKIP" ? "" : `${result.time_ms} ms`,
  }));
  const closing = closingLines(report).flatMap((line) => wrap(line, width));
  return [title, ...outcomeLines(lines, options), ...closing, ...leftLines(report)].join("\n") + "\n";
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
  if (nothing_to_read) lines.push("The tool sees no table that it could read yet.");
  return lines;
}
