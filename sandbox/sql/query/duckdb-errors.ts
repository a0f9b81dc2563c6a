import type { Workspace } from "../../state/workspace";
import { SqlError, quoted, tableNotFound } from "../errors";
import { PHYSICAL_NAMES } from "../storage";

interface Rule {
  readonly pattern: RegExp;
  readonly error: (match: RegExpExecArray, message: string) => SqlError;
}

const first = (message: string): string =>
  message
    .split("\n")[0]
    ?.replace(/^[A-Z][A-Za-z ]*[Ee]rror: /, "")
    .replace(/\.?$/, ".") ?? "";

/** What DuckDB says, and what the service says in its place. The first that matches counts. */
const RULES: readonly Rule[] = [
  {
    pattern:
      /Referenced (?:update )?column "?(.*?)"? (?:was )?not found|does not have a column (?:named|with name) "(.*?)"/,
    error: (match, message) => unresolvedColumn(match[1] ?? match[2] ?? "", message),
  },
  {
    pattern: /Referenced table "(.*?)" not found/,
    error: ([, name = ""]) => unresolvedColumn(name, ""),
  },
  {
    pattern: /(?:Scalar|Aggregate|Table|Macro)?\s*Function with name (.*?) does not exist/,
    error: ([, name = ""]) =>
      new SqlError(
        "UNRESOLVED_ROUTINE",
        "42883",
        `Cannot resolve routine ${quoted([name])} on search path [\`system\`.\`builtin\`, \`system\`.\`session\`], or this ` +
          "local workspace does not have it.",
      ),
  },
  {
    pattern: /Table with name (.*?) does not exist/,
    error: ([, name = ""]) => tableNotFound(name.split(".")),
  },
  {
    pattern: /Ambiguous reference to column name "(.*?)"/,
    error: ([, name = ""]) => new SqlError("AMBIGUOUS_REFERENCE", "42704", `Reference ${quoted([name])} is ambiguous.`),
  },
  {
    pattern: /must appear in the GROUP BY clause|must be part of an aggregate/,
    error: (_, message) => new SqlError("MISSING_AGGREGATION", "42803", first(message)),
  },
  {
    pattern: /NOT NULL constraint failed: .*?\.(.*)/,
    error: ([, name = ""]) =>
      new SqlError("DELTA_NOT_NULL_CONSTRAINT_VIOLATED", "23502", `NOT NULL constraint violated for column: ${name}.`),
  },
  {
    pattern: /table \S+ has (\d+) columns but (\d+) values were supplied/,
    error: ([, columns = "", values = ""]) =>
      new SqlError(
        "INSERT_COLUMN_ARITY_MISMATCH",
        "21S01",
        `Cannot write to the table: it has ${columns} columns and the data ${values}.`,
      ),
  },
  {
    pattern: /division by zero/i,
    error: () =>
      new SqlError(
        "DIVIDE_BY_ZERO",
        "22012",
        "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.",
      ),
  },
  {
    pattern: /out of range|overflow/i,
    error: (_, message) => new SqlError("ARITHMETIC_OVERFLOW", "22003", first(message)),
  },
  {
    pattern: /^Conversion Error|invalid (?:date|timestamp)/i,
    error: (_, message) => new SqlError("CAST_INVALID_INPUT", "22018", first(message)),
  },
  {
    pattern: /No function matches the given name and argument types '(.*?)'/,
    error: ([, name = ""]) =>
      new SqlError(
        "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE",
        "42K09",
        `Cannot resolve "${name}" due to data type mismatch.`,
      ),
  },
  {
    pattern: /Cannot (?:compare|mix|combine)|Could not convert|Unimplemented type for cast/i,
    error: (_, message) => new SqlError("DATATYPE_MISMATCH", "42K09", first(message)),
  },
  { pattern: /^Parser Error/, error: (_, message) => new SqlError("PARSE_SYNTAX_ERROR", "42601", first(message)) },
  {
    pattern: /^(?:Out of Memory|Permission) Error/,
    error: (_, message) => new SqlError("UNSUPPORTED_FEATURE", "0A000", first(message)),
  },
  {
    pattern: /^TransactionContext Error|write-write conflict|Conflict on/i,
    error: (_, message) => new SqlError("DELTA_CONCURRENT_WRITE", "2D521", first(message)),
  },
  {
    pattern: /^(?:Binder|Catalog) Error/,
    error: (_, message) => new SqlError("INVALID_STATEMENT", "42000", first(message)),
  },
];

function unresolvedColumn(name: string, message: string): SqlError {
  const candidates = /(?:Candidate bindings: :?|Did you mean: ?)(.*)/.exec(message)?.[1] ?? "";
  const known = [...candidates.matchAll(/"(.*?)"/g)].map(([, column = ""]) => quoted(column.split(".")));
  const condition = known.length > 0 ? "UNRESOLVED_COLUMN.WITH_SUGGESTION" : "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION";
  const suggestion = known.length > 0 ? ` Did you mean one of the following? [${known.join(", ")}].` : "";
  return new SqlError(
    condition,
    "42703",
    `A column, variable, or function parameter with name ${quoted([name])} cannot be resolved.${suggestion}`,
  );
}

/** Names of the workspace in the place of the internal ones. */
export function publicText(workspace: Workspace, text: string): string {
  return text.replace(PHYSICAL_NAMES, (_name, ...parts: string[]) => {
    const table = workspace.data.tables.get(parts.slice(0, 5).join("-").toLowerCase());
    return table ? workspace.unityCatalog.authorization.fullName(table) : "a dropped table";
  });
}

/** An error of DuckDB as the service would report it. */
export function fromDuckDb(workspace: Workspace, error: { readonly message: string }): SqlError {
  const message = publicText(workspace, error.message);
  for (const { pattern, error: make } of RULES) {
    const match = pattern.exec(message);
    if (match) return make(match, message);
  }
  return new SqlError("INTERNAL_ERROR", "XX000", first(message));
}
