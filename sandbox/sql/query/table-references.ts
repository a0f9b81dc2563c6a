import { unsupported } from "../errors";
import { Cursor } from "../parser/cursor";
import type { FileSource } from "./files";
import type { Node } from "./polyglot";
import { aliased, dataOf, identifier, isNode, isTable, nameIn, textLiteral } from "./tree";

/** A place in a statement where a table or view is read or written. */
export interface TableReference {
  /** Data of the table's node, to be renamed in place. */
  readonly table: Node;
  /** The name as written, one to three parts. */
  readonly name: readonly string[];
  /** Set where files of volumes stand in the place of a table. */
  readonly files?: FileSource;
}

/** Functions that stand where a table can stand. */
const TABLE_FUNCTIONS = new Set(["explode", "explode_outer", "inline", "posexplode", "range", "stack", "unnest"]);

/** Finds the tables that a statement refers to. Names of common table expressions are none, where they are in scope. */
export function findTables(statement: Node): TableReference[] {
  const found: TableReference[] = [];
  visit(statement, new Set(), found);
  return found;
}

function visit(value: unknown, scope: ReadonlySet<string>, found: TableReference[]): void {
  if (Array.isArray(value)) return value.forEach((item) => visit(item, scope, found));
  if (!isNode(value)) return;
  const inner = isNode(value.with) ? visitWith(value.with, scope, found) : scope;
  for (const source of sourcesOf(value)) checkSource(source);
  for (const [key, child] of Object.entries(value)) {
    if (key === "with") continue;
    if (key === "table" && isTable(child)) addTable(child, inner, found);
    else visit(child, inner, found);
  }
}

function visitWith(clause: Node, scope: ReadonlySet<string>, found: TableReference[]): ReadonlySet<string> {
  const inner = new Set(scope);
  for (const expression of clause.ctes as Node[]) {
    const name = (nameIn(expression.alias) ?? "").toLowerCase();
    if (clause.recursive === true) inner.add(name);
    visit(expression.this, new Set(inner), found);
    inner.add(name);
  }
  return inner;
}

function addTable(table: Node, scope: ReadonlySet<string>, found: TableReference[]): void {
  const name = [table.catalog, table.schema, table.name].map(nameIn).filter((part) => part !== undefined);
  if (name.length === 1 && scope.has((name[0] ?? "").toLowerCase())) return;
  if (isNode(table.version) || isNode(table.when)) throw unsupported("Time travel (VERSION AS OF, TIMESTAMP AS OF)");
  found.push({ table, name, files: table.files as FileSource | undefined });
  delete table.files;
}

/** What stands in FROM and JOIN. */
function sourcesOf(node: Node): Node[] {
  const from = isNode(node.from) && Array.isArray(node.from.expressions) ? (node.from.expressions as Node[]) : [];
  const joins = Array.isArray(node.joins) ? (node.joins as Node[]).map((join) => join.this as Node) : [];
  return [...from, ...joins];
}

/**
 * Replaces `IDENTIFIER('a.b')` by the table it names, gives table functions their column names, and refuses those that
 * no warehouse of this kind has.
 */
function checkSource(source: Node): void {
  const alias = dataOf(source, "alias");
  const holder = alias && isNode(alias.this) ? alias.this : source;
  const call = dataOf(holder, "function");
  if (!call) return;
  const name = String(call.name).toLowerCase();
  const [argument] = (call.args ?? []) as unknown[];
  if (name === "identifier") {
    const table = namedTable(argument, alias);
    for (const key of Object.keys(source)) delete source[key];
    source.table = table;
    return;
  }
  if (name === "table") {
    const inner = dataOf(argument, "function");
    if (!inner) throw unsupported("TABLE()");
    holder.function = inner;
    return checkSource(source);
  }
  if (name === "read_files") {
    for (const key of Object.keys(source)) delete source[key];
    source.table = {
      name: identifier(name),
      schema: null,
      catalog: null,
      alias: alias?.alias ?? null,
      files: filesIn(call),
    };
    return;
  }
  if (!TABLE_FUNCTIONS.has(name)) throw unsupported(`The table function ${name}`);
  const column = name === "range" ? "id" : name === "explode" ? "col" : undefined;
  if (column === undefined) return;
  if (!alias) {
    const { function: data } = source;
    delete source.function;
    source.alias = dataOf(aliased({ function: data }, name, [column]), "alias");
  } else if ((alias.column_aliases as unknown[]).length === 0) alias.column_aliases = [identifier(column)];
}

/** The arguments of `read_files('path', option => 'value', …)`; several paths are files that are read as one. */
function filesIn({ args = [] }: Node): FileSource {
  const paths: string[] = [];
  const options = new Map<string, string>();
  for (const argument of args as unknown[]) {
    const named = dataOf(argument, "named_argument");
    const value = textOf(named ? named.value : argument);
    if (named) options.set((nameIn(named.name) ?? "").toLowerCase(), value);
    else paths.push(value);
  }
  return { paths, options };
}

function textOf(value: unknown): string {
  const literal = dataOf(value, "literal")?.value ?? dataOf(value, "boolean")?.value;
  if (typeof literal !== "string" && typeof literal !== "boolean") {
    throw unsupported("An argument of read_files that is no literal");
  }
  return String(literal);
}

function namedTable(argument: unknown, alias: Node | undefined): Node {
  const literal = dataOf(argument, "literal");
  if (literal?.literal_type !== "string") throw unsupported("IDENTIFIER() of anything but a string");
  const parts = new Cursor(String(literal.value)).whole().map(identifier);
  const [name, schema, catalog] = parts.reverse();
  return { name, schema: schema ?? null, catalog: catalog ?? null, alias: alias?.alias ?? null };
}

/** Puts the values of parameter markers into `IDENTIFIER(:name)`, whose argument must be known before names are. */
export function bindIdentifiers(value: unknown, valueOf: (name: string) => string): void {
  if (Array.isArray(value)) return value.forEach((item) => bindIdentifiers(item, valueOf));
  if (!isNode(value)) return;
  const call = dataOf(value, "function");
  if (call && String(call.name).toLowerCase() === "identifier" && Array.isArray(call.args)) {
    const parameter = dataOf(call.args[0], "parameter");
    if (parameter) call.args[0] = textLiteral(valueOf(String(parameter.name)));
  }
  for (const child of Object.values(value)) bindIdentifiers(child, valueOf);
}
