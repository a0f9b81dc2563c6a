import type { FunctionRecord } from "../../state/records/function";
import type { TableRecord } from "../../state/records/table";
import { type SqlType, parseType, typeText } from "../types/sql-type";
import {
  type Cell,
  type Scope,
  eachFunction,
  eachSchema,
  eachTable,
  eachVolume,
  grantRows,
  history,
  tagRows,
} from "./information-schema-scope";
import type { ViewName } from "./information-schema-views";

/** The rows of each view, in the order of its columns. */
export const ROWS: Readonly<Record<ViewName, (scope: Scope) => Cell[][]>> = {
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
  volumes: (scope) =>
    eachVolume(scope, (names, volume) => [
      [...names, "MANAGED", volume.owner, volume.comment ?? null, null, ...history(volume)],
    ]),
  volume_privileges: (scope) => eachVolume(scope, (names, volume) => grantRows(scope, volume, names)),
  routines: (scope) => eachFunction(scope, (names, routine) => [routineRow(scope, names, routine)]),
  routine_privileges: (scope) =>
    eachFunction(scope, (names, routine) => grantRows(scope, routine, [...names, ...names])),
  catalog_tags: (scope) => scope.catalogs.flatMap((catalog) => tagRows([catalog.name], catalog)),
  schema_tags: (scope) => eachSchema(scope, (catalog, schema) => tagRows([catalog.name, schema.name], schema)),
  table_tags: (scope) => eachTable(scope, tagRows),
  volume_tags: (scope) => eachVolume(scope, tagRows),
  // Columns cannot have tags here.
  column_tags: () => [],
};

const NUMERIC: Readonly<Record<string, { precision: number; radix: number; scale: number | null }>> = {
  tinyint: { precision: 8, radix: 2, scale: 0 },
  smallint: { precision: 16, radix: 2, scale: 0 },
  int: { precision: 32, radix: 2, scale: 0 },
  bigint: { precision: 64, radix: 2, scale: 0 },
  float: { precision: 24, radix: 2, scale: null },
  double: { precision: 53, radix: 2, scale: null },
};

const dataTypeName = (type: SqlType): string =>
  type.kind === "int" ? "INT" : type.kind === "bigint" ? "LONG" : type.kind.toUpperCase();

function columnRow(names: string[], column: TableRecord["columns"][number], index: number): Cell[] {
  const type: SqlType = parseType(column.type);
  const numeric = type.kind === "decimal" ? { ...type, radix: 10 } : NUMERIC[type.kind];
  const length = type.kind === "string" ? 0 : type.kind === "char" || type.kind === "varchar" ? type.length : null;
  return [
    ...names,
    column.name,
    index + 1,
    null,
    column.nullable ? "YES" : "NO",
    typeText(type),
    dataTypeName(type),
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

function routineRow({ caller }: Scope, names: string[], routine: FunctionRecord): Cell[] {
  const type = parseType(routine.returnType);
  // Only the owner reads the body.
  const definition = caller.identities.has(routine.owner) ? routine.definition : null;
  return [
    ...names,
    ...names,
    routine.owner,
    "FUNCTION",
    dataTypeName(type),
    typeText(type),
    "SQL",
    definition,
    null,
    null,
    "S",
    "YES",
    "CONTAINS_SQL",
    "NO",
    null,
    "DEFINER",
    routine.comment ?? null,
    ...history(routine),
  ];
}
