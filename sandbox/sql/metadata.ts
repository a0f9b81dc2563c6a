import type { Caller } from "../state/principals";
import type { Workspace } from "../state/workspace";
import { usableCatalogs, visibleFunctions, visibleSchemas, visibleTables } from "./directory";
import { type Result, type ResultColumn, rows, strings } from "./results/result";
import { type SqlType, parseType, typeSql } from "./types/sql-type";
import type { Value } from "./types/value";

/*
 * Answers to the metadata calls, with the columns that JDBC defines for them. Patterns are those of JDBC: `%` is any
 * text, `_` any character, `\` escapes.
 */

const column = (name: string, kind: "int" | "smallint" | "boolean" | "bigint"): ResultColumn => ({
  name,
  type: { kind },
});
const int = (...names: string[]) => names.map((name) => column(name, "int"));

/** Whether a name matches a pattern; no pattern and the empty one match everything. */
export function likeJdbc(pattern: string | undefined | null, name: string): boolean {
  if (!pattern) return true;
  const source = pattern.replace(/\\(.)|[%_]|[.*+?^${}()|[\]\\]/gs, (token, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return token === "%" ? ".*" : token === "_" ? "." : `\\${token}`;
  });
  return new RegExp(`^${source}$`, "is").test(name);
}

export interface Patterns {
  readonly catalogName?: string;
  readonly schemaName?: string;
  readonly tableName?: string;
  readonly columnName?: string;
  readonly functionName?: string;
}

/** JDBC's word for a function that gives a value, not a table. */
const NO_TABLE = 1;

/** Rows about what one caller sees in one workspace. */
export class Metadata {
  readonly #workspace: Workspace;
  readonly #caller: Caller;

  constructor(workspace: Workspace, caller: Caller) {
    this.#workspace = workspace;
    this.#caller = caller;
  }

  catalogs(): Result {
    const names = this.#workspace.unityCatalog.catalogs(this.#caller).map(({ name }) => [name]);
    return rows(strings("TABLE_CAT"), names);
  }

  #schemas({ catalogName, schemaName }: Patterns) {
    return usableCatalogs(this.#workspace, this.#caller)
      .filter(({ name }) => likeJdbc(catalogName, name))
      .flatMap((catalog) =>
        visibleSchemas(this.#workspace, this.#caller, catalog)
          .filter(({ name }) => likeJdbc(schemaName, name))
          .map((schema) => ({ catalog, schema })),
      );
  }

  #tables(patterns: Patterns) {
    return this.#schemas(patterns).flatMap(({ catalog, schema }) =>
      visibleTables(this.#workspace, this.#caller, catalog, schema)
        .filter(({ name }) => likeJdbc(patterns.tableName, name))
        .map((table) => ({ names: [catalog.name, schema.name, table.name], table })),
    );
  }

  schemas(patterns: Patterns): Result {
    const found = this.#schemas(patterns).map(({ catalog, schema }) => [schema.name, catalog.name]);
    return rows(strings("TABLE_SCHEM", "TABLE_CATALOG"), found);
  }

  /** @param types TABLE, VIEW, …; empty = all */
  tables(patterns: Patterns, types: readonly string[]): Result {
    const wanted = new Set(types.map((type) => type.toUpperCase()));
    const found = this.#tables(patterns)
      .map(({ names, table }) => ({ names, table, type: table.tableType === "MANAGED" ? "TABLE" : "VIEW" }))
      .filter(({ type }) => wanted.size === 0 || wanted.has(type));
    return rows(
      strings(
        ...["TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS", "TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME"],
        ...["SELF_REFERENCING_COL_NAME", "REF_GENERATION"],
      ),
      found.map(({ names, table, type }) => [...names, type, table.comment ?? "", null, null, null, null, null]),
    );
  }

  tableTypes(): Result {
    return rows(strings("TABLE_TYPE"), [["TABLE"], ["VIEW"]]);
  }

  columns(patterns: Patterns): Result {
    const found = this.#tables(patterns).flatMap(({ names, table }) =>
      table.columns
        .map((each, index) => ({ ...each, index }))
        .filter(({ name }) => likeJdbc(patterns.columnName, name))
        .map((each) => {
          const type = parseType(each.type);
          const { code, size, digits, radix } = jdbc(type);
          const nullable = each.nullable ? 1 : 0;
          const text = typeSql(type);
          return [
            ...[...names, each.name, code, text, size, null, digits, radix, nullable, each.comment ?? "", null, null],
            ...[null, null, each.index, each.nullable ? "YES" : "NO", null, null, null, null, "NO"],
          ] as Value[];
        }),
    );
    return rows(
      [
        ...strings("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"),
        ...int("DATA_TYPE"),
        ...strings("TYPE_NAME"),
        ...int("COLUMN_SIZE"),
        column("BUFFER_LENGTH", "int"),
        ...int("DECIMAL_DIGITS", "NUM_PREC_RADIX", "NULLABLE"),
        ...strings("REMARKS", "COLUMN_DEF"),
        ...int("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH", "ORDINAL_POSITION"),
        ...strings("IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE"),
        column("SOURCE_DATA_TYPE", "smallint"),
        ...strings("IS_AUTO_INCREMENT"),
      ],
      found,
    );
  }

  typeInfo(): Result {
    const names = "VOID,BOOLEAN,TINYINT,SMALLINT,INT,BIGINT,FLOAT,DOUBLE,STRING,BINARY,DATE,TIMESTAMP,DECIMAL".split(
      ",",
    );
    return rows(
      [
        ...strings("TYPE_NAME"),
        ...int("DATA_TYPE", "PRECISION"),
        ...strings("LITERAL_PREFIX", "LITERAL_SUFFIX", "CREATE_PARAMS"),
        column("NULLABLE", "smallint"),
        column("CASE_SENSITIVE", "boolean"),
        column("SEARCHABLE", "smallint"),
        ...["UNSIGNED_ATTRIBUTE", "FIXED_PREC_SCALE", "AUTO_INCREMENT"].map((name) => column(name, "boolean")),
        ...strings("LOCAL_TYPE_NAME"),
        column("MINIMUM_SCALE", "smallint"),
        column("MAXIMUM_SCALE", "smallint"),
        ...int("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "NUM_PREC_RADIX"),
      ],
      names.map((name) => {
        const type = parseType(name);
        const { code, size, digits, radix } = jdbc(type);
        const quote = type.kind === "string" ? "'" : null;
        return [
          ...[name, code, size, quote, quote, null, 1, type.kind === "string", 3, radix === null, false, false],
          ...[null, 0, digits ?? 0, null, null, radix],
        ];
      }),
    );
  }

  /** Functions of schemas; there is no list of the built-in ones. */
  functions(patterns: Patterns): Result {
    const found = this.#schemas(patterns).flatMap(({ catalog, schema }) =>
      visibleFunctions(this.#workspace, this.#caller, catalog, schema)
        .filter(({ name }) => likeJdbc(patterns.functionName, name))
        .map(({ name, comment }) => [catalog.name, schema.name, name, comment ?? "", NO_TABLE, name]),
    );
    return rows(
      [
        ...strings("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "REMARKS"),
        ...int("FUNCTION_TYPE"),
        ...strings("SPECIFIC_NAME"),
      ],
      found,
    );
  }

  primaryKeys(): Result {
    return rows(
      [...strings("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME"), ...int("KEQ_SEQ"), ...strings("PK_NAME")],
      [],
    );
  }

  crossReference(): Result {
    return rows(
      [
        ...strings("PKTABLE_CAT", "PKTABLE_SCHEM", "PKTABLE_NAME", "PKCOLUMN_NAME"),
        ...strings("FKTABLE_CAT", "FKTABLE_SCHEM", "FKTABLE_NAME", "FKCOLUMN_NAME"),
        ...int("KEQ_SEQ", "UPDATE_RULE", "DELETE_RULE"),
        ...strings("FK_NAME", "PK_NAME"),
        ...int("DEFERRABILITY"),
      ],
      [],
    );
  }
}

interface JdbcType {
  /** java.sql.Types */
  readonly code: number;
  readonly size: number | null;
  readonly digits: number | null;
  readonly radix: number | null;
}

const JDBC: Readonly<Record<SqlType["kind"], readonly [number, number | null, number | null, number | null]>> = {
  boolean: [16, null, null, null],
  tinyint: [-6, 3, 0, 10],
  smallint: [5, 5, 0, 10],
  int: [4, 10, 0, 10],
  bigint: [-5, 19, 0, 10],
  float: [6, 7, 7, 10],
  double: [8, 15, 15, 10],
  decimal: [3, 38, 38, 10],
  string: [12, null, null, null],
  char: [1, null, null, null],
  varchar: [12, null, null, null],
  binary: [-2, null, null, null],
  date: [91, 10, null, null],
  timestamp: [93, 29, null, null],
  timestamp_ntz: [93, 29, null, null],
  interval: [1111, null, null, null],
  void: [0, null, null, null],
  array: [2003, null, null, null],
  map: [2000, null, null, null],
  struct: [2002, null, null, null],
};

function jdbc(type: SqlType): JdbcType {
  const [code, size, digits, radix] = JDBC[type.kind];
  if (type.kind === "decimal") return { code, size: type.precision, digits: type.scale, radix };
  return { code, size: type.kind === "char" || type.kind === "varchar" ? type.length : size, digits, radix };
}
