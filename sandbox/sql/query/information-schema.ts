import type { CatalogRecord, SchemaRecord, Securable, TableRecord } from "../../state/data";
import { fold } from "../../state/names";
import type { Caller } from "../../state/principals";
import { privilegeInSql } from "../../state/privileges";
import type { Workspace } from "../../state/workspace";
import { usableCatalogs, visibleSchemas, visibleTables } from "../directory";
import { tableNotFound } from "../errors";
import { duckTypeOf } from "../types/duckdb";
import { type SqlType, parseType, typeText } from "../types/sql-type";
import { VIEWS, type ViewName } from "./information-schema-views";
import type { Parameters } from "./parameters";

type Cell = string | number | null;

/** The catalogs that one information schema tells about, and who asks. */
interface Scope {
  readonly workspace: Workspace;
  readonly caller: Caller;
  readonly catalogs: readonly CatalogRecord[];
}

/** One view of an information schema, for one caller. */
export interface VirtualQuery {
  readonly view: ViewName;
  readonly scope: Scope;
}

/** The rows of each view, in the order of its columns. */
const ROWS: Readonly<Record<ViewName, (scope: Scope) => Cell[][]>> = {
  catalogs: ({ catalogs }) => catalogs.map((each) => [each.name, each.owner, each.comment ?? null, ...history(each)]),
  schemata: (scope) =>
    eachSchema(scope, (catalog, schema) => [
      [catalog.name, schema.name, schema.owner, schema.comment ?? null, ...history(schema)],
    ]),
  tables: (scope) =>
    eachTable(scope, (names, table) => [
      [
        ...names,
        table.tableType,
        table.tableType === "VIEW" ? "NO" : "YES",
        "PRESERVE",
        table.owner,
        table.comment ?? null,
        ...history(table),
        table.tableType === "VIEW" ? "UNKNOWN_DATA_SOURCE_FORMAT" : "DELTA",
        null,
        null,
      ],
    ]),
  columns: (scope) =>
    eachTable(scope, (names, table) => table.columns.map((column, index) => columnRow(names, column, index))),
  views: (scope) =>
    eachTable(scope, (names, table) => {
      if (table.tableType !== "VIEW") return [];
      // Only the owner reads the query.
      const definition = scope.caller.identities.has(table.owner) ? (table.viewDefinition ?? null) : null;
      return [[...names, definition, "NONE", "NO", "NO", null]];
    }),
  catalog_privileges: (scope) => scope.catalogs.flatMap((catalog) => grantRows(scope, catalog, [catalog.name])),
  schema_privileges: (scope) =>
    eachSchema(scope, (catalog, schema) => grantRows(scope, schema, [catalog.name, schema.name])),
  table_privileges: (scope) =>
    eachTable(scope, (names, table) => (table.id === "" ? [] : grantRows(scope, table, names))),
};

const iso = (millis: number): string => new Date(millis).toISOString();

type Dated = Pick<TableRecord, "createdAt" | "createdBy" | "updatedAt" | "updatedBy">;

const history = ({ createdAt, createdBy, updatedAt, updatedBy }: Dated): Cell[] => [
  iso(createdAt),
  createdBy,
  iso(updatedAt),
  updatedBy,
];

function eachSchema(
  { workspace, caller, catalogs }: Scope,
  rows: (catalog: CatalogRecord, schema: SchemaRecord) => Cell[][],
): Cell[][] {
  return catalogs.flatMap((catalog) =>
    visibleSchemas(workspace, caller, catalog).flatMap((schema) => rows(catalog, schema)),
  );
}

function eachTable(scope: Scope, rows: (names: string[], table: TableRecord) => Cell[][]): Cell[][] {
  return eachSchema(scope, (catalog, schema) =>
    visibleTables(scope.workspace, scope.caller, catalog, schema).flatMap((table) =>
      rows([catalog.name, schema.name, table.name], table),
    ),
  );
}

/** Grants that reach a securable: all of them for whoever manages it, for others their own. */
function grantRows({ workspace, caller }: Scope, securable: Securable, names: string[]): Cell[][] {
  const { authorization } = workspace.unityCatalog;
  const all = authorization.holds(caller, "MANAGE", securable);
  return authorization
    .grantsOn(securable, true)
    .filter(({ principal }) => all || caller.identities.has(principal))
    .map(({ principal, privilege, on }) => {
      const inherited = on.id === securable.id ? "NONE" : on.kind.toUpperCase();
      return [null, principal, ...names, privilegeInSql(privilege), "NO", inherited];
    });
}

const NUMERIC: Readonly<Record<string, { precision: number; radix: number; scale: number | null }>> = {
  tinyint: { precision: 8, radix: 2, scale: 0 },
  smallint: { precision: 16, radix: 2, scale: 0 },
  int: { precision: 32, radix: 2, scale: 0 },
  bigint: { precision: 64, radix: 2, scale: 0 },
  float: { precision: 24, radix: 2, scale: null },
  double: { precision: 53, radix: 2, scale: null },
};

function columnRow(names: string[], column: TableRecord["columns"][number], index: number): Cell[] {
  const type: SqlType = parseType(column.type);
  const numeric = type.kind === "decimal" ? { ...type, radix: 10 } : NUMERIC[type.kind];
  const length = type.kind === "string" ? 0 : type.kind === "char" || type.kind === "varchar" ? type.length : null;
  const dataType = type.kind === "int" ? "INT" : type.kind === "bigint" ? "LONG" : type.kind.toUpperCase();
  return [
    ...names,
    column.name,
    index + 1,
    null,
    column.nullable ? "YES" : "NO",
    typeText(type),
    dataType,
    length,
    length,
    numeric?.precision ?? null,
    numeric?.radix ?? null,
    numeric?.scale ?? null,
    type.kind.startsWith("timestamp") ? 6 : type.kind === "date" ? 0 : null,
    type.kind === "interval" ? type.unit : null,
    null,
    null,
    "NO",
    null,
    "NO",
    "NO",
    "NO",
    null,
    "YES",
    null,
    column.comment ?? null,
  ];
}

/**
 * The view of an information schema that a name means; undefined when the name is in another schema.
 *
 * @throws ServiceError or SqlError when the caller may not use the catalog, or there is no such view
 */
export function informationSchema(
  workspace: Workspace,
  caller: Caller,
  catalogName: string,
  schemaName: string,
  name: string,
): VirtualQuery | undefined {
  if (fold(schemaName) !== "information_schema") return undefined;
  workspace.unityCatalog.schema(caller, catalogName, schemaName);
  const catalog = workspace.unityCatalog.catalog(caller, catalogName);
  const view = fold(name);
  if (!isView(view)) throw tableNotFound([catalog.name, "information_schema", name]);
  const catalogs = catalog.name === "system" ? usableCatalogs(workspace, caller) : [catalog];
  return { view, scope: { workspace, caller, catalogs } };
}

const isView = (name: string): name is ViewName => Object.hasOwn(VIEWS, name);

/** The rows of such a view as a DuckDB query. */
export function informationSchemaQuery({ view, scope }: VirtualQuery, parameters: Parameters): string {
  const columns = VIEWS[view];
  const names = Object.keys(columns);
  const objects = ROWS[view](scope).map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
  const structure = Object.fromEntries(names.map((name) => [name, duckTypeOf(parseType(columns[name] ?? "STRING"))]));
  const index = parameters.bind(JSON.stringify(objects));
  return `SELECT unnest(from_json($${index}, '${JSON.stringify([structure])}'), max_depth := 2)`;
}
