import type { FileInfo } from "../../state/files";
import { SqlError, literal, quoted, unsupported } from "../errors";
import type { CopyStatement } from "../parser/statement";
import { formatOf } from "../query/files";
import { columnsOf } from "../query/run";
import { writableTable } from "../query/writable";
import { type Result, rows } from "../results/result";
import { type StatementContext, tableName } from "./context";
import { counts, insert, prepare } from "./query";
import { matches } from "./show";

/**
 * `COPY INTO`: loads files of a volume that were not loaded before.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/delta-copy-into
 */
export async function copyInto(context: StatementContext, statement: CopyStatement): Promise<Result> {
  const { workspace, caller, storage, signal } = context;
  const name = tableName(context, statement.name);
  const target = writableTable(workspace, caller, name);
  const loaded = new Set(target.loadedFiles);
  const force = statement.copyOptions["force"] === "true";
  const files = filesOf(context, statement).filter((file) => force || !loaded.has(versionOf(file)));
  if (files.length === 0) return answer(0);

  const source = readFiles(statement, files);
  const select = statement.select ? statement.select.join(source) : `SELECT * FROM ${source}`;
  const query = await prepare(context, select);
  const given = await columnsOf(storage, signal, query.sql, query.values);
  const known = new Set(target.columns.map((column) => column.name.toLowerCase()));
  const extra = given.filter((column) => !known.has(column.name.toLowerCase()));
  if (extra.length > 0)
    throw mismatch(
      name,
      extra.map((column) => column.name),
    );
  const columns = given.map((column) => quoted([column.name])).join(", ");
  const changed = await insert(
    context,
    await prepare(context, `INSERT INTO ${quoted(name)} (${columns}) SELECT ${columns} FROM (${select})`),
  );
  target.loadedFiles = [...loaded, ...files.map(versionOf)];
  return answer(changed);
}

const answer = (changed: number): Result =>
  rows(
    counts("num_affected_rows", "num_inserted_rows", "num_skipped_corrupt_files"),
    [[BigInt(changed), BigInt(changed), 0n]],
    changed,
  );

/** A file that is written again is another one. */
const versionOf = ({ path, size, modifiedAt }: FileInfo): string => `${path} ${size} ${modifiedAt}`;

/** The files that are named, or else all those that match the pattern. */
function filesOf({ workspace, caller }: StatementContext, { path, files, pattern }: CopyStatement): FileInfo[] {
  const root = path.replace(/\/+$/, "");
  const paths = files?.map((file) => `${root}/${file}`) ?? [root];
  return paths
    .flatMap((each) => workspace.files.localFiles(caller, each))
    .map(({ info }) => info)
    .filter(({ name }) => pattern === undefined || matches(pattern, name));
}

/** The call that reads the files, in a query. */
function readFiles({ format, formatOptions }: CopyStatement, files: readonly FileInfo[]): string {
  const options = Object.entries({ ...formatOptions, format: formatOf(format) });
  if (options.some(([name]) => !/^\w+$/.test(name))) throw unsupported("FORMAT_OPTIONS with such a name");
  const args = [
    ...files.map(({ path }) => literal(path)),
    ...options.map(([name, value]) => `${name} => ${literal(value)}`),
  ];
  return `read_files(${args.join(", ")})`;
}

function mismatch(table: readonly string[], columns: readonly string[]): SqlError {
  return new SqlError(
    "DELTA_METADATA_MISMATCH",
    "42KDG",
    `A schema mismatch detected when writing to the Delta table: ${quoted(table)} has no column ` +
      `${columns.map((column) => quoted([column])).join(", ")}. Adding columns with mergeSchema is not supported by ` +
      "this local workspace.",
  );
}
