import { unsupported } from "../errors";
import type { Cursor, Name } from "./cursor";
import { readPrincipal, readSecurable } from "./grant";
import { readQuery } from "./query-text";
import type { ShowStatement, Statement } from "./statement";

/** `[FROM|IN name]` */
const readPlace = (cursor: Cursor, parts: number): Name | undefined =>
  cursor.acceptOne("FROM", "IN") ? cursor.name(parts) : undefined;

/** `[[LIKE] 'pattern']` */
function readPattern(cursor: Cursor): string | undefined {
  if (cursor.accept("LIKE")) return cursor.string();
  return cursor.token.kind === "string" ? cursor.string() : undefined;
}

const LISTS: Readonly<Record<string, { what: ShowStatement["what"]; parts: number }>> = {
  CATALOGS: { what: "catalogs", parts: 0 },
  SCHEMAS: { what: "schemas", parts: 1 },
  DATABASES: { what: "schemas", parts: 1 },
  TABLES: { what: "tables", parts: 2 },
  VIEWS: { what: "views", parts: 2 },
  VOLUMES: { what: "volumes", parts: 2 },
  FUNCTIONS: { what: "functions", parts: 2 },
};

/** `SHOW …` */
export function readShow(cursor: Cursor): Statement {
  cursor.expect("SHOW");
  if (cursor.acceptOne("GRANTS", "GRANT")) {
    const principal = cursor.sees("ON") ? undefined : readPrincipal(cursor);
    cursor.expect("ON");
    return { kind: "showGrants", principal, on: readSecurable(cursor) };
  }
  if (cursor.accept("CREATE", "TABLE")) return { kind: "show", what: "createTable", in: cursor.name() };
  if (cursor.accept("COLUMNS")) {
    cursor.acceptOne("FROM", "IN");
    const table = cursor.name();
    const schema = readPlace(cursor, 2);
    return { kind: "show", what: "columns", in: schema ? [...schema, table.at(-1) ?? ""] : table };
  }
  if (cursor.accept("TBLPROPERTIES")) {
    const table = cursor.name();
    const like = cursor.accept("(") ? readPropertyKey(cursor) : undefined;
    if (like !== undefined) cursor.expect(")");
    return { kind: "show", what: "properties", in: table, like };
  }
  if (cursor.accept("CURRENT")) {
    if (!cursor.acceptOne("SCHEMA", "DATABASE", "NAMESPACE")) throw cursor.unexpected();
    return { kind: "show", what: "current" };
  }
  if (cursor.tokenAt(1).text.toUpperCase() === "FUNCTIONS") cursor.acceptOne("USER", "ALL");
  const list = LISTS[cursor.token.text.toUpperCase()];
  if (!list) {
    if (cursor.token.kind !== "word") throw cursor.unexpected();
    throw unsupported(`The statement SHOW ${cursor.token.text.toUpperCase()}`);
  }
  cursor.next();
  const place = list.parts > 0 ? readPlace(cursor, list.parts) : undefined;
  return { kind: "show", what: list.what, in: place, like: readPattern(cursor) };
}

/** `a.b.c` or a string */
export function readPropertyKey(cursor: Cursor): string {
  if (cursor.token.kind === "string") return cursor.string();
  let key = cursor.identifier();
  while (cursor.accept(".")) key += `.${cursor.identifier()}`;
  return key;
}

/** `DESCRIBE …` */
export function readDescribe(cursor: Cursor): Statement {
  cursor.next();
  const after = cursor.tokenAt(1).kind;
  const keyword = after === "word" || after === "quoted";
  if (keyword && cursor.acceptOne("CATALOG")) {
    const extended = cursor.accept("EXTENDED");
    return { kind: "describe", on: { kind: "catalog", name: cursor.name(1) }, extended };
  }
  if (keyword && cursor.acceptOne("SCHEMA", "DATABASE")) {
    const extended = cursor.accept("EXTENDED");
    return { kind: "describe", on: { kind: "schema", name: cursor.name(2) }, extended };
  }
  if (cursor.accept("QUERY") || cursor.sees("SELECT") || cursor.sees("WITH") || cursor.sees("VALUES")) {
    return { kind: "query", sql: readQuery(cursor), explain: "columns" };
  }
  const object = keyword ? cursor.acceptOne("VOLUME", "FUNCTION") : undefined;
  if (object) {
    const extended = cursor.accept("EXTENDED");
    return {
      kind: "describe",
      on: { kind: object === "VOLUME" ? "volume" : "function", name: cursor.name() },
      extended,
    };
  }
  const absent = keyword ? cursor.acceptOne("DETAIL", "HISTORY", "SHARE", "CONNECTION") : undefined;
  if (absent) throw unsupported(`The statement DESCRIBE ${absent}`);
  if (keyword) cursor.accept("TABLE");
  const second = cursor.tokenAt(1).kind;
  const extended =
    (second === "word" || second === "quoted") && cursor.acceptOne("EXTENDED", "FORMATTED") !== undefined;
  const name = cursor.name();
  if (cursor.accept("AS", "JSON")) throw unsupported("DESCRIBE … AS JSON");
  return { kind: "describe", on: { kind: "table", name }, extended };
}
