import { unsupported } from "../errors";
import { readType } from "../types/sql-type";
import type { Cursor } from "./cursor";
import { readQuery } from "./query-text";
import type { FunctionParameterDefinition, Statement } from "./statement";

/** What follows `CREATE VOLUME`. */
export function readCreateVolume(cursor: Cursor): Statement {
  const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
  const name = cursor.name();
  if (cursor.sees("LOCATION")) throw unsupported("LOCATION: an external volume");
  const comment = cursor.accept("COMMENT") ? cursor.string() : undefined;
  return { kind: "createVolume", name, ifNotExists, comment };
}

/** What follows `CREATE FUNCTION`: `name(x INT, …) RETURNS type [characteristics] RETURN expression`. */
export function readCreateFunction(cursor: Cursor, orReplace: boolean): Statement {
  const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
  const name = cursor.name();
  const parameters = readParameters(cursor);
  if (cursor.sees("RETURNS", "TABLE")) throw unsupported("A function that returns a table");
  cursor.expect("RETURNS");
  const returnType = readTypeText(cursor);
  let comment: string | undefined;
  while (!cursor.sees("RETURN")) {
    if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (cursor.accept("LANGUAGE")) {
      const language = cursor.identifier().toUpperCase();
      if (language !== "SQL") throw unsupported(`A function in ${language}`);
    } else if (!acceptCharacteristic(cursor)) throw cursor.unexpected();
  }
  cursor.expect("RETURN");
  const definition = readQuery(cursor);
  return { kind: "createFunction", name, ifNotExists, orReplace, parameters, returnType, comment, definition };
}

const acceptCharacteristic = (cursor: Cursor): boolean =>
  cursor.accept("NOT", "DETERMINISTIC") ||
  cursor.accept("DETERMINISTIC") ||
  cursor.accept("CONTAINS", "SQL") ||
  cursor.accept("READS", "SQL", "DATA") ||
  cursor.accept("SQL", "SECURITY", "DEFINER");

function readParameters(cursor: Cursor): FunctionParameterDefinition[] {
  if (cursor.accept("(", ")")) return [];
  return cursor.list(() => {
    const name = cursor.identifier();
    const type = readTypeText(cursor);
    if (cursor.sees("DEFAULT")) throw unsupported("DEFAULT of a parameter");
    if (cursor.accept("COMMENT")) cursor.string();
    return { name, type };
  });
}

function readTypeText(cursor: Cursor): string {
  const { start } = cursor.token;
  readType(cursor);
  return cursor.source.slice(start, cursor.previousEnd).trim();
}
