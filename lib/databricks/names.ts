/** Longest name of a Unity Catalog object, in characters. */
export const LONGEST_NAME = 255;

/** What the name of a catalog, schema or table may be, in words. */
export const NAME_ALLOWED = `1 to ${LONGEST_NAME} characters without dot, space, slash, backtick and control characters`;

/**
 * The characters that Unity Catalog refuses in names; the backtick, which would end a quoted name early; and those that
 * show nothing, or change how the rest is shown.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-names
 */
const FORBIDDEN: readonly (readonly [pattern: RegExp, called: string])[] = [
  [/\./, "a dot"],
  [/`/, "a backtick"],
  [/\//, "a slash"],
  [/\p{Zs}/u, "a space"],
  [/[\p{Cc}\u2028\u2029]/u, "a control character"],
  [/\p{Cs}/u, "half a character"],
  [/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/, "a hidden character"],
];

/** The first thing in a name that Unity Catalog, or whoever reads it, would not bear: `a dot`. */
export function forbiddenIn(name: string): string | undefined {
  return FORBIDDEN.find(([pattern]) => pattern.test(name))?.[1];
}
