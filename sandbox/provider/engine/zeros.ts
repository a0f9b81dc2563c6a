import { conformNested, conformValue } from "./conform";
import type { AttributeType, Block, NestedBlock } from "./schema";
import { isBlank, isRecord, type Value, type Values } from "./value";

/**
 * A service's answer for one attribute, in the shape of its type. The provider's SDK knows no null inside of lists and
 * blocks: what is left out there is "", 0, false or empty.
 */
export function answeredValue(type: AttributeType, raw: unknown): Value {
  const value = conformValue(type, raw);
  return value === null ? null : filled(type, value);
}

/** {@link answeredValue} for a nested block. */
export function answeredNested(nested: NestedBlock, raw: unknown): Value {
  const value = conformNested(nested, raw);
  return Array.isArray(value) ? value.map((item) => filledBlock(nested.block, item)) : value;
}

/** The state of a data source; blocks without elements are null there. */
export function answeredBlock(block: Block, raw: Record<string, unknown>): Values {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, { type }]): [string, Value] => [
    name,
    answeredValue(type, raw[name]),
  ]);
  const nested = Object.entries(block.block_types ?? {}).map(([name, type]): [string, Value] => {
    const value = answeredNested(type, raw[name]);
    return [name, isBlank(value) ? null : value];
  });
  return Object.fromEntries([...attributes, ...nested]);
}

function filledBlock(block: Block, value: Value): Value {
  if (!isRecord(value)) return value;
  const attributes = Object.entries(block.attributes ?? {}).map(([name, { type }]) => [
    name,
    filled(type, value[name] ?? null),
  ]);
  const nested = Object.entries(block.block_types ?? {}).map(([name, type]) => [
    name,
    answeredNested(type, value[name]),
  ]);
  return Object.fromEntries([...attributes, ...nested]) as Values;
}

function filled(type: AttributeType, value: Value): Value {
  if (value === null) return zeroOf(type);
  if (typeof type === "string") return value;
  if (type[0] === "object") {
    const inner = isRecord(value) ? value : {};
    const entries = Object.entries(type[1]).map(([name, each]) => [name, filled(each, inner[name] ?? null)]);
    return Object.fromEntries(entries) as Values;
  }
  if (type[0] === "map" || !Array.isArray(value)) return value;
  const each = type[1];
  return value.map((item) => filled(each, item));
}

function zeroOf(type: AttributeType): Value {
  if (type === "string") return "";
  if (type === "number") return 0;
  if (type === "bool") return false;
  return type[0] === "map" || type[0] === "object" ? {} : [];
}
