import { SqlError } from "../errors";
import { Cursor } from "../parser/cursor";

/** A data type of Databricks SQL. */
export type SqlType =
  | {
      readonly kind:
        | "boolean"
        | "tinyint"
        | "smallint"
        | "int"
        | "bigint"
        | "float"
        | "double"
        | "string"
        | "binary"
        | "date"
        | "timestamp"
        | "timestamp_ntz"
        | "void";
    }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "char" | "varchar"; readonly length: number }
  | { readonly kind: "interval"; readonly unit: string }
  | { readonly kind: "array"; readonly element: SqlType }
  | { readonly kind: "map"; readonly key: SqlType; readonly value: SqlType }
  | { readonly kind: "struct"; readonly fields: readonly StructField[] };

export interface StructField {
  readonly name: string;
  readonly type: SqlType;
}

export const STRING: SqlType = { kind: "string" };

const SIMPLE: Readonly<Record<string, SqlType>> = {
  BOOLEAN: { kind: "boolean" },
  TINYINT: { kind: "tinyint" },
  BYTE: { kind: "tinyint" },
  SMALLINT: { kind: "smallint" },
  SHORT: { kind: "smallint" },
  INT: { kind: "int" },
  INTEGER: { kind: "int" },
  BIGINT: { kind: "bigint" },
  LONG: { kind: "bigint" },
  FLOAT: { kind: "float" },
  REAL: { kind: "float" },
  DOUBLE: { kind: "double" },
  STRING: { kind: "string" },
  BINARY: { kind: "binary" },
  DATE: { kind: "date" },
  TIMESTAMP: { kind: "timestamp" },
  TIMESTAMP_LTZ: { kind: "timestamp" },
  TIMESTAMP_NTZ: { kind: "timestamp_ntz" },
  VOID: { kind: "void" },
};

/**
 * Reads a type: `INT`, `DECIMAL(10,2)`, `ARRAY<STRUCT<a: INT>>`.
 *
 * @throws SqlError UNSUPPORTED_DATATYPE for a type that does not exist or that this workspace does not have
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datatypes
 */
export function readType(cursor: Cursor): SqlType {
  const name = cursor.identifier().toUpperCase();
  const simple = SIMPLE[name];
  if (simple) {
    if (name === "STRING" && cursor.accept("COLLATE")) cursor.identifier();
    return simple;
  }
  switch (name) {
    case "DECIMAL":
    case "DEC":
    case "NUMERIC": {
      const [precision = 10, scale = 0] = cursor.sees("(") ? cursor.list(() => readInteger(cursor)) : [];
      if (precision < 1 || precision > 38 || scale > precision) {
        throw new SqlError(
          "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
          "22003",
          `Decimal precision ${precision} exceeds max precision 38, or scale ${scale} exceeds the precision.`,
        );
      }
      return { kind: "decimal", precision, scale };
    }
    case "CHAR":
    case "CHARACTER":
    case "VARCHAR": {
      const [length = 1] = cursor.list(() => readInteger(cursor));
      return { kind: name === "VARCHAR" ? "varchar" : "char", length };
    }
    case "INTERVAL": {
      const from = cursor.identifier().toUpperCase();
      return { kind: "interval", unit: cursor.accept("TO") ? `${from} TO ${cursor.identifier().toUpperCase()}` : from };
    }
    case "ARRAY": {
      cursor.expect("<");
      const element = readType(cursor);
      cursor.expect(">");
      return { kind: "array", element };
    }
    case "MAP": {
      cursor.expect("<");
      const key = readType(cursor);
      cursor.expect(",");
      const value = readType(cursor);
      cursor.expect(">");
      return { kind: "map", key, value };
    }
    case "STRUCT": {
      cursor.expect("<");
      const fields: StructField[] = [];
      if (!cursor.sees(">"))
        do fields.push(readField(cursor));
        while (cursor.accept(","));
      cursor.expect(">");
      return { kind: "struct", fields };
    }
    default:
      throw new SqlError("UNSUPPORTED_DATATYPE", "0A000", `Unsupported data type "${name}".`);
  }
}

function readField(cursor: Cursor): StructField {
  const name = cursor.identifier();
  cursor.accept(":");
  const type = readType(cursor);
  cursor.accept("NOT", "NULL");
  if (cursor.accept("COMMENT")) cursor.string();
  return { name, type };
}

function readInteger(cursor: Cursor): number {
  const token = cursor.next();
  if (token.kind !== "number" || !/^\d+$/.test(token.text)) throw cursor.unexpected(token);
  return Number(token.text);
}

/** @throws SqlError for what is no type */
export function parseType(text: string): SqlType {
  const cursor = new Cursor(text);
  const type = readType(cursor);
  cursor.expectEnd();
  return type;
}

/** The type as the service prints it: `decimal(10,2)`, `array<struct<a:int>>`. */
export function typeText(type: SqlType): string {
  switch (type.kind) {
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    case "char":
    case "varchar":
      return `${type.kind}(${type.length})`;
    case "interval":
      return `interval ${type.unit.toLowerCase()}`;
    case "array":
      return `array<${typeText(type.element)}>`;
    case "map":
      return `map<${typeText(type.key)},${typeText(type.value)}>`;
    case "struct":
      return `struct<${type.fields.map((field) => `${fieldName(field.name)}:${typeText(field.type)}`).join(",")}>`;
    default:
      return type.kind;
  }
}

/** The type as statements write it: `DECIMAL(10,2)`, `ARRAY<STRUCT<a: INT>>`. */
export function typeSql(type: SqlType): string {
  switch (type.kind) {
    case "array":
      return `ARRAY<${typeSql(type.element)}>`;
    case "map":
      return `MAP<${typeSql(type.key)}, ${typeSql(type.value)}>`;
    case "struct":
      return `STRUCT<${type.fields.map((field) => `${fieldName(field.name)}: ${typeSql(field.type)}`).join(", ")}>`;
    default:
      return typeText(type).toUpperCase();
  }
}

const fieldName = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : "`" + name.replaceAll("`", "``") + "`";
