import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement } from "@duckdb/node-api";
import { SqlError, quoted } from "../errors";
import { DUCKDB_FUNCTIONS } from "./duckdb-functions";
import { type DuckToken, duckTokens } from "./duckdb-tokens";

/** A statement for DuckDB, and what it was authorised for. */
export interface Authorised {
  readonly sql: string;
  readonly isQuery: boolean;
  /** Names in DuckDB of the tables that it may read or change. */
  readonly tables: ReadonlySet<string>;
}

/**
 * Reads statements as DuckDB reads them, before they run, and refuses those that are something else than what was
 * authorised: several statements, another table, a function that is not on the list, a string that ends elsewhere.
 *
 * Nothing should ever come to that: the texts of users are kept apart until the end. This is the second lock.
 */
export class Verifier {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #parse: DuckDBPreparedStatement;
  /** One statement at a time is bound. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, parse: DuckDBPreparedStatement) {
    this.#instance = instance;
    this.#connection = connection;
    this.#parse = parse;
  }

  /** A database of its own with nothing in it. */
  static async open(): Promise<Verifier> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1", memory_limit: "64MB" });
    const connection = await instance.connect();
    await connection.run("SET GLOBAL enable_external_access = false");
    await connection.run("SET GLOBAL lock_configuration = true");
    return new Verifier(
      instance,
      connection,
      await connection.prepare("SELECT json_serialize_sql(CAST($1 AS VARCHAR))"),
    );
  }

  close(): void {
    this.#parse.destroySync();
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** @throws SqlError UNRESOLVED_ROUTINE for a function that is not on the list, else UNSUPPORTED_FEATURE */
  async verify({ sql, isQuery, tables }: Authorised): Promise<void> {
    const tokens = duckTokens(sql);
    if (tokens.some(({ kind }) => kind === "other")) throw another("a character outside quotes");
    const strings = new Set(tokens.filter(({ kind }) => kind === "string").map(({ text }) => text));
    const queries = isQuery ? [{ first: 0, last: tokens.length - 1 }] : queriesIn(tokens);
    if (!isQuery) requireAround(tokens, queries, tables);
    for (const { first, last } of queries) {
      const text = sql.slice(tokens[first]?.start, tokens[last]?.end);
      walk(await this.#tree(text), { strings, tables, common: new Set() });
    }
  }

  async #tree(query: string): Promise<unknown> {
    const turn = this.#turn.then(async () => {
      this.#parse.bindVarchar(1, query);
      const [[text] = []] = (await this.#parse.runAndReadAll()).getRows();
      return JSON.parse(String(text)) as Parsed;
    });
    this.#turn = turn.catch(() => undefined);
    const { error, error_message: message = "", statements = [] } = await turn;
    if (error) throw new SqlError("PARSE_SYNTAX_ERROR", "42601", message.split("\n")[0]?.replace(/\.?$/, ".") ?? "");
    if (statements.length !== 1) throw another("several statements");
    return statements[0];
  }
}

interface Parsed {
  readonly error: boolean;
  readonly error_message?: string;
  readonly statements?: readonly unknown[];
}

interface Known {
  readonly strings: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
  /** Names of common table expressions in scope, in lower case. */
  readonly common: ReadonlySet<string>;
}

/** What may stand in FROM. */
const SOURCES = new Set(
  "BASE_TABLE,SUBQUERY,JOIN,TABLE_FUNCTION,EMPTY,EMPTY_FROM,EXPRESSION_LIST,PIVOT,INVALID".split(","),
);

function walk(value: unknown, known: Known): void {
  if (Array.isArray(value)) return value.forEach((item) => walk(item, known));
  if (typeof value !== "object" || value === null) return;
  const node = value as Readonly<Record<string, unknown>>;
  const inner = withCommon(node, known);
  if ("sample" in node && "alias" in node) requireSource(node, inner);
  if (typeof node.function_name === "string") requireFunction(node, node.function_name);
  if (node.class === "CONSTANT") requireConstant(node, inner.strings);
  Object.values(node).forEach((child) => walk(child, inner));
}

function withCommon(node: Readonly<Record<string, unknown>>, known: Known): Known {
  const { map = [] } = (node.cte_map ?? {}) as { map?: readonly { key?: unknown }[] };
  const names = [...map.map(({ key }) => key), node.ctename, node.cte_name].filter((name) => typeof name === "string");
  if (names.length === 0) return known;
  return { ...known, common: new Set([...known.common, ...names.map((name) => name.toLowerCase())]) };
}

function requireSource(node: Readonly<Record<string, unknown>>, { tables, common }: Known): void {
  const type = String(node.type);
  if (!SOURCES.has(type)) throw another(`a source of the kind ${type}`);
  if (type !== "BASE_TABLE") return;
  const name = String(node.table_name).toLowerCase();
  const isPlain = !node.schema_name && !node.catalog_name;
  if (!isPlain || !(tables.has(name) || common.has(name))) throw another("another table");
}

function requireFunction(node: Readonly<Record<string, unknown>>, name: string): void {
  // What the parser itself makes of `[…]` and the like is in the schema of built-ins.
  const isBuiltIn = (!node.schema || node.schema === "main") && (!node.catalog || node.catalog === "system");
  if (!isBuiltIn || !DUCKDB_FUNCTIONS.has(name.toLowerCase())) throw unresolved(name);
}

function requireConstant({ value }: Readonly<Record<string, unknown>>, strings: ReadonlySet<string>): void {
  const { type, value: text } = (value ?? {}) as { type?: { id?: string }; value?: unknown };
  if (type?.id === "VARCHAR" && typeof text === "string" && !strings.has(text) && !FLAGS.has(text)) {
    throw another("a string that is none");
  }
}

/** Constants that DuckDB's parser makes of keywords: the units of EXTRACT and the types of casts among them. */
const FLAGS = new Set(
  (
    "year month day hour minute second quarter week decade century millennium millisecond microsecond epoch dow doy isodow " +
    "isoyear era timezone timezone_hour timezone_minute yearweek julian UTC t f"
  ).split(" "),
);

interface Span {
  /** Numbers of tokens. */
  readonly first: number;
  readonly last: number;
}

const isWord = (token: DuckToken | undefined, pattern: RegExp): boolean =>
  token?.kind === "word" && pattern.test(token.text);

/** The queries in a statement that changes a table: in parentheses, and what an INSERT ends with. */
function queriesIn(tokens: readonly DuckToken[]): Span[] {
  const spans: Span[] = [];
  const isInsert = isWord(tokens[0], /^insert$/i);
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const starts = isWord(token, /^(select|with|values)$/i);
    if (starts && depth === 0 && isInsert) return [...spans, { first: at, last: tokens.length - 1 }];
    if (starts && isSymbol(tokens[at - 1], "(")) {
      const last = endOf(tokens, at - 1) - 1;
      spans.push({ first: at, last });
      at = last;
    } else if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
  }
  return spans;
}

const isSymbol = (token: DuckToken | undefined, text: string): boolean =>
  token?.kind === "symbol" && token.text === text;

/** Number of the parenthesis that closes the one at `open`. */
function endOf(tokens: readonly DuckToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (isSymbol(tokens[at], "(")) depth++;
    if (isSymbol(tokens[at], ")") && --depth === 0) return at;
  }
  throw another("an open parenthesis");
}

/** Words before a parenthesis that call nothing. */
const KEYWORDS = new Set(
  (
    "all and any as between by case cast check decimal delete distinct do else exists filter from ilike in insert into is " +
    "like matched not null numeric on or over partition returning select set some struct then try_cast union update using " +
    "values varchar when where with"
  ).split(" "),
);

/** What is around the queries of a statement that changes a table. */
function requireAround(tokens: readonly DuckToken[], queries: readonly Span[], tables: ReadonlySet<string>): void {
  if (!isWord(tokens[0], /^(insert|update|delete|merge|with)$/i)) throw another("another statement");
  tokens.forEach((token, at) => {
    if (queries.some(({ first, last }) => at >= first && at <= last)) return;
    const before = tokens[at - 1];
    const name = token.text.toLowerCase();
    const isNamed = token.kind === "word" || token.kind === "name";
    if (isNamed && tokens[at + 1]?.text === "(" && isSymbol(tokens[at + 1], "(")) {
      const isCall = !(token.kind === "word" && KEYWORDS.has(name)) && !tables.has(name) && !isAlias(before);
      if (isCall && !DUCKDB_FUNCTIONS.has(name)) throw unresolved(token.text);
    }
    if (isNamed && isWord(before, /^(into|from|join|using)$/i) && !tables.has(name)) throw another("another table");
    if (isNamed && at === 1 && isWord(before, /^update$/i) && !tables.has(name)) throw another("another table");
  });
}

const isAlias = (before: DuckToken | undefined): boolean => isWord(before, /^as$/i) || isSymbol(before, ")");

const another = (what: string) =>
  new SqlError(
    "UNSUPPORTED_FEATURE",
    "0A000",
    `The statement cannot be run by this local workspace: its database would read ${what} in it.`,
  );

const unresolved = (name: string) =>
  new SqlError(
    "UNRESOLVED_ROUTINE",
    "42883",
    `Cannot resolve routine ${quoted([name])} on search path [\`system\`.\`builtin\`, \`system\`.\`session\`], or this ` +
      "local workspace does not have it.",
  );
