import type { Cursor } from "./cursor";

/** The text of a query that ends the statement, without the semicolons after it. */
export function readQuery(cursor: Cursor): string {
  const first = cursor.next();
  if (first.kind === "end") throw cursor.unexpected(first);
  let { end } = first;
  while (cursor.token.kind !== "end" && !cursor.sees(";")) ({ end } = cursor.next());
  return cursor.source.slice(first.start, end);
}
