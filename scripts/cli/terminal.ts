import type { Output } from "./context";

type Paint = (text: string) => string;

/** How to write on one stream: colours on a terminal, plain text elsewhere. */
export interface Style {
  readonly colour: boolean;
  readonly red: Paint;
  readonly green: Paint;
  readonly dim: Paint;
  readonly bold: Paint;
}

/** Width of a terminal; one that nobody gave a size says 0. */
export function columnsOf({ columns }: Output, otherwise = 100): number {
  return columns || otherwise;
}

/** The widest line that still reads well, in columns. */
const WIDEST = 100;

/** Columns that text on a stream keeps within. */
export const textWidth = (stream: Output, otherwise?: number): number => Math.min(columnsOf(stream, otherwise), WIDEST);

/** Decided for each stream by itself: a terminal, and neither `NO_COLOR` (any value) nor `TERM=dumb`. */
export function styleOf(stream: Output, env: NodeJS.ProcessEnv): Style {
  const colour = stream.isTTY === true && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb";
  const paint =
    (open: number, close: number): Paint =>
    (text) =>
      colour ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { colour, red: paint(31, 39), green: paint(32, 39), dim: paint(2, 22), bold: paint(1, 22) };
}
