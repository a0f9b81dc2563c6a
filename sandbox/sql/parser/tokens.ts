import { SqlError } from "../errors";

export interface Token {
  /** `word` = bare identifier or keyword, `quoted` = identifier in backticks. */
  readonly kind: "word" | "quoted" | "string" | "number" | "symbol" | "end";
  /** Value: unescaped for `quoted` and `string`, as written for the others. */
  readonly text: string;
  /** Offsets into the statement. */
  readonly start: number;
  readonly end: number;
}

const PATTERN = new RegExp(
  [
    "(?<space>\\s+|--[^\\n]*)",
    "(?<raw>[rR](?:'[^']*'|\"[^\"]*\"))",
    "(?<word>[A-Za-z_][A-Za-z0-9_]*|[0-9]+[A-Za-z_][A-Za-z0-9_]*(?![.]))",
    "(?<number>[0-9]+(?:\\.[0-9]+)?)",
    "(?<quoted>`(?:[^`]|``)*`)",
    "(?<string>'(?:[^'\\\\]|\\\\[^]|'')*'|\"(?:[^\"\\\\]|\\\\[^]|\"\")*\")",
    "(?<symbol><=>|::|->|[<>!=]=|[^\\s])",
  ].join("|"),
  "yu",
);

/**
 * Splits one statement of Databricks SQL into tokens, the last of which is `end`. Comments are dropped.
 *
 * @throws SqlError PARSE_SYNTAX_ERROR for a string, identifier or comment that is not closed
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-identifiers
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (source.startsWith("/*", at)) {
      at = endOfComment(source, at);
      continue;
    }
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(source);
    const text = match?.[0] ?? "";
    const end = at + text.length;
    const [kind = "symbol"] = Object.entries(match?.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind === "symbol" && (text === "`" || text === "'" || text === '"')) throw syntaxError(source, at, text);
    if (kind === "raw") tokens.push({ kind: "string", text: text.slice(2, -1), start: at, end });
    else if (kind === "quoted") {
      tokens.push({ kind, text: text.slice(1, -1).replaceAll("``", "`"), start: at, end });
    } else if (kind === "string") tokens.push({ kind, text: unescape(text), start: at, end });
    else if (kind !== "space") tokens.push({ kind: kind as Token["kind"], text, start: at, end });
    at = end;
  }
  tokens.push({ kind: "end", text: "end of input", start: source.length, end: source.length });
  return tokens;
}

/** Name of the marker that a `?` becomes: `:__1` for the first. */
export const positionalName = (position: number): string => `__${position}`;

function endOfComment(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    if (source.startsWith("/*", at)) {
      depth++;
      at++;
    } else if (source.startsWith("*/", at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  throw syntaxError(source, start, "/*");
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", "0": "\0", Z: "\u001a" };

function unescape(literal: string): string {
  const quote = literal[0] ?? "'";
  return literal
    .slice(1, -1)
    .replace(
      /\\u([0-9a-fA-F]{4})|\\([^])|(''|"")/gu,
      (whole, hex: string | undefined, escaped: string | undefined, doubled: string | undefined) => {
        if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
        if (doubled !== undefined) return doubled[0] === quote ? quote : doubled;
        // `\%` and `\_` keep the backslash: they are for LIKE.
        if (escaped === "%" || escaped === "_") return whole;
        return ESCAPES[escaped ?? ""] ?? escaped ?? "";
      },
    );
}

/** A syntax error at an offset, with the statement and a mark under the place, as the service shows it. */
export function syntaxError(source: string, offset: number, near: string): SqlError {
  const before = source.slice(0, offset).split("\n");
  const line = before.length;
  const column = before.at(-1)?.length ?? 0;
  const lines = source.split("\n");
  const shown = [...lines.slice(0, line), `${"-".repeat(column)}^^^`, ...lines.slice(line)].join("\n");
  return new SqlError(
    "PARSE_SYNTAX_ERROR",
    "42601",
    `Syntax error at or near ${near === "end of input" ? near : `'${near}'`}.`,
    ` (line ${line}, pos ${column})\n\n== SQL ==\n${shown}`,
  );
}
