import { unsupported } from "../errors";
import type { Cursor } from "./cursor";
import type { SecurableKind, SecurableName, Statement } from "./statement";

const KINDS: Readonly<Record<string, SecurableKind>> = {
  METASTORE: "metastore",
  CATALOG: "catalog",
  SCHEMA: "schema",
  DATABASE: "schema",
  TABLE: "table",
  VIEW: "table",
  VOLUME: "volume",
  FUNCTION: "function",
};
const ABSENT_KINDS = new Set(
  "CONNECTION,CREDENTIAL,EXTERNAL,MODEL,PROCEDURE,PROVIDER,RECIPIENT,SERVICE,SHARE,STORAGE".split(","),
);
/** How many parts a name of each kind has at most. */
const PARTS: Readonly<Record<SecurableKind, number>> = {
  metastore: 0,
  catalog: 1,
  schema: 2,
  table: 3,
  volume: 3,
  function: 3,
};

/** `CATALOG c`, `SCHEMA c.s`, `METASTORE`, or a table with or without the word. */
export function readSecurable(cursor: Cursor): SecurableName {
  const word = cursor.token.kind === "word" ? cursor.token.text.toUpperCase() : "";
  const next = cursor.tokenAt(1);
  const names = next.kind === "word" || next.kind === "quoted";
  if (word === "METASTORE" && !cursor.tokenAt(1).text.startsWith(".")) {
    cursor.next();
    return { kind: "metastore", name: [] };
  }
  if (ABSENT_KINDS.has(word) && names) throw unsupported(`The securable type ${word}`);
  if (cursor.accept("MATERIALIZED", "VIEW")) return { kind: "table", name: cursor.name() };
  const kind = names ? KINDS[word] : undefined;
  if (kind) cursor.next();
  return { kind: kind ?? "table", name: cursor.name(PARTS[kind ?? "table"]) };
}

/** A principal: a bare name, a name in backticks, or a string. */
export const readPrincipal = (cursor: Cursor): string =>
  cursor.token.kind === "string" ? cursor.string() : cursor.identifier();

/** `GRANT a, b ON securable TO principal`, `REVOKE a ON securable FROM principal` */
export function readGrant(cursor: Cursor): Statement {
  const kind = cursor.next().text.toUpperCase() === "GRANT" ? "grant" : "revoke";
  const privileges: string[] = [];
  do {
    const words: string[] = [];
    while (cursor.token.kind === "word" && !cursor.sees("ON")) words.push(cursor.next().text);
    if (words.length === 0) throw cursor.unexpected();
    privileges.push(words.join(" ").toUpperCase());
  } while (cursor.accept(","));
  cursor.expect("ON");
  const on = readSecurable(cursor);
  cursor.expect(kind === "grant" ? "TO" : "FROM");
  return { kind, privileges, on, principal: readPrincipal(cursor) };
}
