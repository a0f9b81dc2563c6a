import type { Caller } from "../../state/principals";
import type { Workspace } from "../../state/workspace";
import { SqlError, unsupported } from "../errors";
import { duckText } from "../types/duckdb";
import { type FileQuery, fileQuery } from "./file-tables";

/** Formats of files that can be read. */
export const FORMATS = ["csv", "json", "parquet"] as const;
export type FileFormat = (typeof FORMATS)[number];

/** What a query reads from files, as the arguments of `read_files` say it. */
export interface FileSource {
  readonly paths: readonly string[];
  /** By name, in lower case. */
  readonly options: ReadonlyMap<string, string>;
}

/** Options that are about speed, or say what is done here in any case. */
const HARMLESS = new Set(
  "format,mergeschema,inferschema,infercolumntypes,multiline,infertimestampntzformat,ignoremissingfiles".split(","),
);

/** Options of CSV and the arguments of DuckDB's reader for them. */
const CSV_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ["sep", "delim"],
  ["delimiter", "delim"],
  ["quote", "quote"],
  ["escape", "escape"],
  ["nullvalue", "nullstr"],
]);

/**
 * The rows of files in volumes as a query of DuckDB. Needs READ VOLUME.
 *
 * @throws SqlError PATH_NOT_FOUND when there are no files, UNSUPPORTED_FEATURE for other formats and options
 */
export function filesQuery(workspace: Workspace, authority: Caller, { paths, options }: FileSource): FileQuery {
  const files = paths.flatMap((path) => workspace.files.localFiles(authority, path));
  const [first] = files;
  if (!first) {
    throw new SqlError("PATH_NOT_FOUND", "42K03", `Path does not exist: ${paths.join(", ")}, or has no files.`);
  }
  const format = formatOf(options.get("format") ?? extensionOf(first.info.name));
  const list = `[${files.map(({ local }) => duckText(local)).join(", ")}]`;
  const unknown = [...options.keys()].find(
    (name) => !HARMLESS.has(name) && !(format === "csv" && (name === "header" || CSV_ARGUMENTS.has(name))),
  );
  if (unknown !== undefined) throw unsupported(`The option ${unknown} of ${format} files`);
  const sql =
    format === "csv" ? csvQuery(list, options) : `SELECT * FROM read_${format}(${list}, union_by_name = true)`;
  return fileQuery(
    sql,
    files.map(({ info: { path, size, modifiedAt } }) => `${path} ${size} ${modifiedAt}`),
  );
}

/** Without a header the columns are `_c0`, `_c1`, …; without a wish to infer types they are all text. */
function csvQuery(list: string, options: FileSource["options"]): string {
  const header = options.get("header") === "true";
  const infer = [options.get("inferschema"), options.get("infercolumntypes")].includes("true");
  const given = [...options].flatMap(([name, value]) => {
    const argument = CSV_ARGUMENTS.get(name);
    return argument === undefined ? [] : [`${argument} = ${duckText(value)}`];
  });
  const settings = [`header = ${header}`, `all_varchar = ${!infer}`, "union_by_name = true", ...given].join(", ");
  return `SELECT ${header ? "*" : "COLUMNS('column0*(\\d+)') AS '_c\\1'"} FROM read_csv(${list}, ${settings})`;
}

const extensionOf = (name: string): string => /\.(\w+)(?:\.gz)?$/.exec(name)?.[1] ?? "";

export function formatOf(name: string): FileFormat {
  const format = FORMATS.find((each) => each === name.toLowerCase());
  if (!format) throw unsupported(name === "" ? "Reading files without a format" : `Reading files of format ${name}`);
  return format;
}
