/**
 * A text as one word of a command line to paste: bare where every shell reads it as it is, else in quotes in which
 * nothing is expanded.
 */
export function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
