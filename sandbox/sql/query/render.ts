import { unsupported } from "../errors";
import { RESERVED, isPlain, nameMark, stringMark } from "../parser/without-text";
import { duckName, duckText } from "../types/duckdb";
import { TRY_CAST_MARK } from "./expressions";
import { PARAMETER_MARK } from "./parameters";
import { type Node, transpile } from "./polyglot";
import { identifier as named, isNode } from "./tree";

/*
 * The one place where a tree becomes text for DuckDB. The transpiler renders a tree as Databricks' SQL and parses that
 * again, so no text of a user may be in it: each is taken out of the tree before, and put into what comes out of it
 * afterwards, in DuckDB's quotes.
 */

/** DuckDB's SQL, and the texts that are in it as strings and as quoted names. */
export interface Rendered {
  readonly sql: string;
  readonly strings: ReadonlySet<string>;
}

/**
 * @param relations queries that stand behind the names `__relation_0`, `__relation_1`, … of {@link relationName}
 * @throws SqlError UNSUPPORTED_FEATURE for a tree with text in a place where none is known
 */
export function render(statement: Node, relations: readonly string[]): Rendered {
  const strings: string[] = [];
  const names: string[] = [];
  const hidden = hide(statement, strings, names) as Node;
  const sql = unmark(transpile(hidden), { strings, names, relations });
  return { sql, strings: new Set(strings) };
}

/** The name of a table that is the query of this number. */
export const relationName = (index: number): Node => ({ ...named(`__relation_${index}`), relation: true });

/** Kinds of literals, each with what its value may be. A string, and a string with a type, may be anything. */
const LITERALS: Readonly<Record<string, RegExp | "text">> = {
  string: "text",
  date: "text",
  timestamp: "text",
  datetime: "text",
  time: "text",
  number: /^[+-]?\w[\w.]*(?:[eE][+-]?\d+)?\w*$/,
  hex_string: /^[0-9A-Fa-f]*$/,
  hex_number: /^[0-9A-Fa-fxX]*$/,
  bit_string: /^[01]*$/,
};

/** Everything else that the transpiler may put into its text, such as names of functions and types: words. */
const WORDS = /^\w*$/;

function hide(value: unknown, strings: string[], names: string[]): unknown {
  if (typeof value === "string") {
    if (!WORDS.test(value)) throw unsupported("Text in such a place");
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => hide(item, strings, names));
  if (!isNode(value)) return value;
  if (typeof value.literal_type === "string") return literal(value, strings);
  const parts = Object.entries(value).map(([key, child]): [string, unknown] => [
    key,
    /comments$/.test(key) ? [] : isName(value) && key === "name" ? child : hide(child, strings, names),
  ]);
  return isName(value) ? hideName(Object.fromEntries(parts), names) : Object.fromEntries(parts);
}

/** Whether this is an identifier, and no call or type, whose names are words. */
const isName = (node: Node): boolean => typeof node.name === "string" && "quoted" in node && !("args" in node);

function hideName({ relation, ...identifier }: Node, names: string[]): Node {
  const written = String(identifier.name);
  const isWord = /^[A-Za-z_]\w*$/.test(written) && (relation === true || !RESERVED.test(written));
  const name = isWord ? written : nameMark(names.push(written) - 1);
  return { ...identifier, name, quoted: identifier.quoted === true || !isWord };
}

function literal(data: Node, strings: string[]): Node {
  const allowed = LITERALS[String(data.literal_type)];
  if (typeof data.value !== "string" || allowed === undefined) throw unsupported("A literal of this kind");
  if (allowed === "text") {
    if (isPlain(data.value)) {
      strings.push(data.value);
      return data;
    }
    return { ...data, value: stringMark(strings.push(data.value) - 1) };
  }
  if (!allowed.test(data.value)) throw unsupported("A literal of this kind");
  return data;
}

const MARKS = new RegExp(
  `(?<prefix>[\\w$]?)'(?:__text_(?<string>\\d+)|(?<plain>(?:[^']|'')*))'|"(?:__name_(?<name>\\d+)|__relation_(?<relation>\\d+)|(?:[^"]|"")*)"|` +
    `\\b(?<try>${TRY_CAST_MARK}\\()?TRY_CAST\\(|\\b${PARAMETER_MARK}\\((?<parameter>\\d+)\\)`,
  "gi",
);

/** What marks stand for, by their numbers. */
interface Marked {
  readonly strings: readonly string[];
  readonly names: readonly string[];
  /** Queries of what is no table. */
  readonly relations: readonly string[];
}

/** Puts DuckDB's spelling for the marks that came through the transpiler, and casts for its TRY_CASTs. */
function unmark(sql: string, { strings, names, relations }: Marked): string {
  return sql.replace(MARKS, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Readonly<Partial<Record<string, string>>>;
    if (groups.prefix && whole.includes("'")) throw unsupported("A literal of this kind");
    if (groups.string !== undefined) return duckText(strings[Number(groups.string)] ?? "");
    if (groups.name !== undefined) return duckName(names[Number(groups.name)] ?? "");
    if (groups.relation !== undefined) return `(${relations[Number(groups.relation)] ?? ""})`;
    if (groups.parameter !== undefined) return `$${groups.parameter}`;
    if (whole.startsWith("'") || whole.startsWith('"')) return whole;
    return groups.try === undefined ? "CAST(" : "(TRY_CAST(";
  });
}
