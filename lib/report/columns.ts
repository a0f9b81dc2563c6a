/** Width on a terminal, with the kit's own characters, all of which are one column wide. */
const widthOf = (text: string) => [...text].length;

/** The text with spaces after it up to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** The text with spaces before it up to `width` columns. */
export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Columns of the widest text. */
export function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOf));
}

/** Breaks at spaces into lines of at most `width` columns; a longer word has a line of its own and stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** As {@link wrap}, for a text that begins with spaces: what goes on stands `indent` columns to the right. */
export function hanging(text: string, width: number, indent: number): string[] {
  const [, margin = "", rest = ""] = /^( *)(.*)$/s.exec(text) ?? [];
  const [first = "", ...others] = wrap(rest, width - Math.max(margin.length, indent));
  return [margin + first, ...others.map((line) => " ".repeat(indent) + line)];
}

/** A numbered list; what does not fit on a line goes on under its text. */
export function numbered(items: readonly string[], width: number): string[] {
  const digits = String(items.length).length;
  return items.flatMap((item, index) =>
    wrap(item, width - digits - 4).map((line, at) =>
      at === 0 ? `  ${padStart(String(index + 1), digits)}. ${line}` : " ".repeat(digits + 4) + line,
    ),
  );
}
