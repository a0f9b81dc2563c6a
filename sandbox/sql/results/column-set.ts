import {
  TColumn,
  TColumnDesc,
  TPrimitiveTypeEntry,
  TTableSchema,
  TTypeDesc,
  TTypeEntry,
  TTypeId,
  TTypeQualifierValue,
  TTypeQualifiers,
  int64,
} from "../thrift/service";
import type { SqlType } from "../types/sql-type";
import { type Value, renderText } from "../types/value";
import type { Chunk, ResultColumn } from "./result";

function typeId(type: SqlType): TTypeId {
  switch (type.kind) {
    case "boolean":
      return TTypeId.BOOLEAN_TYPE;
    case "tinyint":
      return TTypeId.TINYINT_TYPE;
    case "smallint":
      return TTypeId.SMALLINT_TYPE;
    case "int":
      return TTypeId.INT_TYPE;
    case "bigint":
      return TTypeId.BIGINT_TYPE;
    case "float":
      return TTypeId.FLOAT_TYPE;
    case "double":
      return TTypeId.DOUBLE_TYPE;
    case "string":
      return TTypeId.STRING_TYPE;
    case "char":
      return TTypeId.CHAR_TYPE;
    case "varchar":
      return TTypeId.VARCHAR_TYPE;
    case "binary":
      return TTypeId.BINARY_TYPE;
    case "date":
      return TTypeId.DATE_TYPE;
    case "timestamp":
    case "timestamp_ntz":
      return TTypeId.TIMESTAMP_TYPE;
    case "void":
      return TTypeId.NULL_TYPE;
    case "decimal":
      return TTypeId.DECIMAL_TYPE;
    case "interval":
      return type.unit.startsWith("YEAR") || type.unit.startsWith("MONTH")
        ? TTypeId.INTERVAL_YEAR_MONTH_TYPE
        : TTypeId.INTERVAL_DAY_TIME_TYPE;
    case "array":
      return TTypeId.ARRAY_TYPE;
    case "map":
      return TTypeId.MAP_TYPE;
    case "struct":
      return TTypeId.STRUCT_TYPE;
  }
}

/** The columns of a result as the protocol describes them: complex types too are primitive entries. */
export function tableSchema(columns: readonly ResultColumn[]): TTableSchema {
  return new TTableSchema({
    columns: columns.map(({ name, type, comment }, index) => {
      const primitiveEntry = new TPrimitiveTypeEntry({ type: typeId(type), typeQualifiers: qualifiers(type) });
      const typeDesc = new TTypeDesc({ types: [new TTypeEntry({ primitiveEntry })] });
      return new TColumnDesc({ columnName: name, typeDesc, position: index + 1, comment });
    }),
  });
}

function qualifiers(type: SqlType): TTypeQualifiers | undefined {
  if (type.kind !== "decimal") return undefined;
  return new TTypeQualifiers({
    qualifiers: {
      precision: new TTypeQualifierValue({ i32Value: type.precision }),
      scale: new TTypeQualifierValue({ i32Value: type.scale }),
    },
  });
}

/** Rows as a set of columns, for clients that do not read Arrow and for answers about metadata. */
export const columnSet = (columns: readonly ResultColumn[], chunk: Chunk): TColumn[] =>
  columns.map(({ type }, index) => column(type, chunk[index] ?? []));

function column(type: SqlType, values: readonly Value[]): TColumn {
  const nulls = Buffer.alloc(Math.ceil(values.length / 8));
  values.forEach((value, row) => {
    if (value === null) nulls[row >> 3] = (nulls[row >> 3] ?? 0) | (1 << (row & 7));
  });
  switch (type.kind) {
    case "boolean":
      return new TColumn({ boolVal: { values: values.map((value) => value === true), nulls } });
    case "tinyint":
      return new TColumn({ byteVal: { values: numbers(values), nulls } });
    case "smallint":
      return new TColumn({ i16Val: { values: numbers(values), nulls } });
    case "int":
      return new TColumn({ i32Val: { values: numbers(values), nulls } });
    case "bigint":
      return new TColumn({ i64Val: { values: values.map((value) => int64((value ?? 0n) as bigint)), nulls } });
    case "float":
    case "double":
      return new TColumn({ doubleVal: { values: numbers(values), nulls } });
    case "binary":
      return new TColumn({
        binaryVal: { values: values.map((value) => Buffer.from((value ?? "") as Uint8Array)), nulls },
      });
    default:
      return new TColumn({
        stringVal: { values: values.map((value) => (value === null ? "" : renderText(type, value))), nulls },
      });
  }
}

const numbers = (values: readonly Value[]): number[] => values.map((value) => (value ?? 0) as number);
