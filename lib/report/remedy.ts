import { padEnd, wrap } from "./columns";

/** Columns of `cause` and `fix` with the gap after them. */
const LABEL_WIDTH = 7;

/** Why something is not well, and what to do about it. */
export interface Remedy {
  readonly cause?: string;
  /** One line of prose, then statements to copy. */
  readonly fix?: string;
}

/** Cause and fix under each other, in `width` columns. Statements to copy stay whole. */
export function remedyLines({ cause, fix }: Remedy, width: number): string[] {
  const part = (label: string, text: string | undefined) => {
    if (text === undefined) return [];
    const [prose = "", ...statements] = text.split("\n");
    return [...wrap(prose, width - LABEL_WIDTH), ...statements].map(
      (line, at) => padEnd(at === 0 ? label : "", LABEL_WIDTH) + line,
    );
  };
  return [...part("cause", cause), ...part("fix", fix)];
}
