import { SqlError } from "../errors";
import { type Token, syntaxError, tokenize } from "./tokens";

/** One to three parts of a catalog, schema, table or column name, as written. */
export type Name = readonly string[];

/** Values of parameter markers by name (`:name`), for names given as `IDENTIFIER(:name)`. */
export type NameParameters = (name: string) => string | undefined;

/** Reads the tokens of one statement from left to right. */
export class Cursor {
  readonly source: string;
  readonly #tokens: readonly Token[];
  readonly #parameters: NameParameters;
  #at = 0;

  constructor(source: string, parameters: NameParameters = () => undefined) {
    this.source = source;
    this.#tokens = tokenize(source);
    this.#parameters = parameters;
  }

  get token(): Token {
    return this.tokenAt(0);
  }

  /** Where the token that was taken last ends. */
  get previousEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  /** The token `ahead` places further on. */
  tokenAt(ahead: number): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token;
  }

  /** Whether the next tokens are these keywords (or symbols). */
  sees(...words: string[]): boolean {
    return words.every((word, index) => {
      const token = this.tokenAt(index);
      return (token.kind === "word" || token.kind === "symbol") && token.text.toUpperCase() === word;
    });
  }

  /** Takes the next tokens if they are these. */
  accept(...words: string[]): boolean {
    if (!this.sees(...words)) return false;
    this.#at += words.length;
    return true;
  }

  /** Takes one of the keywords and says which; undefined when it is none of them. */
  acceptOne<W extends string>(...words: W[]): W | undefined {
    return words.find((word) => this.accept(word));
  }

  expect(...words: string[]): void {
    if (!this.accept(...words)) throw this.unexpected();
  }

  /** Takes one token, whatever it is. */
  next(): Token {
    const token = this.token;
    this.#at = Math.min(this.#at + 1, this.#tokens.length - 1);
    return token;
  }

  unexpected(token = this.token): SqlError {
    return syntaxError(this.source, token.start, this.source.slice(token.start, token.end) || "end of input");
  }

  expectEnd(): void {
    while (this.accept(";"));
    if (this.token.kind !== "end") throw this.unexpected();
  }

  identifier(): string {
    const token = this.next();
    if (token.kind === "quoted" && token.text !== "") return token.text;
    if (token.kind !== "word") throw this.unexpected(token);
    if (this.sees("-") && this.token.start === token.end) throw this.#needsQuotes(token);
    return token.text;
  }

  #needsQuotes(first: Token): SqlError {
    let { end } = first;
    while (this.token.start === end && (this.sees("-") || this.token.kind === "word" || this.token.kind === "number")) {
      end = this.next().end;
    }
    const text = this.source.slice(first.start, end);
    return new SqlError(
      "INVALID_IDENTIFIER",
      "42602",
      `The unquoted identifier ${text} is invalid and must be back quoted as: \`${text}\`. Unquoted identifiers can ` +
        "only contain ASCII letters ('a' - 'z', 'A' - 'Z'), digits ('0' - '9'), and underbar ('_').",
    );
  }

  /** A name of at most `most` parts, or `IDENTIFIER('a.b')` with a string or a named parameter. */
  name(most = 3): Name {
    const first = this.token;
    if (this.sees("IDENTIFIER", "(")) {
      this.accept("IDENTIFIER", "(");
      const text = this.accept(":") ? this.#parameter(this.identifier()) : this.string();
      this.expect(")");
      return new Cursor(text).whole(most);
    }
    const parts = [this.identifier()];
    while (this.accept(".")) parts.push(this.identifier());
    if (parts.length > most) throw this.unexpected(first);
    return parts;
  }

  /** A name that is all there is. */
  whole(most = 3): Name {
    const name = this.name(most);
    this.expectEnd();
    return name;
  }

  #parameter(name: string): string {
    const value = this.#parameters(name);
    if (value === undefined) throw unbound(name);
    return value;
  }

  /** A string literal; adjacent ones are one. */
  string(): string {
    if (this.token.kind !== "string") throw this.unexpected();
    let text = "";
    while (this.token.kind === "string") text += this.next().text;
    return text;
  }

  /** `( item, item, … )` */
  list<T>(item: () => T): T[] {
    this.expect("(");
    const items: T[] = [];
    do items.push(item());
    while (this.accept(","));
    this.expect(")");
    return items;
  }

  /** Takes a parenthesised group with everything in it. */
  skipGroup(): void {
    this.expect("(");
    for (let depth = 1; depth > 0;) {
      const token = this.next();
      if (token.kind === "end") throw this.unexpected(token);
      if (token.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    }
  }
}

/** A parameter marker without a value. */
export const unbound = (name: string) =>
  new SqlError(
    "UNBOUND_SQL_PARAMETER",
    "42P02",
    `Found the unbound parameter: ${name}. Please, fix \`args\` and provide a mapping of the parameter to either a SQL ` +
      "literal or collection constructor functions such as `map()`, `array()`, `struct()`.",
  );
