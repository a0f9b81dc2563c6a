import type { TableRecord } from "../../state/records/table";
import { unsupported } from "../errors";
import { syntaxError } from "../parser/tokens";
import { contextFunctions } from "./context-functions";
import type { FileQuery } from "./file-tables";
import { rewriteExpressions } from "./expressions";
import { type Node, parseStatement } from "./polyglot";
import { type CompileContext, Relations, refuseInternalNames } from "./relations";
import { render } from "./render";
import { bindIdentifiers, findTables } from "./table-references";
import { dataOf, identifier, isNode, isTable, mapTree, nameIn } from "./tree";

export type QueryKind = "select" | "insert" | "update" | "delete" | "merge";

/** A statement as DuckDB runs it. */
export interface Compiled {
  readonly kind: QueryKind;
  readonly sql: string;
  /** Tables that must exist physically before it runs. */
  readonly tables: readonly TableRecord[];
  /** Files whose rows must be there before it runs. */
  readonly files: readonly FileQuery[];
  /** Tables and views that the statement itself reads. */
  readonly sources: readonly TableRecord[];
  /** The table that is changed. */
  readonly target?: TableRecord;
  /** Whether the rows that are there are replaced: INSERT OVERWRITE. */
  readonly overwrite: boolean;
}

const KINDS: Readonly<Record<string, QueryKind>> = {
  select: "select",
  union: "select",
  intersect: "select",
  except: "select",
  values: "select",
  subquery: "select",
  insert: "insert",
  update: "update",
  delete: "delete",
  merge: "merge",
};

/**
 * Makes a statement of Databricks SQL one of DuckDB: every table it reads or writes is found, authorised for the
 * caller and replaced by what holds its rows.
 *
 * @throws SqlError for what does not parse, does not exist, is not supported or may not be done
 */
export function compile(sql: string, context: CompileContext): Compiled {
  refuseInternalNames(sql, context);
  const statement = parseStatement(sql);
  const [kind, data] = classify(statement, sql);
  bindIdentifiers(statement, (name) => context.parameters.textOf(name) ?? "");
  const target = kind === "select" ? undefined : targetOf(kind, data);
  const relations = new Relations(context, (definition, inner) => compile(definition, inner));
  for (const reference of findTables(statement)) {
    if (reference.table === target) relations.write(reference, kind, data);
    else relations.read(reference);
  }
  const overwrite = data.overwrite === true;
  if (overwrite) data.overwrite = false;
  if (kind === "update") {
    data.set = (data.set as [Node, unknown][]).map(([column, value]) => [unqualified(column), value]);
  }
  if (kind === "merge") mapTree(data.whens, unqualifyUpdate);
  const rewritten = rewriteExpressions(statement, {
    functions: contextFunctions(context.workspace, context),
    routines: { ...context, calls: [] },
    parameters: context.parameters,
    qualifiers: relations.qualifiers,
  });
  const { sql: duck } = render(rewritten, relations.derived);
  relations.requireKnown(duck);
  const { tables, files, sources, target: changed } = relations;
  return { kind, sql: duck, tables, files, sources, target: changed, overwrite };
}

function classify(statement: Node, sql: string): [QueryKind, Node] {
  const [name = ""] = Object.keys(statement);
  const kind = KINDS[name];
  const data = statement[name];
  if (!kind || !isNode(data)) {
    // Whatever stands alone is read as an expression with an alias: `foo bar`.
    if (name === "alias" || name === "column") throw syntaxError(sql, 0, /^\S*/.exec(sql)?.[0] ?? "");
    throw unsupported(`The statement ${name.replaceAll("_", " ").toUpperCase()}`);
  }
  if (isNode(data.replace_where) || (Array.isArray(data.partition) && data.partition.length > 0)) {
    throw unsupported("INSERT with PARTITION or REPLACE WHERE");
  }
  return [kind, data];
}

/** Data of the node of the table that a statement changes. */
function targetOf(kind: QueryKind, data: Node): Node {
  const place = kind === "merge" ? data.this : data.table;
  const table = kind === "merge" ? (dataOf(dataOf(place, "alias")?.this ?? place, "table") ?? place) : place;
  if (!isTable(table)) throw unsupported(`${kind.toUpperCase()} of anything but a table`);
  return table;
}

/** `SET t.x = 1` is parsed as a name with a period; DuckDB wants the column alone. */
const unqualified = (column: Node): Node =>
  column.quoted === true ? column : identifier((nameIn(column) ?? "").split(".").at(-1) ?? "");

/** The same in `WHEN MATCHED THEN UPDATE SET t.x = 1`. */
function unqualifyUpdate(node: Node): Node {
  const [verb, assignments] = (dataOf(node, "tuple")?.expressions ?? []) as unknown[];
  if (dataOf(verb, "var")?.this !== "UPDATE") return node;
  for (const assignment of (dataOf(assignments, "tuple")?.expressions ?? []) as unknown[]) {
    const column = dataOf(dataOf(assignment, "eq")?.left, "column");
    if (column) column.table = null;
  }
  return node;
}
