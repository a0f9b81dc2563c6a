/**
 * Characters that show nothing or change how the text around them is shown: control characters, line separators, halves
 * of characters, marks and overrides of direction, zero-width spaces.
 *
 * @see https://www.unicode.org/reports/tr9/ and https://trojansource.codes
 */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

const ALL_HIDDEN = new RegExp(HIDDEN, "gu");

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text of somebody else's on one line: what would not be seen is written out, `\u202e`. */
export function visible(text: string): string {
  return text.replace(ALL_HIDDEN, (character) => SHORT[character] ?? escaped(character));
}

/** The first hidden character of a text, as `U+202E`; line breaks and tabs do not count. */
export function hiddenIn(text: string): string | undefined {
  const found = HIDDEN.exec(text.replace(/[\n\r\t]/g, " "))?.[0];
  return found && `U+${hex(found).toUpperCase()}`;
}

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(4, "0");
const escaped = (character: string) => `\\u${hex(character)}`;
