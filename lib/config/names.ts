import { forbiddenIn, LONGEST_NAME, NAME_ALLOWED } from "../databricks/names";
import type { Securable } from "../databricks/securable";
import { quote } from "./problem";

/** What a name must not be, with the cure. */
export interface NameFault {
  readonly what: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** What is wrong with text that has to be there and to have no space at either end. */
export function plainFault(text: string): NameFault | undefined {
  if (text !== "" && text === text.trim()) return undefined;
  const what = text.trim() ? "has a space at its start or end" : "is empty";
  return { what, allowed: "text without outer spaces" };
}

/** What Unity Catalog would refuse about the name of a catalog, schema or table. */
export function nameFault(name: string): NameFault | undefined {
  const allowed = NAME_ALLOWED;
  if (name === "") return { what: "is empty", allowed };
  if (name.length > LONGEST_NAME)
    return { what: `has ${name.length} characters`, allowed, fix: "choose a shorter name" };
  const found = forbiddenIn(name);
  if (!found) return undefined;
  const better = name.replace(/[^\p{L}\p{N}_-]+/gu, "_");
  return { what: `has ${found} in the name ${quote(name)}`, allowed, fix: `write ${quote(better)}` };
}

/** As {@link nameFault}, and for the one schema that every catalog has and nobody can create. */
export function schemaFault(name: string): NameFault | undefined {
  if (foldName(name) !== "information_schema") return nameFault(name);
  return { what: "is information_schema, which every catalog has already", fix: "choose another name" };
}

/** What is wrong with the name of a schema to take over, which may have its catalog in front. */
export function schemaImportFault(text: string): NameFault | undefined {
  const name = parseFullName(text);
  if (!name || name.table !== undefined) {
    return { what: `${quote(text)} is not the name of a schema`, allowed: "schema, or catalog.schema" };
  }
  return schemaFault(name.schema ?? name.catalog);
}

/** Unity Catalog stores every name in lower case. */
export function foldName(name: string): string {
  return name.toLowerCase();
}

/** Key of an entry, and id of a stack: part of Terraform addresses and file names. */
export const KEY_PATTERN = "^[a-z][a-z0-9_-]{0,63}$";

const KEY = new RegExp(KEY_PATTERN);

/** What is wrong with the key of an entry or the id of a stack. */
export function keyFault(key: string): NameFault | undefined {
  if (KEY.test(key) && !(key in Object.prototype)) return undefined;
  const allowed = "1 to 64 lower-case letters, digits, hyphens and underscores, starting with a letter";
  const better = key
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 64);
  return {
    what: `${quote(key)} cannot be used as an id`,
    allowed,
    fix: better && better !== key ? `write ${better}` : "choose another one",
  };
}

const PART = "(`[^`]+`|[^`.]+)";
const FULL_NAME = new RegExp(`^${PART}(?:\\.${PART})?(?:\\.${PART})?$`);

/** Reads `catalog`, `catalog.schema` or `catalog.schema.table`, parts optionally in backticks, folded to lower case. */
export function parseFullName(text: string): Securable | undefined {
  const parts = FULL_NAME.exec(text)
    ?.slice(1)
    .filter((part) => part !== undefined);
  const [catalog, schema, table] = (parts ?? []).map((part) => foldName(part.replaceAll("`", "")));
  if (catalog === undefined) return undefined;
  return { catalog, ...(schema !== undefined && { schema }), ...(table !== undefined && { table }) };
}

/** What is wrong with an entry of `read:`. */
export function readFault(text: string): NameFault | undefined {
  const allowed = "catalog, catalog.schema or catalog.schema.table, parts optionally in backticks";
  if (/\.\*/.test(text)) {
    const fix = `write ${quote(text.replace(/(\.\*)+$/, ""))}: a catalog or schema covers everything in it`;
    return { what: `has a star in ${quote(text)}`, allowed, fix };
  }
  const name = parseFullName(text);
  if (!name) return { what: `${quote(text)} is not a name of one to three parts`, allowed };
  if (name.catalog === "hive_metastore") {
    const what = "is in hive_metastore, which is not governed by Unity Catalog";
    return { what, fix: "upgrade the table to a Unity Catalog catalog and name that one" };
  }
  if (name.schema === "information_schema") {
    const what = "is an information_schema: everybody who may use the catalog sees there what they may see";
    return { what, fix: "remove the line" };
  }
  return [name.catalog, name.schema, name.table]
    .filter((part) => part !== undefined)
    .map(nameFault)
    .find((fault) => fault !== undefined);
}
