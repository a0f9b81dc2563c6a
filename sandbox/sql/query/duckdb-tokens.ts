/** One token of DuckDB's SQL. */
export interface DuckToken {
  readonly kind: "string" | "name" | "word" | "number" | "parameter" | "symbol" | "other";
  /** Value of a string or quoted name, else as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PATTERN =
  /\s+|(?<string>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*")|(?<parameter>\$\d+)|(?<number>\d[\w.]*)|(?<word>[A-Za-z_]\w*)|(?<other>--|\/\*|[$;\\#`]|[^\x20-\x7e])|(?<symbol>[^\w\s])/y;

/** Splits DuckDB's SQL; `other` is what the kit never writes outside quotes: comments, semicolons, dollar quotes. */
export function duckTokens(sql: string): DuckToken[] {
  const tokens: DuckToken[] = [];
  for (let at = 0; at < sql.length;) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(sql);
    const end = match ? PATTERN.lastIndex : at + 1;
    const [kind, written] = Object.entries(match?.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind !== undefined && written !== undefined) {
      const quote = kind === "string" ? "'" : '"';
      const text =
        kind === "string" || kind === "name" ? written.slice(1, -1).replaceAll(quote + quote, quote) : written;
      tokens.push({ kind: kind as DuckToken["kind"], text, start: at, end });
    } else if (!match) tokens.push({ kind: "other", text: sql.slice(at, end), start: at, end });
    at = end;
  }
  return tokens;
}
