import { type Token, positionalName, syntaxError, tokenize } from "./tokens";

/*
 * A statement as the transpiler may read it: what users write freely (strings, quoted names) is taken out and a mark put
 * in its place, comments and hints are blanks, and only characters of the grammar are left. So nothing depends on
 * whether the transpiler reads quotes and escapes as Databricks does.
 */

/** A statement without its texts. */
export interface WithoutText {
  readonly sql: string;
  /** Strings by the number in their mark. */
  readonly strings: readonly string[];
  /** Quoted names by the number in their mark. */
  readonly names: readonly string[];
  /** The offset in the source of an offset in `sql`. */
  sourceOffset(offset: number): number;
}

export const stringMark = (index: number): string => `__text_${index}`;
export const nameMark = (index: number): string => `__name_${index}`;

/** Names that mean something between the parser and DuckDB. Who uses one of them gets it, as any other name. */
export const RESERVED = /^__(?:(?:text|name|relation)_\d+|param|try_cast)$/i;

/** What would make another kind of literal of a string behind it, in some dialect or other. Databricks has `r` and `X`. */
const PREFIX = /^(?:b|br|c|e|f|l|n|nq|q|rb|u)$/i;

const SYMBOLS = new Set(
  ["+", "-", "*", "/", "%", "&", "|", "^", "~", "=", "<", ">", "!", "(", ")", "[", "]", ",", ".", ":", "?", "@"].concat(
    ["<=>", "::", "->", "<=", ">=", "!=", "=="],
  ),
);

/**
 * Takes the texts out of one statement.
 *
 * @throws SqlError PARSE_SYNTAX_ERROR for what Databricks SQL has no place for
 */
export function withoutText(source: string): WithoutText {
  const tokens = tokenize(source);
  const strings: string[] = [];
  const names: string[] = [];
  const places: { readonly at: number; readonly from: number }[] = [];
  let sql = "";
  let end = 0;
  let position = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    const before = tokens[index - 1];
    requireKnown(source, token, tokens[index + 1]);
    // Blanks for whatever was between, and one at least where two tokens could become another one.
    const gap = source.slice(end, token.start).replace(/\S/g, " ");
    sql += gap === "" && before && separated(before, token) ? " " : gap;
    places.push({ at: sql.length, from: token.start });
    end = token.end;
    if (token.kind === "string") {
      let text = token.text;
      for (; tokens[index + 1]?.kind === "string"; index++) {
        text += tokens[index + 1]?.text ?? "";
        end = tokens[index + 1]?.end ?? end;
      }
      sql += isHex(before) ? `'${text}'` : `'${isPlain(text) ? text : stringMark(strings.push(text) - 1)}'`;
    } else if (token.kind === "quoted" || (token.kind === "word" && RESERVED.test(token.text))) {
      const isWord = /^[A-Za-z_]\w*$/.test(token.text) && !RESERVED.test(token.text);
      // `a.b.\`f\`(x)` would be no call.
      if (isWord && isRoutine(tokens, index)) sql += ` ${token.text} `;
      else sql += isWord ? `\`${token.text}\`` : `\`${nameMark(names.push(token.text) - 1)}\``;
    } else if (token.kind !== "end") sql += written(tokens, index, source, () => ++position);
  }
  return { sql, strings, names, sourceOffset: (offset) => sourceOffset(places, offset) };
}

/** A word, number or symbol; every parameter marker gets a name. */
function written(tokens: readonly Token[], index: number, source: string, next: () => number): string {
  const token = tokens[index] as Token;
  const text = source.slice(token.start, token.end);
  if (token.kind === "symbol" && text === "?") return `(:${positionalName(next())})`;
  // `FROM t LIMIT :n` would be read as a table called LIMIT.
  if (text === ":" && isLimit(tokens[index - 1])) return "(:";
  if (tokens[index - 1]?.text === ":" && isLimit(tokens[index - 2])) return `${text})`;
  return text;
}

function requireKnown(source: string, token: Token, next: Token | undefined): void {
  const text = source.slice(token.start, token.end);
  const isPrefix = token.kind === "word" && PREFIX.test(text) && next?.kind === "string" && next.start === token.end;
  const isHexPrefix = isHex(token) && next?.kind === "string" && next.start === token.end;
  if (
    isPrefix ||
    (isHexPrefix && !/^(?:[0-9a-f]{2})*$/i.test(next.text)) ||
    (token.kind === "symbol" && !SYMBOLS.has(text)) ||
    (token.kind === "quoted" && token.text.includes("\u0000"))
  ) {
    throw syntaxError(source, token.start, text);
  }
}

const isHex = (token: Token | undefined): boolean => token?.kind === "word" && /^x$/i.test(token.text);

const isLimit = (token: Token | undefined): boolean => token?.kind === "word" && /^(limit|offset)$/i.test(token.text);

/** Whether two tokens without a space between them need one: `SELECT'a'`, `'a'FROM`, but not `X'1C'`. */
function separated(before: Token, token: Token): boolean {
  const isWord = ({ kind }: Token) => kind === "word" || kind === "number";
  return token.kind === "string" ? isWord(before) && !isHex(before) : before.kind === "string" && isWord(token);
}

/** The quoted last part of a qualified name before a parenthesis, except where a table is named: `INTO a.b.\`t\` (x)`. */
function isRoutine(tokens: readonly Token[], index: number): boolean {
  if (tokens[index + 1]?.text !== "(") return false;
  let first = index;
  while (tokens[first - 1]?.text === ".") first -= 2;
  return first < index && !/^(into|table|overwrite)$/i.test(tokens[first - 1]?.text ?? "");
}

function sourceOffset(places: readonly { readonly at: number; readonly from: number }[], offset: number): number {
  const place = places.findLast(({ at }) => at <= offset);
  return place ? place.from : 0;
}

/**
 * Whether a string is one that the transpiler has to see, because it translates it: a unit, a date or its pattern, a
 * path in a JSON document, an interval. None of these can end a string, whatever reads it.
 */
export function isPlain(text: string): boolean {
  return text.length <= 64 && !/^__|--|\/\*/.test(text) && PLAIN.some((pattern) => pattern.test(text));
}

const PLAIN = [
  /^\w+$/,
  // Patterns of dates and times.
  /^[ADEGHKLMQSTVXYZOabcdehkmnqsuvxyz:./, _-]+$/,
  // Dates, times, numbers, intervals.
  /^[+-]?\d+(?:[ T:.+/-]\d+)*Z?$/,
  /^[+-]?\d+ [A-Za-z]+(?: [+-]?\d+ [A-Za-z]+)*$/,
  /^\$(?:\.\w+|\[\d+\])*$/,
];
