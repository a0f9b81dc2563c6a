/**
 * The JSON in what Terraform printed. Warnings about its own CLI configuration come before it, on the same stream.
 *
 * @returns "" where there is nothing but warnings
 */
export function printedJson(text: string): string {
  const start = text.search(/^[{[]/m);
  if (start >= 0) return text.slice(start);
  return /^[\s│╷╵]*Warning: /.test(text) ? "" : text;
}
