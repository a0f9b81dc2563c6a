import { hanging, padEnd, padStart, widest, wrap } from "../../lib/report/columns";
import type { Choice, Pose } from "./question";

/** More choices than this stand beside each other. */
const MOST_BELOW = 20;

/** A question as lines of text: what it is, what one should know, and the numbered choices. */
export function poseLines(
  { heading, why = [], choices = [], proposal }: Pose,
  { columns, bold }: { readonly columns: number; readonly bold: (text: string) => string },
): string[] {
  const width = Math.min(columns, 100);
  return [
    "",
    ...wrap(heading, width).map(bold),
    ...why.flatMap((line) => wrap(line, width - 2).map((part) => `  ${part}`)),
    ...choiceLines(choices, proposal?.text, width),
  ];
}

/** Stands before the cursor, with what Enter means. */
export function promptLine({ hint, choices = [], proposal }: Pose): string {
  const number = choices.findIndex(({ text }) => text === proposal?.text) + 1;
  return `${hint}${proposal ? ` [${number || proposal.text}]` : ""}: `;
}

function choiceLines(choices: readonly Choice[], proposed: string | undefined, width: number): string[] {
  const digits = String(choices.length).length;
  const cells = choices.map(
    ({ text }, at) => `  ${padStart(String(at + 1), digits)}  ${text}${text === proposed ? "  (Enter)" : ""}`,
  );
  if (cells.length <= MOST_BELOW) return cells.flatMap((cell) => hanging(cell, width, digits + 4));
  const cell = widest(cells) + 2;
  const perLine = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(cells.length / perLine);
  return Array.from({ length: rows }, (_row, row) =>
    Array.from({ length: perLine }, (_cell, column) => padEnd(cells[column * rows + row] ?? "", cell))
      .join("")
      .trimEnd(),
  );
}
