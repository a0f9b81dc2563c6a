import { unsupported } from "../errors";
import { readProperties } from "./create";
import type { Cursor } from "./cursor";
import type { CopyStatement, Statement } from "./statement";

/** `LIST 'path' [LIMIT n]` */
export function readList(cursor: Cursor): Statement {
  cursor.expect("LIST");
  const path = cursor.string();
  const limit = cursor.accept("LIMIT") ? readCount(cursor) : undefined;
  return { kind: "list", path, limit };
}

function readCount(cursor: Cursor): number {
  const token = cursor.next();
  if (token.kind !== "number" || !/^\d+$/.test(token.text)) throw cursor.unexpected(token);
  return Number(token.text);
}

/** `COPY INTO table FROM 'path' | (SELECT … FROM 'path') FILEFORMAT = format …` */
export function readCopy(cursor: Cursor): Statement {
  cursor.expect("COPY", "INTO");
  const name = cursor.name();
  if (cursor.sees("(") || cursor.sees("BY")) throw unsupported("COPY INTO with a list of columns");
  cursor.expect("FROM");
  const source = cursor.token.kind === "string" ? { path: cursor.string() } : readSelect(cursor);
  cursor.expect("FILEFORMAT", "=");
  const format = cursor.identifier().toLowerCase();
  const copy = { name, ...source, format, formatOptions: {}, copyOptions: {}, ...readClauses(cursor) };
  return { kind: "copy", ...copy };
}

function readClauses(cursor: Cursor): Partial<CopyStatement> {
  const clauses: { -readonly [K in keyof CopyStatement]?: CopyStatement[K] } = {};
  for (;;) {
    if (cursor.accept("FILES", "=")) clauses.files = cursor.list(() => cursor.string());
    else if (cursor.accept("PATTERN", "=")) clauses.pattern = cursor.string();
    else if (cursor.accept("FORMAT_OPTIONS")) clauses.formatOptions = readProperties(cursor);
    else if (cursor.accept("COPY_OPTIONS")) clauses.copyOptions = readProperties(cursor);
    else if (cursor.sees("VALIDATE")) throw unsupported("COPY INTO with VALIDATE");
    else return clauses;
  }
}

/** `(SELECT … FROM 'path' …)`: the path, and the text of the query before and after it. */
function readSelect(cursor: Cursor): Pick<CopyStatement, "path" | "select"> {
  const first = cursor.token;
  cursor.expect("(");
  const { start } = cursor.token;
  let path: { text: string; start: number; end: number } | undefined;
  for (let depth = 1; ;) {
    const from = cursor.sees("FROM") && cursor.tokenAt(1).kind === "string" && depth === 1;
    const token = cursor.next();
    if (token.kind === "end") throw cursor.unexpected(token);
    if (from) path = cursor.next();
    else if (token.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth > 0) continue;
    if (!path) throw cursor.unexpected(first);
    const select = [cursor.source.slice(start, path.start), cursor.source.slice(path.end, token.start)] as const;
    return { path: path.text, select };
  }
}
