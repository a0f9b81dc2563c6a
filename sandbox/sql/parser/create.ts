import { unsupported } from "../errors";
import { readType } from "../types/sql-type";
import { readCreateFunction, readCreateVolume } from "./create-object";
import type { Cursor } from "./cursor";
import { readQuery } from "./query-text";
import { readPropertyKey } from "./show";
import type { ColumnDefinition, DropStatement, Statement } from "./statement";

/** `CREATE …`, `REPLACE TABLE …` */
export function readCreate(cursor: Cursor): Statement {
  const replace = cursor.accept("REPLACE");
  if (!replace) cursor.expect("CREATE");
  const orReplace = replace || cursor.accept("OR", "REPLACE");
  if (cursor.acceptOne("CATALOG")) return readCreateCatalog(cursor, "createCatalog");
  if (cursor.acceptOne("SCHEMA", "DATABASE")) return readCreateCatalog(cursor, "createSchema");
  if (cursor.accept("TABLE")) return readCreateTable(cursor, orReplace);
  if (cursor.accept("VIEW")) return readCreateView(cursor, orReplace, "createView");
  if (cursor.accept("MATERIALIZED", "VIEW")) return readCreateView(cursor, orReplace, "createMaterializedView");
  if (cursor.accept("VOLUME")) return readCreateVolume(cursor);
  if (cursor.accept("FUNCTION")) return readCreateFunction(cursor, orReplace);
  if (cursor.token.kind !== "word") throw cursor.unexpected();
  throw unsupported(`The statement CREATE ${cursor.token.text.toUpperCase()}`);
}

const acceptIfNotExists = (cursor: Cursor): boolean => cursor.accept("IF", "NOT", "EXISTS");

function readCreateCatalog(cursor: Cursor, kind: "createCatalog" | "createSchema"): Statement {
  const ifNotExists = acceptIfNotExists(cursor);
  const name = cursor.name(kind === "createCatalog" ? 1 : 2);
  let comment: string | undefined;
  let location: string | undefined;
  let properties: Record<string, string> | undefined;
  for (;;) {
    if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (cursor.accept("MANAGED", "LOCATION") || cursor.accept("LOCATION")) location = cursor.string();
    else if (cursor.accept("WITH", "DBPROPERTIES")) properties = readProperties(cursor);
    else break;
  }
  return { kind, name, ifNotExists, comment, location, properties };
}

function readCreateTable(cursor: Cursor, orReplace: boolean): Statement {
  const ifNotExists = acceptIfNotExists(cursor);
  const name = cursor.name();
  if (cursor.accept("LIKE")) return { kind: "createTable", name, ifNotExists, orReplace, like: cursor.name() };
  const columns = cursor.sees("(") ? readColumns(cursor) : undefined;
  const clauses = readTableClauses(cursor);
  const query = cursor.accept("AS") || cursor.sees("SELECT") || cursor.sees("WITH") ? readQuery(cursor) : undefined;
  return { kind: "createTable", name, ifNotExists, orReplace, columns, ...clauses, query };
}

function readTableClauses(cursor: Cursor) {
  let comment: string | undefined;
  let properties: Record<string, string> | undefined;
  for (;;) {
    if (cursor.accept("USING")) {
      const format = cursor.identifier().toUpperCase();
      if (format !== "DELTA") throw unsupported(`USING ${format}`);
    } else if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (cursor.accept("TBLPROPERTIES")) properties = readProperties(cursor);
    else if (acceptLayout(cursor)) continue;
    else if (cursor.accept("LOCATION")) throw unsupported("LOCATION: an external table");
    else return { comment, properties };
  }
}

/** Takes what says how rows are laid out in files. */
function acceptLayout(cursor: Cursor): boolean {
  const clustered = cursor.accept("CLUSTER", "BY");
  if (!clustered && !cursor.accept("PARTITIONED", "BY")) return false;
  if (!clustered || !cursor.acceptOne("AUTO", "NONE")) cursor.skipGroup();
  return true;
}

function readCreateView(cursor: Cursor, orReplace: boolean, kind: "createView" | "createMaterializedView"): Statement {
  const ifNotExists = acceptIfNotExists(cursor);
  const name = cursor.name();
  const columns = cursor.sees("(")
    ? cursor.list(() => ({ name: cursor.identifier(), nullable: true, comment: readComment(cursor) }))
    : undefined;
  let comment: string | undefined;
  let properties: Record<string, string> | undefined;
  for (;;) {
    if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (cursor.accept("TBLPROPERTIES")) properties = readProperties(cursor);
    else if (kind === "createMaterializedView" && acceptLayout(cursor)) continue;
    else break;
  }
  cursor.expect("AS");
  return { kind, name, ifNotExists, orReplace, columns, comment, properties, query: readQuery(cursor) };
}

const readComment = (cursor: Cursor): string | undefined => (cursor.accept("COMMENT") ? cursor.string() : undefined);

/** `(a INT NOT NULL COMMENT '…', …)`; keys are informational in the service and are read over. */
function readColumns(cursor: Cursor): ColumnDefinition[] {
  return cursor.list(() => readColumnOrConstraint(cursor)).filter((column) => column !== undefined);
}

function readColumnOrConstraint(cursor: Cursor): ColumnDefinition | undefined {
  if (!cursor.sees("CONSTRAINT") && !cursor.sees("PRIMARY", "KEY") && !cursor.sees("FOREIGN", "KEY")) {
    return readColumn(cursor);
  }
  skipConstraint(cursor);
  return undefined;
}

function skipConstraint(cursor: Cursor): void {
  if (cursor.accept("CONSTRAINT")) cursor.identifier();
  if (cursor.accept("CHECK")) throw unsupported("A CHECK constraint");
  if (cursor.accept("PRIMARY", "KEY") || cursor.accept("FOREIGN", "KEY")) {
    if (cursor.sees("(")) cursor.skipGroup();
  }
  if (cursor.accept("REFERENCES")) {
    cursor.name();
    if (cursor.sees("(")) cursor.skipGroup();
  }
  while (cursor.accept("NOT", "ENFORCED") || cursor.acceptOne("DEFERRABLE", "RELY", "NORELY", "TIMESERIES"));
}

/** `name type [NOT NULL] [COMMENT '…']` */
export function readColumn(cursor: Cursor): ColumnDefinition {
  const name = cursor.identifier();
  const { start } = cursor.token;
  readType(cursor);
  const type = cursor.source.slice(start, cursor.previousEnd).trim();
  let nullable = true;
  let comment: string | undefined;
  for (;;) {
    if (cursor.accept("NOT", "NULL")) nullable = false;
    else if (cursor.accept("NULL")) nullable = true;
    else if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (cursor.sees("CONSTRAINT") || cursor.sees("PRIMARY", "KEY") || cursor.sees("FOREIGN", "KEY")) {
      skipConstraint(cursor);
    } else if (cursor.sees("DEFAULT") || cursor.sees("GENERATED") || cursor.sees("MASK")) {
      throw unsupported(`${cursor.token.text.toUpperCase()} of a column`);
    } else return { name, type, nullable, comment };
  }
}

/** `('a' = 'b', c.d = 1)`; of tags, the value may be left out. */
export function readProperties(cursor: Cursor, valueOptional = false): Record<string, string> {
  return Object.fromEntries(
    cursor.list((): [string, string] => {
      const key = readPropertyKey(cursor);
      if (!cursor.accept("=") && valueOptional) return [key, ""];
      return [key, cursor.token.kind === "string" ? cursor.string() : cursor.next().text];
    }),
  );
}

/** `DROP …` */
export function readDrop(cursor: Cursor): Statement {
  cursor.expect("DROP");
  const word = cursor.accept("MATERIALIZED", "VIEW")
    ? "MATERIALIZED VIEW"
    : cursor.acceptOne("CATALOG", "SCHEMA", "DATABASE", "TABLE", "VIEW", "VOLUME", "FUNCTION");
  if (!word) {
    if (cursor.token.kind !== "word") throw cursor.unexpected();
    throw unsupported(`The statement DROP ${cursor.token.text.toUpperCase()}`);
  }
  const what = (word === "DATABASE" ? "schema" : word.toLowerCase()) as DropStatement["what"];
  const ifExists = cursor.accept("IF", "EXISTS");
  const name = cursor.name(what === "catalog" ? 1 : what === "schema" ? 2 : 3);
  const cascade = cursor.accept("CASCADE");
  if (!cascade) cursor.accept("RESTRICT");
  return { kind: "drop", what, name, ifExists, cascade };
}
