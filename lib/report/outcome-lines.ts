import { styleText } from "node:util";
import { padEnd, padStart, widest, wrap } from "./columns";
import type { Outcome, Remedy, Status } from "./outcome";

export interface RenderOptions {
  /** Terminal colours. @defaultValue false: plain text */
  readonly color?: boolean;
  /** Columns to keep within. @defaultValue 100 */
  readonly width?: number;
}

/** An outcome with what stands beside it. */
export interface Line extends Outcome {
  /** Before the message, e.g. what was looked at. @defaultValue - no such column, where no line has one */
  readonly label?: string;
  /** At the right margin, e.g. a time. @defaultValue - no such column, where no line has one */
  readonly aside?: string;
}

const COLORS = { PASS: "green", FAIL: "red", WARN: "yellow", SKIP: "dim" } as const;

/** Columns of margin, status and gap. */
const STATUS_WIDTH = 8;

/** Outcomes as people read them: one line each, cause and fix below what is not well. */
export function outcomeLines(lines: readonly Line[], { color = false, width = 100 }: RenderOptions = {}): string[] {
  const gap = (texts: readonly string[]) => (widest(texts) > 0 ? widest(texts) + 2 : 0);
  const label = gap(lines.map((line) => line.label ?? ""));
  const aside = gap(lines.map((line) => line.aside ?? ""));
  const indent = STATUS_WIDTH + label;
  const room = width - indent;
  const column = Math.min(widest(lines.map(({ message }) => message)), room - aside);
  const paint = (status: Status) => (color ? styleText(COLORS[status], status, { validateStream: false }) : status);
  return lines.flatMap((line) => {
    const [first = "", ...rest] = wrap(line.message, column);
    const head = `  ${paint(line.status)}  ${padEnd(line.label ?? "", label)}${padEnd(first, column)}`;
    return [
      (head + padStart(line.aside ?? "", aside)).trimEnd(),
      ...[...rest, ...remedyLines(line, room)].map((text) => " ".repeat(indent) + text),
    ];
  });
}

/** Columns of `cause` and `fix` with the gap after them. */
const LABEL_WIDTH = 7;

/** Cause and fix under each other, in `width` columns. Statements to copy stay whole. */
function remedyLines({ cause, fix }: Remedy, width: number): string[] {
  const part = (label: string, text: string | undefined) => {
    if (text === undefined) return [];
    const [prose = "", ...statements] = text.split("\n");
    return [...wrap(prose, width - LABEL_WIDTH), ...statements].map(
      (line, at) => padEnd(at === 0 ? label : "", LABEL_WIDTH) + line,
    );
  };
  return [...part("cause", cause), ...part("fix", fix)];
}
