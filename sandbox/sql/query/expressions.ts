import { unsupported } from "../errors";
import type { Parameters } from "./parameters";
import { type Node, toDatabricks, typeNode } from "./polyglot";
import { type RoutineCall, type RoutineScope, inlined, insideOf, qualifiedCall, routineFor } from "./routines";
import {
  aliased,
  call,
  castTo,
  dataOf,
  identifier,
  isNode,
  mapTree,
  nameIn,
  numberLiteral,
  structOf,
  textLiteral,
} from "./tree";

/** Function around a cast that must stay a TRY_CAST; the transpiler makes one of every cast. */
export const TRY_CAST_MARK = "__try_cast";

/** Values that do not depend on rows, by function name: `current_user` and the like. */
export type ContextFunctions = ReadonlyMap<string, (args: readonly unknown[]) => unknown>;

export interface ExpressionContext {
  readonly functions: ContextFunctions;
  /** Where functions of schemas are looked up. */
  readonly routines: RoutineScope;
  readonly parameters: Parameters;
  /** Folded qualified names (`c.s.t`, `s.t`) of tables without alias → the name by which columns can refer to them. */
  readonly qualifiers: ReadonlyMap<string, string>;
}

/** Names a client may call to a function that DuckDB has under another name or with another meaning. */
const RENAMED: Readonly<Record<string, string>> = {
  any: "bool_or",
  array_contains: "list_contains",
  array_except: "list_except",
  bool: "boolean",
  day_of_week: "spark_dayofweek",
  dayofweek: "spark_dayofweek",
  every: "bool_and",
  regexp_replace: "spark_regexp_replace",
  some: "bool_or",
  to_unix_timestamp: "spark_unix_timestamp",
  transform: "list_transform",
  weekday: "spark_weekday",
};

/** Functions that are casts to the type of their name. */
const CASTS = new Set(
  "bigint,binary,boolean,date,decimal,double,float,int,smallint,string,timestamp,timestamp_ntz,tinyint".split(","),
);

/** DuckDB's functions on itself, its files and its settings. */
const FORBIDDEN =
  /^(duckdb_|pragma_|read_|parquet_|sniff_|json_execute|getenv|getvariable|current_setting|query|glob$|which_secret|nextval|currval|txid_|in_search_path|pg_|has_.*_privilege|col_description|obj_description|write_log|current_query)/;

const TYPE_ALIASES: Readonly<Record<string, string>> = { LONG: "BIGINT", SHORT: "SMALLINT", BYTE: "TINYINT" };

/** Rewrites the expressions of a statement, in place, where DuckDB means something else by them. */
export function rewriteExpressions(statement: Node, context: ExpressionContext): Node {
  nameColumns(statement);
  return mapTree(statement, (node) => rewrite(node, context)) as Node;
}

function rewrite(node: Node, context: ExpressionContext): unknown {
  if (Array.isArray(node.joins)) (node.joins as Node[]).forEach(rewriteJoin);
  if (isNode(node.hint)) node.hint = null;
  if (Object.keys(node).length !== 1) return rewriteType(node);
  const [kind = ""] = Object.keys(node);
  const data = node[kind] as Node;
  switch (kind) {
    case "parameter":
      return context.parameters.use(String(data.name));
    case "try_cast":
      return call(TRY_CAST_MARK, [{ cast: data }]);
    case "literal":
      if (data.literal_type === "timestamp") return castTo(textLiteral(String(data.value)), typeNode("TIMESTAMP"));
      return node;
    case "subscript":
      return { subscript: { ...data, index: listPosition(data.index) } };
    case "dot":
      return rewriteQualified(node, context.qualifiers);
    case "star":
      return rewriteStar(node, data, context.qualifiers);
    case "method_call":
      return rewriteCall(node, context);
    case "day_of_week":
      return call("spark_dayofweek", [data.this]);
    case "aggregate_function":
      return rewriteAggregate(node, data);
    case "function":
      return rewriteFunction(node, data, context);
    default:
      return node;
  }
}

function rewriteType(node: Node): Node {
  const alias = node.data_type === "custom" ? TYPE_ALIASES[String(node.name)] : undefined;
  return alias === undefined ? node : typeNode(alias);
}

/** Arrays start at 0 there and at 1 here. An index that is no whole number is taken for the key of a map. */
function listPosition(index: unknown): unknown {
  const literal = dataOf(index, "literal");
  if (literal?.literal_type !== "number" || !/^\d+$/.test(String(literal.value))) return index;
  return numberLiteral(Number(literal.value) + 1);
}

/** `a JOIN b` without a condition is a cross join, and DuckDB knows semi and anti joins without LEFT. */
function rewriteJoin(join: Node): void {
  const using = Array.isArray(join.using) && join.using.length > 0;
  if (join.kind === "Inner" && !isNode(join.on) && !using) join.kind = "Cross";
  if (join.kind === "LeftSemi" || join.kind === "LeftAnti") join.kind = join.kind.slice("Left".length);
}

/** The call of a function of a schema becomes the function's body. */
function rewriteCall(node: Node, context: ExpressionContext): unknown {
  const called = qualifiedCall(node);
  if (!called) throw unsupported("The call of a method");
  return expand(called, context) ?? node;
}

function expand(called: RoutineCall, context: ExpressionContext): unknown {
  const { routines } = context;
  const routine = routineFor(routines, called);
  if (!routine) return undefined;
  const inner = { ...context, routines: insideOf(routine, routines) };
  return inlined(routine, called.args, (body) => mapTree(body, (each) => rewrite(each, inner)));
}

function rewriteFunction(node: Node, data: Node, context: ExpressionContext): unknown {
  const name = String(data.name).toLowerCase();
  const args = (data.args ?? []) as unknown[];
  const value = context.functions.get(name);
  if (value) return value(args);
  const expanded = expand({ name: [name], args }, context);
  if (expanded !== undefined) return expanded;
  if (FORBIDDEN.test(name) || !/^[a-z]\w*$/.test(name)) throw unsupported(`The function ${name}`);
  if (CASTS.has(name) && args.length === 1) return castTo(args[0], typeNode(name));
  if (name === "named_struct") return structOf(fieldsOf(args));
  if (name === "isnull" || name === "isnotnull") return { is_null: { this: args[0], not: name === "isnotnull" } };
  if (name === "unix_timestamp" && args.length < 2) {
    return call("spark_unix_timestamp", args.length === 1 ? args : [call("now", [])]);
  }
  const renamed = RENAMED[name];
  return renamed === undefined ? node : { function: { ...data, name: renamed } };
}

/** `named_struct('a', 1, …)` as names and values. */
function fieldsOf(args: readonly unknown[]): [string, unknown][] {
  return args.flatMap((value, index) => {
    const name = index % 2 === 1 ? dataOf(args[index - 1], "literal") : undefined;
    return name ? [[String(name.value), value]] : [];
  });
}

/** `collect_set(x) FILTER (…)`: the transpiler loses the filter. */
function rewriteAggregate(node: Node, data: Node): Node {
  if (String(data.name).toLowerCase() !== "collect_set" || !isNode(data.filter)) return node;
  const filtered = { case: { operand: null, whens: [[data.filter, (data.args as unknown[])[0]]], else_: null } };
  return { aggregate_function: { ...data, filter: null, args: [filtered] } };
}

/** `c.s.t.x` is parsed as column `s` of table `c` with fields `t` and `x`. */
function rewriteQualified(node: Node, qualifiers: ReadonlyMap<string, string>): Node {
  const path = pathOf(node);
  for (const length of path ? [3, 2] : []) {
    const alias = qualifiers.get((path ?? []).slice(0, length).join(".").toLowerCase());
    const [column, ...fields] = (path ?? []).slice(length);
    if (alias === undefined || column === undefined) continue;
    const start: Node = { column: { name: identifier(column), table: identifier(alias) } };
    return fields.reduce<Node>((inner, field) => ({ dot: { this: inner, field: identifier(field) } }), start);
  }
  const base = dataOf(node, "dot")?.this;
  if (dataOf(base, "column") || dataOf(base, "dot") || dataOf(base, "paren")) return node;
  // DuckDB reads a field of anything but a column only in parentheses.
  return { dot: { ...(node.dot as Node), this: { paren: { this: base, trailing_comments: [] } } } };
}

function pathOf(node: unknown): string[] | undefined {
  const column = dataOf(node, "column");
  if (column) return [nameIn(column.table), nameIn(column.name)].filter((part) => part !== undefined);
  const dot = dataOf(node, "dot");
  const inner = dot && pathOf(dot.this);
  const field = dot && nameIn(dot.field);
  return inner && field !== undefined ? [...inner, field] : undefined;
}

function rewriteStar(node: Node, data: Node, qualifiers: ReadonlyMap<string, string>): Node {
  const alias = qualifiers.get((nameIn(data.table) ?? "").toLowerCase());
  return alias === undefined ? node : { star: { ...data, table: identifier(alias) } };
}

/** Kinds of expressions whose columns name themselves, or that give more than one. */
const SELF_NAMED = ["alias", "column", "dot", "star", "aliases", "posexplode"];

/** Gives the columns of every SELECT the names that the service gives them: `count(1)`, `(a + 1)`. */
function nameColumns(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(nameColumns);
  if (!isNode(value)) return;
  Object.values(value).forEach(nameColumns);
  const select = dataOf(value, "select");
  if (!select || !Array.isArray(select.expressions)) return;
  select.expressions = (select.expressions as Node[]).map((expression) =>
    SELF_NAMED.some((kind) => kind in expression) ? expression : aliased(expression, columnName(expression)),
  );
}

const OPERATORS = new Set(
  "add,sub,mul,div,mod,int_div,eq,neq,lt,lte,gt,gte,and,or,not,like,i_like,in,between".split(","),
);

function columnName(expression: Node): string {
  const [kind = ""] = Object.keys(expression);
  const data = expression[kind];
  // An empty name is none that DuckDB takes.
  if (kind === "literal" && isNode(data)) return String(data.value) || "''";
  if (kind === "explode") return "col";
  if (kind === "subquery") return "scalarsubquery()";
  const text = toDatabricks(expression)
    .replace(/\b[A-Z_][A-Z0-9_]*(?=\()/g, (name) => (name === "CAST" ? name : name.toLowerCase()))
    .replaceAll("count(*)", "count(1)")
    .replace(/\(:__\d+\)/g, "?");
  if (kind === "function" && isNode(data) && data.no_parens === true) {
    return `${text.toLowerCase().replace("()", "")}()`;
  }
  return OPERATORS.has(kind) ? `(${text})` : text;
}
