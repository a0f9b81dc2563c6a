import {
  Binary,
  Bool,
  type Data,
  DataType,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  Map_,
  Null,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
  makeData,
} from "apache-arrow";
import type { SqlType } from "../types/sql-type";
import { typeSql } from "../types/sql-type";
import { type Value, renderText } from "../types/value";
import { type Chunk, type ResultColumn, lengthOf } from "./result";

/** Which types a client reads as Arrow's own; the others it wants as text. */
export interface NativeTypes {
  readonly timestamp: boolean;
  readonly decimal: boolean;
  readonly complex: boolean;
}

/** Writes results of given columns as Arrow: a schema message, and one record batch message for each chunk. */
export class ArrowEncoder {
  readonly #columns: readonly { readonly source: SqlType; readonly type: DataType }[];
  readonly #schema: Schema;

  constructor(columns: readonly ResultColumn[], native: NativeTypes) {
    const fields = columns.map(({ name, type }) => {
      const metadata = new Map([["Spark:DataType:SqlName", typeSql(type)]]);
      return new Field(name, isNative(type, native) ? arrowType(type) : new Utf8(), true, metadata);
    });
    this.#columns = columns.map(({ type }, index) => ({ source: type, type: fields[index]?.type as DataType }));
    this.#schema = new Schema(fields);
  }

  /** The schema message of the stream, without its end. */
  schema(): Buffer {
    const stream = this.#stream([]);
    return stream.subarray(0, schemaLength(stream));
  }

  /** One record batch message, without schema and end. */
  batch(chunk: Chunk): Buffer {
    const stream = this.#stream([chunk]);
    return stream.subarray(schemaLength(stream), stream.length - END_OF_STREAM);
  }

  #stream(chunks: readonly Chunk[]): Buffer {
    const writer = new RecordBatchStreamWriter();
    for (const chunk of chunks) {
      const children = this.#columns.map(({ source, type }, index) => encode(source, type, chunk[index] ?? []));
      const data = makeData({ type: new Struct(this.#schema.fields), length: lengthOf(chunk), nullCount: 0, children });
      writer.write(new RecordBatch(this.#schema, data));
    }
    if (chunks.length === 0) writer.reset(undefined, this.#schema);
    writer.finish();
    return Buffer.from(writer.toUint8Array(true));
  }
}

/** Bytes of the mark that ends a stream. */
const END_OF_STREAM = 8;

/** A message starts with a continuation mark and its length; the schema message has no body. */
const schemaLength = (stream: Buffer): number => 8 + stream.readInt32LE(4);

function isNative(type: SqlType, native: NativeTypes): boolean {
  switch (type.kind) {
    case "timestamp":
    case "timestamp_ntz":
      return native.timestamp;
    case "decimal":
      return native.decimal;
    case "array":
    case "map":
    case "struct":
      return native.complex;
    default:
      return true;
  }
}

function arrowType(type: SqlType): DataType {
  switch (type.kind) {
    case "boolean":
      return new Bool();
    case "tinyint":
      return new Int8();
    case "smallint":
      return new Int16();
    case "int":
      return new Int32();
    case "bigint":
      return new Int64();
    case "float":
      return new Float32();
    case "double":
      return new Float64();
    case "binary":
      return new Binary();
    case "date":
      return new DateDay();
    case "timestamp":
      return new TimestampMicrosecond("Etc/UTC");
    case "timestamp_ntz":
      return new TimestampMicrosecond();
    case "void":
      return new Null();
    case "decimal":
      return new Decimal(type.scale, type.precision, 128);
    case "array":
      return new List(new Field("element", arrowType(type.element), true));
    case "map": {
      const key = new Field("key", arrowType(type.key), false);
      const value = new Field("value", arrowType(type.value), true);
      return new Map_(new Field("entries", new Struct<{ key: DataType; value: DataType }>([key, value]), false));
    }
    case "struct":
      return new Struct(type.fields.map((field) => new Field(field.name, arrowType(field.type), true)));
    default:
      return new Utf8();
  }
}

/** The values of one column as Arrow buffers. `type` is text where the client does not read the source natively. */
function encode(source: SqlType, type: DataType, values: readonly Value[]): Data {
  const length = values.length;
  if (DataType.isNull(type)) return makeData({ type, length });
  const { nullBitmap, nullCount } = nulls(values);
  const common = { length, nullBitmap, nullCount };
  if (DataType.isUtf8(type)) {
    const texts = values.map((value) => (value === null ? "" : Buffer.from(renderText(source, value))));
    return makeData({ ...common, type, ...variableWidth(texts) });
  }
  if (DataType.isBinary(type)) {
    return makeData({ ...common, type, ...variableWidth(values.map((value) => (value ?? "") as Uint8Array | "")) });
  }
  if (DataType.isBool(type)) return makeData({ ...common, type, data: bits(values, (value) => value === true) });
  if (DataType.isDecimal(type)) {
    const words = new BigInt64Array(length * 2);
    values.forEach((value, row) => {
      words[row * 2] = BigInt.asIntN(64, (value ?? 0n) as bigint);
      words[row * 2 + 1] = ((value ?? 0n) as bigint) >> 64n;
    });
    return makeData({ ...common, type, data: new Uint32Array(words.buffer) });
  }
  if (DataType.isList(type) && source.kind === "array") {
    const lists = values as readonly (readonly Value[] | null)[];
    const child = encode(
      source.element,
      type.valueType as DataType,
      lists.flatMap((list) => list ?? []),
    );
    return makeData({ ...common, type, valueOffsets: offsets(lists.map((list) => list?.length ?? 0)), child });
  }
  if (DataType.isMap(type) && source.kind === "map") {
    const maps = values as readonly (readonly [Value, Value][] | null)[];
    const entries = maps.flatMap((map) => map ?? []);
    const entry: SqlType = {
      kind: "struct",
      fields: [
        { name: "key", type: source.key },
        { name: "value", type: source.value },
      ],
    };
    const child = encode(entry, (type.children[0] as Field).type as DataType, entries);
    return makeData({
      ...common,
      type,
      valueOffsets: offsets(maps.map((map) => map?.length ?? 0)),
      child: child as never,
    });
  }
  if (DataType.isStruct(type) && source.kind === "struct") {
    const structs = values as readonly (readonly Value[] | null)[];
    const children = source.fields.map((field, index) =>
      encode(
        field.type,
        (type.children[index] as Field).type as DataType,
        structs.map((struct) => struct?.[index] ?? null),
      ),
    );
    return makeData({ ...common, type, children });
  }
  const data = new (type.ArrayType as new (length: number) => { [row: number]: unknown })(length);
  const zero = typeof data[0] === "bigint" ? 0n : 0;
  values.forEach((value, row) => {
    data[row] = value ?? zero;
  });
  return makeData({ ...common, type, data } as never);
}

function nulls(values: readonly Value[]): { nullBitmap: Uint8Array; nullCount: number } {
  const nullCount = values.reduce((count: number, value) => count + (value === null ? 1 : 0), 0);
  return { nullCount, nullBitmap: nullCount === 0 ? new Uint8Array(0) : bits(values, (value) => value !== null) };
}

function bits(values: readonly Value[], isSet: (value: Value) => boolean): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, row) => {
    if (isSet(value)) bytes[row >> 3] = (bytes[row >> 3] ?? 0) | (1 << (row & 7));
  });
  return bytes;
}

function offsets(lengths: readonly number[]): Int32Array {
  const result = new Int32Array(lengths.length + 1);
  lengths.forEach((length, index) => {
    result[index + 1] = (result[index] ?? 0) + length;
  });
  return result;
}

function variableWidth(items: readonly (Uint8Array | "")[]): { valueOffsets: Int32Array; data: Buffer } {
  return {
    valueOffsets: offsets(items.map((item) => item.length)),
    data: Buffer.concat(items.filter((item) => item !== "")),
  };
}
