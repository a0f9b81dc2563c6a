/** A catalog, schema or table by its full name, as `read:` and grants name it. Parts are lower case. */
export interface Securable {
  readonly catalog: string;
  readonly schema?: string;
  readonly table?: string;
}

export type SecurableKind = "catalog" | "schema" | "table";

export function kindOf(securable: Securable): SecurableKind {
  if (securable.table !== undefined) return "table";
  return securable.schema !== undefined ? "schema" : "catalog";
}

/** `catalog.schema.table` without quotes, the form of the REST API and of the Terraform provider. */
export function fullName(securable: Securable): string {
  return [securable.catalog, securable.schema, securable.table].filter((part) => part !== undefined).join(".");
}

/** One name as a delimited identifier: in backticks, a backtick within doubled. */
export function quoteIdentifier(name: string): string {
  return "`" + name.replaceAll("`", "``") + "`";
}

/** The full name with every part in backticks, for SQL statements. */
export function quotedName(securable: Securable): string {
  return [securable.catalog, securable.schema, securable.table]
    .filter((part) => part !== undefined)
    .map(quoteIdentifier)
    .join(".");
}

/** `a.b.c` as a catalog, schema or table. */
export function parseSecurable(name: string): Securable {
  const [catalog = "", schema, table] = name.toLowerCase().split(".");
  return { catalog, schema, table };
}

/** Whether one securable is, or is part of, another. */
export function isWithin(inner: Securable, outer: Securable): boolean {
  return (
    inner.catalog === outer.catalog &&
    (outer.schema === undefined || inner.schema === outer.schema) &&
    (outer.table === undefined || inner.table === outer.table)
  );
}
