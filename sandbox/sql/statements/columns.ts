import type { ColumnRecord } from "../../state/records/table";
import { SqlError } from "../errors";
import type { ColumnDefinition } from "../parser/statement";
import type { ResultColumn } from "../results/result";
import { parseType, typeSql } from "../types/sql-type";

/** Columns as declared. */
export function declaredColumns(definitions: readonly ColumnDefinition[]): ColumnRecord[] {
  return checked(
    definitions.map(({ name, type = "STRING", nullable, comment }) => {
      parseType(type);
      return { name, type, nullable, comment };
    }),
  );
}

/** Columns that hold the rows of a query. A column of nothing but NULL is a STRING. */
export function columnsFor(result: readonly ResultColumn[]): ColumnRecord[] {
  return checked(
    result.map(({ name, type }) => ({ name, type: type.kind === "void" ? "STRING" : typeSql(type), nullable: true })),
  );
}

/** Characters that column names of Delta tables may not have. */
const INVALID = /[ ,;{}()\n\t=]/;

/** @throws SqlError for names that a table may not have */
export function requireTableNames(columns: readonly ColumnRecord[]): void {
  const invalid = columns.filter(({ name }) => INVALID.test(name)).map(({ name }) => name);
  if (invalid.length > 0) {
    throw new SqlError(
      "DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES",
      "42K05",
      `Found invalid character(s) among ' ,;{}()\\n\\t=' in the column names of your schema. Invalid column names: ${invalid.join(", ")}. ` +
        "Please use other characters and try again, or give the column another name with AS.",
    );
  }
}

function checked(columns: ColumnRecord[]): ColumnRecord[] {
  const seen = new Set<string>();
  for (const { name } of columns) {
    const folded = name.toLowerCase();
    if (seen.has(folded)) {
      throw new SqlError(
        "COLUMN_ALREADY_EXISTS",
        "42711",
        `The column \`${name}\` already exists. Choose another name or rename the existing column.`,
      );
    }
    seen.add(folded);
  }
  return columns;
}
