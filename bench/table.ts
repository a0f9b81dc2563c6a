/** Prints rows as an aligned table with a heading; numbers are right-aligned by being padded on the left. */
export function printTable(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("   ");
  console.log(`\n${title}\n${line(head)}\n${rows.map(line).join("\n")}`);
}

export const ms = (millis: number): string => `${millis < 100 ? millis.toFixed(1) : millis.toFixed(0)} ms`;
export const mb = (megabytes: number): string => `${megabytes.toFixed(0)} MB`;
export const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`;
