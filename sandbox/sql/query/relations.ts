import type { TableRecord } from "../../state/records/table";
import type { Caller } from "../../state/principals";
import { SYSTEM, type SystemTable, systemTable } from "../../state/system";
import type { Workspace } from "../../state/workspace";
import { SqlError, insufficient, quoted } from "../errors";
import { PHYSICAL_NAMES, physicalName, stagingName } from "../storage";
import { duckName } from "../types/duckdb";
import { definer } from "./definer";
import type { FileQuery } from "./file-tables";
import { FORMATS, type FileSource, filesQuery } from "./files";
import { informationSchema, informationSchemaQuery } from "./information-schema";
import type { Parameters } from "./parameters";
import { rowsQuery } from "./rows-query";
import type { Node } from "./polyglot";
import { relationName } from "./render";
import type { TableReference } from "./table-references";
import { dataOf, identifier, isNode } from "./tree";
import { writableTable } from "./writable";

/** As whom and from where a statement is compiled. */
export interface CompileContext {
  readonly workspace: Workspace;
  /** Who asks: `current_user()`. */
  readonly caller: Caller;
  /** Whose privileges count: the caller's, or in a view those of its owner. */
  readonly authority: Caller;
  readonly catalog: string;
  readonly schema: string;
  readonly parameters: Parameters;
  /** Views on the way to here, by id, to refuse one that reads itself. */
  readonly views: readonly string[];
}

/** Compiles the query of a view. */
export type CompileQuery = (
  sql: string,
  context: CompileContext,
) => { readonly sql: string; readonly tables: readonly TableRecord[]; readonly files: readonly FileQuery[] };

/** The tables, views and information schemas of one statement. */
export class Relations {
  readonly qualifiers = new Map<string, string>();
  readonly tables: TableRecord[] = [];
  /** Files that are read, each under the name of the table that gets its rows. */
  readonly files: FileQuery[] = [];
  /** What the statement itself names, for lineage. */
  readonly sources: TableRecord[] = [];
  target?: TableRecord;
  /** Queries that are read through `__relation_0`, `__relation_1`, … */
  readonly derived: string[] = [];
  readonly #context: CompileContext;

  readonly #compile: CompileQuery;

  constructor(context: CompileContext, compileView: CompileQuery) {
    this.#context = context;
    this.#compile = compileView;
  }

  read({ table, name, files }: TableReference): void {
    const { workspace, authority } = this.#context;
    const source = files ?? directFiles(name);
    if (source) {
      const query = filesQuery(workspace, authority, source);
      this.files.push(query);
      return this.#rename(table, identifier(query.table));
    }
    const [catalog, schema, last] = this.#fullName(name);
    const virtual = informationSchema(workspace, authority, catalog, schema, last);
    const record = virtual ? undefined : workspace.unityCatalog.table(authority, catalog, schema, last);
    if (record) workspace.unityCatalog.authorization.require(authority, "SELECT", record);
    if (record && this.#context.views.length === 0) this.sources.push(record);
    if (table.alias === null || table.alias === undefined) {
      table.alias = identifier(last);
      this.#qualify([catalog, schema, last]);
    }
    const derived = virtual ? informationSchemaQuery(virtual, this.#context.parameters) : this.#derivedRows(record);
    if (derived !== undefined) this.#rename(table, this.#derive(derived));
    else if (record) this.#rename(table, this.#physical(record));
  }

  /** The rows of what is no table of its own, as a query. */
  #derivedRows(record: TableRecord | undefined): string | undefined {
    if (record?.tableType === "VIEW") return this.#view(record, record.viewDefinition ?? "");
    const table = record && systemTableOf(this.#context.workspace, record);
    return table && rowsQuery(table.columns, table.rows(this.#context.workspace), this.#context.parameters);
  }

  /** Keeps a query for later and gives the name that stands for it. */
  #derive(query: string): Node {
    return relationName(this.derived.push(query) - 1);
  }

  write({ table, name }: TableReference, kind: string, data: Node): void {
    const { workspace, authority } = this.#context;
    const [catalog, schema, last] = this.#fullName(name);
    const record = writableTable(workspace, authority, [catalog, schema, last]);
    this.target = record;
    const holder = kind === "delete" ? data : table;
    if (kind !== "insert" && !dataOf(data.this, "alias") && !isNode(holder.alias)) {
      holder.alias = identifier(last);
      this.#qualify([catalog, schema, last]);
    }
    const physical = this.#physical(record);
    this.#rename(table, data.overwrite === true ? identifier(stagingName(record)) : physical);
  }

  #fullName(name: readonly string[]): [string, string, string] {
    const { catalog, schema } = this.#context;
    const [last = "", inSchema = schema, inCatalog = catalog] = [...name].reverse();
    return [inCatalog, inSchema, last];
  }

  #qualify([catalog, schema, last]: readonly [string, string, string]): void {
    this.qualifiers.set(`${catalog}.${schema}.${last}`.toLowerCase(), last);
    this.qualifiers.set(`${schema}.${last}`.toLowerCase(), last);
  }

  #physical(record: TableRecord): Node {
    this.tables.push(record);
    return identifier(physicalName(record));
  }

  #rename(table: Node, name: Node): void {
    Object.assign(table, { name, schema: null, catalog: null });
  }

  /** The query of a view, with the rights of its owner, under the column names that the view has. */
  #view(view: TableRecord, definition: string): string {
    const { workspace, views } = this.#context;
    if (views.includes(view.id)) {
      throw new SqlError("RECURSIVE_VIEW", "42K0H", `Recursive view ${quoted([view.name])} detected.`);
    }
    const inner = this.#compile(definition, {
      ...this.#context,
      authority: definer(workspace, view.owner),
      catalog: view.viewNamespace?.catalog ?? this.#context.catalog,
      schema: view.viewNamespace?.schema ?? this.#context.schema,
      views: [...views, view.id],
    });
    this.tables.push(...inner.tables);
    this.files.push(...inner.files);
    return `SELECT * FROM (${inner.sql}) AS v(${view.columns.map((column) => duckName(column.name)).join(", ")})`;
  }

  /**
   * Refuses a text that names rows of a table which was not authorised, whatever way it came to that.
   *
   * @throws SqlError INSUFFICIENT_PERMISSIONS
   */
  requireKnown(sql: string): void {
    const allowed = new Set(this.tables.map(physicalName));
    for (const [name] of sql.matchAll(PHYSICAL_NAMES)) {
      if (!allowed.has(name.toLowerCase())) throw internalName();
    }
  }
}

const FORMAT_NAMES: readonly string[] = FORMATS;

/** A table whose name is a format and a path: `` csv.`/Volumes/…` ``. */
function directFiles([format = "", path = "", ...rest]: readonly string[]): FileSource | undefined {
  if (rest.length > 0 || !FORMAT_NAMES.includes(format.toLowerCase()) || !path.startsWith("/")) return undefined;
  return { paths: [path], options: new Map([["format", format]]) };
}

/** What makes the rows of a table of the catalog `system`. */
function systemTableOf({ unityCatalog }: Workspace, record: TableRecord): SystemTable | undefined {
  const [catalog = "", schema = ""] = unityCatalog.authorization.fullName(record).split(".");
  return catalog === SYSTEM ? systemTable(schema, record.name) : undefined;
}

/**
 * Refuses a statement that names what holds a table's rows: as a common table expression, say, such a name could mean
 * the rows in one place of the statement and something else in another.
 *
 * @throws SqlError INSUFFICIENT_PERMISSIONS
 */
export function refuseInternalNames(sql: string, { workspace }: CompileContext): void {
  for (const [, ...parts] of sql.matchAll(PHYSICAL_NAMES)) {
    if (workspace.data.tables.has(parts.join("-").toLowerCase())) throw internalName();
  }
}

const internalName = () => insufficient("User may not read tables by their internal name.");
