import type { FunctionRecord } from "../../state/records/function";
import type { Caller } from "../../state/principals";
import type { Workspace } from "../../state/workspace";
import { SqlError, quoted, unsupported } from "../errors";
import { definer } from "./definer";
import { type Node, parseStatement, typeNode } from "./polyglot";
import { findTables } from "./table-references";
import { castTo, dataOf, isNode, mapTree, nameIn } from "./tree";

/** Whose privileges count where functions are called, and where names without schema are looked up. */
export interface RoutineScope {
  readonly workspace: Workspace;
  readonly authority: Caller;
  readonly catalog: string;
  readonly schema: string;
  /** Functions on the way to here, by id, to refuse one that calls itself. */
  readonly calls: readonly string[];
}

/** A call in a statement. */
export interface RoutineCall {
  /** One to three parts. */
  readonly name: readonly string[];
  readonly args: readonly unknown[];
}

/** `c.s.f(x)` and `s.f(x)` are parsed as calls of a method of a column. */
export function qualifiedCall(node: Node): RoutineCall | undefined {
  const call = dataOf(node, "method_call");
  const column = dataOf(call?.this, "column");
  const name = [nameIn(column?.table), nameIn(column?.name), nameIn(call?.method)].filter((part) => part !== undefined);
  return column && name.length > 1 ? { name, args: (call?.args ?? []) as unknown[] } : undefined;
}

/**
 * The function that a call means, which the authority may execute; undefined for a name without schema that is none of
 * the current schema's.
 *
 * @throws SqlError UNRESOLVED_ROUTINE; ServiceError without EXECUTE
 */
export function routineFor(scope: RoutineScope, { name }: Pick<RoutineCall, "name">): FunctionRecord | undefined {
  const { workspace, authority } = scope;
  const { functions, authorization } = workspace.unityCatalog;
  const [last = "", schema = scope.schema, catalog = scope.catalog] = [...name].reverse();
  if (name.length === 1 && !functions.find(catalog, schema, last)) return undefined;
  const routine = functions.get(authority, catalog, schema, last);
  authorization.require(authority, "EXECUTE", routine);
  return routine;
}

/** Where the calls in a function's body are: the privileges of its owner count. */
export function insideOf(routine: FunctionRecord, { workspace, calls }: RoutineScope): RoutineScope {
  if (calls.includes(routine.id)) throw unsupported("A function that calls itself");
  const [catalog = "", schema = ""] = workspace.unityCatalog.authorization.fullName(routine).split(".");
  return { workspace, authority: definer(workspace, routine.owner), catalog, schema, calls: [...calls, routine.id] };
}

/** The body of a function, rewritten, with the arguments in the place of its parameters. */
export function inlined(routine: FunctionRecord, args: readonly unknown[], rewritten: (body: Node) => unknown): Node {
  const { parameters, definition, returnType, name } = routine;
  if (args.length !== parameters.length) {
    throw new SqlError(
      "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
      "42605",
      `The ${quoted([name])} requires ${parameters.length} parameters but the actual number is ${args.length}.`,
    );
  }
  const values = new Map(
    parameters.map((parameter, index): [string, Node] => [
      parameter.name.toLowerCase(),
      castTo(args[index], typeNode(parameter.type)),
    ]),
  );
  const body = mapTree(rewritten(bodyOf(definition)), (node) => {
    const column = dataOf(node, "column");
    const parameter =
      column && !isNode(column.table) ? values.get((nameIn(column.name) ?? "").toLowerCase()) : undefined;
    return parameter ? structuredClone(parameter) : node;
  });
  return castTo(body, typeNode(returnType));
}

/** The expression that a function returns. @throws SqlError for one that reads tables, or that is none */
export function bodyOf(definition: string): Node {
  const statement = parseStatement(`SELECT ${definition}`);
  if (findTables(statement).length > 0) throw unsupported("A function that reads tables");
  const select = dataOf(statement, "select");
  const [body, second] = (select?.expressions ?? []) as Node[];
  const more = ["where_clause", "group_by", "having", "order_by", "limit"].some((clause) => isNode(select?.[clause]));
  if (!body || second || more) throw new SqlError("PARSE_SYNTAX_ERROR", "42601", "A function returns one expression.");
  return body;
}
