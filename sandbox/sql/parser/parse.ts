import { SqlError, unsupported } from "../errors";
import { readAlter, readComment } from "./alter";
import { readCreate, readDrop } from "./create";
import { Cursor, type NameParameters } from "./cursor";
import { readCopy, readList } from "./files";
import { readGrant } from "./grant";
import { readQuery } from "./query-text";
import { readDescribe, readShow } from "./show";
import type { Statement } from "./statement";

/** Statements of the service that this workspace knows of and does not have. */
const ABSENT = new Set(
  (
    "ANALYZE BEGIN CACHE CALL CLEAR DECLARE DENY EXECUTE FSCK GENERATE GET LOAD MSCK OPTIMIZE PUT " +
    "REMOVE REORG REPAIR RESTORE SYNC UNCACHE UNDROP VACUUM"
  ).split(" "),
);

/**
 * Parses one statement of Databricks SQL. The governance grammar (SHOW, DESCRIBE, CREATE, GRANT, …) is closed and read
 * here in full; anything else is returned as text for the query engine.
 *
 * @throws SqlError PARSE_SYNTAX_ERROR, PARSE_EMPTY_STATEMENT, UNSUPPORTED_FEATURE
 */
export function parse(source: string, parameters?: NameParameters): Statement {
  const cursor = new Cursor(source, parameters);
  while (cursor.accept(";"));
  if (cursor.token.kind === "end") {
    throw new SqlError("PARSE_EMPTY_STATEMENT", "42617", "Syntax error, unexpected empty statement.");
  }
  const statement = readStatement(cursor);
  cursor.expectEnd();
  return statement;
}

function readStatement(cursor: Cursor): Statement {
  const word = cursor.token.kind === "word" ? cursor.token.text.toUpperCase() : "";
  switch (word) {
    case "SHOW":
      return readShow(cursor);
    case "DESC":
    case "DESCRIBE":
      return readDescribe(cursor);
    case "USE":
      return readUse(cursor);
    case "CREATE":
    case "REPLACE":
      return readCreate(cursor);
    case "DROP":
      return readDrop(cursor);
    case "ALTER":
      return readAlter(cursor);
    case "COMMENT":
      return readComment(cursor);
    case "GRANT":
    case "REVOKE":
      return readGrant(cursor);
    case "SET":
    case "RESET":
      return readSet(cursor);
    case "TRUNCATE":
      cursor.expect("TRUNCATE", "TABLE");
      return { kind: "truncate", name: cursor.name() };
    case "LIST":
      return readList(cursor);
    case "COPY":
      return readCopy(cursor);
    case "REFRESH":
      cursor.next();
      if (!cursor.accept("MATERIALIZED", "VIEW")) throw unsupported("REFRESH of anything but a materialized view");
      return { kind: "refresh", name: cursor.name() };
    case "EXPLAIN":
      cursor.next();
      cursor.acceptOne("EXTENDED", "CODEGEN", "COST", "FORMATTED");
      return { kind: "query", sql: readQuery(cursor), explain: "plan" };
    default:
      if (ABSENT.has(word)) throw unsupported(`The statement ${word}`);
      return { kind: "query", sql: readQuery(cursor) };
  }
}

function readUse(cursor: Cursor): Statement {
  cursor.expect("USE");
  if (cursor.accept("CATALOG")) return { kind: "use", catalog: readCatalogName(cursor) };
  cursor.acceptOne("SCHEMA", "DATABASE", "NAMESPACE");
  const name = cursor.name(2);
  return name.length === 2 ? { kind: "use", catalog: name[0], schema: name[1] } : { kind: "use", schema: name[0] };
}

/** A catalog may also be named by a string. */
const readCatalogName = (cursor: Cursor): string | undefined =>
  cursor.token.kind === "string" ? cursor.string() : cursor.name(1)[0];

function readSet(cursor: Cursor): Statement {
  const kind = cursor.next().text.toUpperCase() === "SET" ? "set" : "reset";
  if (kind === "set" && cursor.accept("CATALOG")) return { kind: "use", catalog: readCatalogName(cursor) };
  if (cursor.token.kind === "end" || cursor.sees(";")) return { kind };
  if (kind === "set" && cursor.accept("TIME", "ZONE")) {
    return { kind, key: "timezone", value: cursor.accept("LOCAL") ? "Etc/UTC" : cursor.string() };
  }
  cursor.acceptOne("VAR", "VARIABLE");
  let key = cursor.identifier();
  while (cursor.accept(".")) key += `.${cursor.identifier()}`;
  if (kind === "reset" || !cursor.accept("=")) return { kind, key };
  const value = cursor.token.kind === "string" ? cursor.string() : readQuery(cursor);
  return { kind, key, value };
}
