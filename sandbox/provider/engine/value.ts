import { isDeepStrictEqual } from "node:util";

/** A value that Terraform will know only after something else was applied. There is one instance: {@link UNKNOWN}. */
export class Unknown {
  /** Tells the type from every other object. */
  readonly isUnknown = true;
}

/** The one unknown value. */
export const UNKNOWN = new Unknown();

/** Text, number or bool. */
export type Primitive = boolean | number | string;

/** Everything a Terraform value can be. Lists and sets are arrays, maps, objects and blocks are records. */
export type Value = null | Primitive | Unknown | Value[] | Values;

/** Attributes and nested blocks by name. */
export interface Values {
  [name: string]: Value;
}

/** Whether a value is a {@link Primitive}. */
export function isPrimitive(value: Value): value is Primitive {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Whether a value is a map, an object or a block. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** Nothing at all: null, "", [] or {}. */
export function isBlank(value: Value): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === "" || (isRecord(value) && Object.keys(value).length === 0);
}

/** Blank, 0 or false: what the provider's SDK cannot tell from "not set". */
export function isZero(value: Value): boolean {
  return value === 0 || value === false || isBlank(value);
}

/** Whether a value or anything in it is not known yet. */
export function hasUnknown(value: Value): boolean {
  if (value instanceof Unknown) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}

/** The value with null in place of everything unknown. */
export function known(value: Value): Value {
  if (value instanceof Unknown) return null;
  if (Array.isArray(value)) return value.map(known);
  return isRecord(value) ? knownValues(value) : value;
}

/** {@link known} for the attributes of a block. */
export function knownValues(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, known(value)]));
}

/** Whether two values say the same when null, zero and blank count as one, inside lists and records too. */
export function alike(a: Value, b: Value): boolean {
  if (isZero(a) && isZero(b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => alike(item, b[index] ?? null));
  }
  if (isRecord(a) && isRecord(b)) {
    return Object.keys({ ...a, ...b }).every((name) => alike(a[name] ?? null, b[name] ?? null));
  }
  return isDeepStrictEqual(a, b);
}

/** {@link alike} for lists whose order says nothing. */
export function alikeSets(a: Value[], b: Value[]): boolean {
  return a.length === b.length && a.every((item) => b.some((other) => alike(item, other)));
}

/** A text attribute; "" when it is not set. */
export function text(values: Values, name: string): string {
  const value = values[name];
  return typeof value === "string" ? value : "";
}

/** A list of texts, empty when it is not set. */
export function texts(values: Values, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The elements of a nested block. */
export function blocks(values: Values, name: string): Values[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item): item is Values => isRecord(item)) : [];
}

/** The named attributes that are set to something, as a request body has them: zero values are left out. */
export function given(values: Values, ...names: string[]): Values {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null] as const).filter(([, v]) => !isZero(v)));
}
