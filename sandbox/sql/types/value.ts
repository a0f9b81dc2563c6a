import type { SqlType } from "./sql-type";

/**
 * A value of a result, by its type: boolean; number for integers up to INT, FLOAT, DOUBLE and DATE (days since 1970);
 * bigint for BIGINT, DECIMAL (unscaled) and TIMESTAMP (microseconds since 1970, UTC); string for STRING and INTERVAL;
 * bytes for BINARY; an array of elements for ARRAY, of fields for STRUCT, of `[key, value]` for MAP.
 */
export type Value = null | boolean | number | bigint | string | Uint8Array | readonly Value[];

/** A value as text, as the service prints it: complex values as JSON. */
export function renderText(type: SqlType, value: Exclude<Value, null>): string {
  switch (type.kind) {
    case "decimal":
      return renderDecimal(value as bigint, type.scale);
    case "date":
      return new Date((value as number) * 86_400_000).toISOString().replace(/T.*/, "").replace(/^\+0*/, "+");
    case "timestamp":
    case "timestamp_ntz":
      return renderTimestamp(value as bigint);
    case "float":
    case "double":
      return renderDouble(value as number);
    case "binary":
      return Buffer.from(value as Uint8Array).toString("base64");
    case "array":
    case "map":
    case "struct":
      return renderJson(type, value);
    default:
      return String(value);
  }
}

function renderDouble(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return value.toFixed(1);
  return String(value);
}

function renderDecimal(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function renderTimestamp(micros: bigint): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const seconds = new Date(Number((micros - fraction) / 1000n)).toISOString().slice(0, -5).replace("T", " ");
  return fraction === 0n ? seconds : `${seconds}.${String(fraction).padStart(6, "0").replace(/0+$/, "")}`;
}

function renderJson(type: SqlType, value: Value): string {
  if (value === null) return "null";
  switch (type.kind) {
    case "array":
      return `[${(value as Value[]).map((item) => renderJson(type.element, item)).join(",")}]`;
    case "struct":
      return `{${type.fields
        .map(
          (field, index) =>
            `${JSON.stringify(field.name)}:${renderJson(field.type, (value as Value[])[index] ?? null)}`,
        )
        .join(",")}}`;
    case "map":
      return `{${(value as [Exclude<Value, null>, Value][])
        .map(([key, item]) => `${JSON.stringify(renderText(type.key, key))}:${renderJson(type.value, item)}`)
        .join(",")}}`;
    case "boolean":
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
    case "decimal":
      return renderText(type, value);
    case "float":
    case "double":
      return Number.isFinite(value) ? renderText(type, value) : JSON.stringify(String(value));
    default:
      return JSON.stringify(renderText(type, value));
  }
}
