import { invalid } from "./errors";

/** Unity Catalog keeps names in lower case and compares them without regard to case. */
export const fold = (name: string): string => name.toLowerCase();

/**
 * The folded name of a new catalog, schema or table.
 *
 * @throws ServiceError INVALID_PARAMETER_VALUE for the characters and lengths that Unity Catalog refuses
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-names
 */
export function newName(name: unknown, what: string): string {
  if (typeof name !== "string" || name === "") throw invalid(`${what} name must not be empty.`);
  if (name.length > 255) throw invalid(`${what} name '${name.slice(0, 40)}…' is longer than 255 characters.`);
  if ([...name].some((char) => "./ ".includes(char) || char < " " || char === "\u007f")) {
    throw invalid(
      `Invalid input: ${what} name '${name}' must not contain a period, space, slash or control character.`,
    );
  }
  return fold(name);
}

/** `a.b.c` split into its folded parts. */
export const partsOf = (fullName: string): string[] => fullName.split(".").map(fold);
