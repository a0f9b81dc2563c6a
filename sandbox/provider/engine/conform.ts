import { ExtData } from "@msgpack/msgpack";
import type { AttributeType, Block, NestedBlock } from "./schema";
import { isRecord, Unknown, UNKNOWN, type Value, type Values } from "./value";

/**
 * Brings decoded msgpack, the JSON of a state file or a service's answer into the exact shape of a block: every
 * attribute and nested block present (null, or an empty list), nothing else.
 */
export function conform(block: Block, raw: Record<string, unknown>): Values {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, attribute]) => [
    name,
    conformValue(attribute.type, raw[name]),
  ]);
  const nested = Object.entries(block.block_types ?? {}).map(([name, type]) => [name, conformNested(type, raw[name])]);
  return Object.fromEntries([...attributes, ...nested]) as Values;
}

/** {@link conform} for one nested block. */
export function conformNested(type: NestedBlock, raw: unknown): Value {
  if (isUnknown(raw)) return UNKNOWN;
  if (type.nesting_mode === "single") return isRecord(raw) ? conform(type.block, raw) : null;
  return elements(raw).map((item) => (isUnknown(item) ? UNKNOWN : conform(type.block, isRecord(item) ? item : {})));
}

/** {@link conform} for one attribute. */
export function conformValue(type: AttributeType, raw: unknown): Value {
  if (raw === null || raw === undefined) return null;
  if (isUnknown(raw)) return UNKNOWN;
  if (type === "string") return typeof raw === "string" ? raw : JSON.stringify(raw);
  if (type === "bool") return raw === true;
  if (type === "number") return Number(raw);
  const record = isRecord(raw) ? raw : {};
  if (type[0] === "object") {
    return Object.fromEntries(
      Object.entries(type[1]).map(([name, inner]) => [name, conformValue(inner, record[name])]),
    );
  }
  const inner = type[1];
  if (type[0] === "map") {
    return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, conformValue(inner, item)]));
  }
  return elements(raw).map((item) => conformValue(inner, item));
}

/** Services answer with an object where the provider's schema has a list of at most one. */
function elements(raw: unknown): unknown[] {
  if (Array.isArray(raw)) return raw;
  return isRecord(raw) ? [raw] : [];
}

/** Terraform may mark unknown values with any msgpack extension, with or without refinements. */
function isUnknown(raw: unknown): boolean {
  return raw instanceof Unknown || raw instanceof ExtData;
}
