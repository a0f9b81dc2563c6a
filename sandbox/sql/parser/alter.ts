import { unsupported } from "../errors";
import { readType } from "../types/sql-type";
import { readColumn, readProperties } from "./create";
import type { Cursor } from "./cursor";
import { readPrincipal } from "./grant";
import { readQuery } from "./query-text";
import { readPropertyKey } from "./show";
import type { Alteration, SecurableName, Statement } from "./statement";

/** `COMMENT ON … IS …` */
export function readComment(cursor: Cursor): Statement {
  cursor.expect("COMMENT", "ON");
  if (cursor.accept("COLUMN")) {
    const path = readColumnPath(cursor);
    cursor.expect("IS");
    const comment = readNullableString(cursor);
    const [column = "", ...table] = path.reverse();
    const on: SecurableName = { kind: "table", name: table.reverse() };
    return { kind: "alter", on, view: false, alteration: { action: "columnComment", column, comment } };
  }
  const { on, view } = readTarget(cursor);
  cursor.expect("IS");
  return { kind: "alter", on, view, alteration: { action: "comment", comment: readNullableString(cursor) } };
}

function readColumnPath(cursor: Cursor): string[] {
  const path = [cursor.identifier()];
  while (cursor.accept(".")) path.push(cursor.identifier());
  if (path.length < 2 || path.length > 4) throw cursor.unexpected();
  return path;
}

const readNullableString = (cursor: Cursor): string => (cursor.accept("NULL") ? "" : cursor.string());

function readTarget(cursor: Cursor): { on: SecurableName; view: boolean } {
  if (cursor.accept("MATERIALIZED", "VIEW")) return { on: { kind: "table", name: cursor.name() }, view: true };
  const word = cursor.acceptOne("CATALOG", "SCHEMA", "DATABASE", "TABLE", "VIEW", "VOLUME", "FUNCTION");
  switch (word) {
    case "CATALOG":
      return { on: { kind: "catalog", name: cursor.name(1) }, view: false };
    case "SCHEMA":
    case "DATABASE":
      return { on: { kind: "schema", name: cursor.name(2) }, view: false };
    case "TABLE":
    case "VIEW":
      return { on: { kind: "table", name: cursor.name() }, view: word === "VIEW" };
    case "VOLUME":
    case "FUNCTION":
      return { on: { kind: word === "VOLUME" ? "volume" : "function", name: cursor.name() }, view: false };
    case undefined:
      if (cursor.token.kind !== "word") throw cursor.unexpected();
      throw unsupported(`Altering a ${cursor.token.text.toUpperCase()}`);
  }
}

/** `ALTER …` */
export function readAlter(cursor: Cursor): Statement {
  cursor.expect("ALTER");
  const { on, view } = readTarget(cursor);
  return { kind: "alter", on, view, alteration: readAlteration(cursor, on, view) };
}

function readAlteration(cursor: Cursor, on: SecurableName, view: boolean): Alteration {
  if (cursor.accept("OWNER", "TO") || cursor.accept("SET", "OWNER", "TO")) {
    return { action: "owner", principal: readPrincipal(cursor) };
  }
  if (cursor.accept("SET", "TBLPROPERTIES") || cursor.accept("SET", "DBPROPERTIES")) {
    return { action: "setProperties", properties: readProperties(cursor) };
  }
  if (cursor.accept("UNSET", "TBLPROPERTIES") || cursor.accept("UNSET", "DBPROPERTIES")) {
    cursor.accept("IF", "EXISTS");
    return { action: "unsetProperties", keys: cursor.list(() => readPropertyKey(cursor)) };
  }
  if (cursor.accept("SET", "TAGS")) return { action: "tags", set: readProperties(cursor, true), unset: [] };
  if (cursor.accept("UNSET", "TAGS")) {
    cursor.accept("IF", "EXISTS");
    return { action: "tags", set: {}, unset: cursor.list(() => readPropertyKey(cursor)) };
  }
  if ((on.kind === "table" || on.kind === "volume") && cursor.accept("RENAME", "TO")) {
    return { action: "rename", to: cursor.name() };
  }
  if (on.kind === "table") {
    if (view && cursor.accept("AS")) return { action: "query", query: readQuery(cursor) };
    const column = view ? undefined : readColumnAlteration(cursor);
    if (column) return column;
  }
  throw unsupported(`ALTER ${on.kind.toUpperCase()} … ${cursor.token.text.toUpperCase()}`);
}

function readColumnAlteration(cursor: Cursor): Alteration | undefined {
  if (cursor.accept("ADD", "COLUMN") || cursor.accept("ADD", "COLUMNS")) {
    const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
    if (cursor.sees("(")) return { action: "addColumns", columns: cursor.list(() => readColumn(cursor)), ifNotExists };
    const columns = [readColumn(cursor)];
    while (cursor.accept(",")) columns.push(readColumn(cursor));
    return { action: "addColumns", columns, ifNotExists };
  }
  if (cursor.accept("DROP", "COLUMN") || cursor.accept("DROP", "COLUMNS")) {
    const ifExists = cursor.accept("IF", "EXISTS");
    const columns = cursor.sees("(") ? cursor.list(() => cursor.identifier()) : [cursor.identifier()];
    while (cursor.accept(",")) columns.push(cursor.identifier());
    return { action: "dropColumns", columns, ifExists };
  }
  if (cursor.accept("RENAME", "COLUMN")) {
    const column = cursor.identifier();
    cursor.expect("TO");
    return { action: "renameColumn", column, to: cursor.identifier() };
  }
  if (cursor.accept("ALTER", "COLUMN") || cursor.accept("CHANGE", "COLUMN")) {
    const column = cursor.identifier();
    if (cursor.accept("COMMENT")) return { action: "columnComment", column, comment: cursor.string() };
    if (cursor.accept("SET", "NOT", "NULL")) return { action: "columnNullable", column, nullable: false };
    if (cursor.accept("DROP", "NOT", "NULL")) return { action: "columnNullable", column, nullable: true };
    if (cursor.accept("TYPE")) {
      const { start } = cursor.token;
      readType(cursor);
      return { action: "columnType", column, type: cursor.source.slice(start, cursor.previousEnd) };
    }
  }
  return undefined;
}
