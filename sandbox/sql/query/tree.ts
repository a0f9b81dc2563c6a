import type { Node } from "./polyglot";

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Data of an expression of the given kind; undefined for any other. */
export function dataOf(node: unknown, kind: string): Node | undefined {
  if (!isNode(node) || !(kind in node)) return undefined;
  const data = node[kind];
  return isNode(data) && Object.keys(node).length === 1 ? data : undefined;
}

/** The name in an identifier `{ name: "x", … }`. */
export function nameIn(identifier: unknown): string | undefined {
  return isNode(identifier) && typeof identifier.name === "string" ? identifier.name : undefined;
}

export const identifier = (name: string): Node => ({ name, quoted: true, trailing_comments: [] });

export const textLiteral = (value: string): Node => ({ literal: { literal_type: "string", value } });

export const numberLiteral = (value: number): Node => ({ literal: { literal_type: "number", value: String(value) } });

export const call = (name: string, args: readonly unknown[]): Node => ({
  function: { name, args, distinct: false, trailing_comments: [] },
});

export const castTo = (value: unknown, to: Node): Node => ({ cast: { this: value, to } });

/** `value AS name (columns)` */
export const aliased = (value: unknown, name: string, columns: readonly string[] = []): Node => ({
  alias: { this: value, alias: identifier(name), column_aliases: columns.map(identifier) },
});

/** `struct(1 AS a)` */
export const structOf = (fields: readonly (readonly [string, unknown])[]): Node =>
  call(
    "struct",
    fields.map(([name, value]) => aliased(value, name)),
  );

/** Whether this is a reference to a table: its name is an identifier, where a column's qualifier is only a name. */
export const isTable = (value: unknown): value is Node => isNode(value) && nameIn(value.name) !== undefined;

/** Replaces every expression by what `change` makes of it, children first. */
export function mapTree(value: unknown, change: (node: Node) => unknown): unknown {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      value[index] = mapTree(item, change);
    });
    return value;
  }
  if (!isNode(value)) return value;
  for (const key of Object.keys(value)) value[key] = mapTree(value[key], change);
  return change(value);
}
