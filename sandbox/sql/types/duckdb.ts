import {
  type DuckDBBlobValue,
  type DuckDBDateValue,
  type DuckDBDecimalValue,
  type DuckDBIntervalValue,
  type DuckDBListValue,
  type DuckDBMapValue,
  type DuckDBStructValue,
  type DuckDBTimestampTZValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import { SqlError } from "../errors";
import type { SqlType } from "./sql-type";
import type { Value } from "./value";

/** The DuckDB type that holds values of a Databricks type. */
export function duckTypeOf(type: SqlType): string {
  switch (type.kind) {
    case "int":
      return "INTEGER";
    case "string":
    case "char":
    case "varchar":
      return "VARCHAR";
    case "binary":
      return "BLOB";
    case "timestamp":
      return "TIMESTAMPTZ";
    case "timestamp_ntz":
      return "TIMESTAMP";
    case "void":
      return "VARCHAR";
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "array":
      return `${duckTypeOf(type.element)}[]`;
    case "map":
      return `MAP(${duckTypeOf(type.key)}, ${duckTypeOf(type.value)})`;
    case "struct":
      return `STRUCT(${type.fields.map((field) => `${duckName(field.name)} ${duckTypeOf(field.type)}`).join(", ")})`;
    default:
      return type.kind.toUpperCase();
  }
}

/** An identifier in DuckDB's quotes. */
export const duckName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A string in DuckDB's quotes, in which nothing but a quote has a meaning. A statement cannot hold a zero character. */
export function duckText(text: string): string {
  const parts = text.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts.join("") : `(${parts.join(" || chr(0) || ")})`;
}

/** How a column of a DuckDB result is shown: its Databricks type, and how to read its values. */
export interface ColumnReader {
  readonly type: SqlType;
  readonly read: (value: DuckDBValue) => Value;
}

const plain = (type: SqlType): ColumnReader => ({ type, read: (value) => value as Value });

/** @throws SqlError for a type that no Databricks type can show */
export function readerFor(type: DuckDBType): ColumnReader {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return plain({ kind: "boolean" });
    case DuckDBTypeId.TINYINT:
      return plain({ kind: "tinyint" });
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.UTINYINT:
      return plain({ kind: "smallint" });
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.USMALLINT:
      return plain({ kind: "int" });
    case DuckDBTypeId.UINTEGER:
      return { type: { kind: "bigint" }, read: (value) => BigInt(value as number) };
    case DuckDBTypeId.BIGINT:
      return plain({ kind: "bigint" });
    // Sums of integers are HUGEINT in DuckDB and BIGINT in Databricks, where more than that is an overflow too.
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.UHUGEINT:
      return { type: { kind: "bigint" }, read: (value) => asBigint(value as bigint) };
    case DuckDBTypeId.FLOAT:
      return plain({ kind: "float" });
    case DuckDBTypeId.DOUBLE:
      return plain({ kind: "double" });
    case DuckDBTypeId.DECIMAL:
      return {
        type: { kind: "decimal", precision: type.width, scale: type.scale },
        read: (value) => (value as DuckDBDecimalValue).value,
      };
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.ENUM:
      return plain({ kind: "string" });
    case DuckDBTypeId.UUID:
    case DuckDBTypeId.TIME:
    case DuckDBTypeId.TIME_TZ:
    case DuckDBTypeId.BIT:
      return { type: { kind: "string" }, read: String };
    case DuckDBTypeId.BLOB:
      return { type: { kind: "binary" }, read: (value) => (value as DuckDBBlobValue).bytes };
    case DuckDBTypeId.DATE:
      return { type: { kind: "date" }, read: (value) => (value as DuckDBDateValue).days };
    case DuckDBTypeId.TIMESTAMP:
      return { type: { kind: "timestamp_ntz" }, read: (value) => (value as DuckDBTimestampTZValue).micros };
    case DuckDBTypeId.TIMESTAMP_TZ:
      return { type: { kind: "timestamp" }, read: (value) => (value as DuckDBTimestampTZValue).micros };
    case DuckDBTypeId.INTERVAL:
      return {
        type: { kind: "interval", unit: "DAY TO SECOND" },
        read: (value) => interval(value as DuckDBIntervalValue),
      };
    case DuckDBTypeId.SQLNULL:
      return plain({ kind: "void" });
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY: {
      const element = readerFor(type.valueType);
      return {
        type: { kind: "array", element: element.type },
        read: (value) => (value as DuckDBListValue).items.map((item) => readNullable(element, item)),
      };
    }
    case DuckDBTypeId.MAP: {
      const [key, item] = [readerFor(type.keyType), readerFor(type.valueType)];
      return {
        type: { kind: "map", key: key.type, value: item.type },
        read: (value) =>
          (value as DuckDBMapValue).entries.map((entry) => [key.read(entry.key), readNullable(item, entry.value)]),
      };
    }
    case DuckDBTypeId.STRUCT: {
      const fields = type.entryNames.map((name, index) => {
        const entry = type.entryTypes[index];
        if (!entry) throw new Error(`struct field ${name} has no type`);
        return { name, reader: readerFor(entry) };
      });
      return {
        type: { kind: "struct", fields: fields.map(({ name, reader }) => ({ name, type: reader.type })) },
        read: (value) => {
          const { entries } = value as DuckDBStructValue;
          return fields.map(({ name, reader }) => readNullable(reader, entries[name] ?? null));
        },
      };
    }
    default:
      throw new SqlError("UNSUPPORTED_DATATYPE", "0A000", `Unsupported data type "${String(type)}".`);
  }
}

const readNullable = (reader: ColumnReader, value: DuckDBValue): Value => (value === null ? null : reader.read(value));

const LIMIT = 2n ** 63n;

function asBigint(value: bigint): bigint {
  if (value >= LIMIT || value < -LIMIT) {
    throw new SqlError(
      "ARITHMETIC_OVERFLOW",
      "22003",
      "long overflow. Use 'try_add' to tolerate overflow and return NULL instead.",
    );
  }
  return value;
}

/** `1 02:03:04.000000000`, or `1-2` for years and months. */
function interval({ months, days, micros }: DuckDBIntervalValue): string {
  if (months !== 0 && days === 0 && micros === 0n) {
    const total = Math.abs(months);
    return `${months < 0 ? "-" : ""}${Math.trunc(total / 12)}-${total % 12}`;
  }
  const total = BigInt(months * 30 + days) * 86_400_000_000n + micros;
  const left = total < 0n ? -total : total;
  const pad = (value: bigint, width: number) => String(value).padStart(width, "0");
  const time = [(left / 3_600_000_000n) % 24n, (left / 60_000_000n) % 60n, (left / 1_000_000n) % 60n].map((part) =>
    pad(part, 2),
  );
  return `${total < 0n ? "-" : ""}${left / 86_400_000_000n} ${time.join(":")}.${pad((left % 1_000_000n) * 1000n, 9)}`;
}
