import type { ServiceError } from "../state/errors";

/**
 * An error of a statement, in the service's shape: `[CONDITION] what happened SQLSTATE: 12345`.
 *
 * @see https://docs.databricks.com/aws/en/error-messages/error-classes
 */
export class SqlError extends Error {
  readonly condition: string;
  readonly sqlState: string;

  /** @param after what follows the SQLSTATE, such as the position of a syntax error */
  constructor(condition: string, sqlState: string, message: string, after = "") {
    super(`[${condition}] ${message} SQLSTATE: ${sqlState}${after}`);
    this.name = "SqlError";
    this.condition = condition;
    this.sqlState = sqlState;
  }
}

/** `` `a`.`b` ``: how messages and `SHOW CREATE` write a name. */
export const quoted = (name: readonly string[]): string =>
  name.map((part) => "`" + part.replaceAll("`", "``") + "`").join(".");

/** A string literal. */
export const literal = (value: string): string => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

const VERIFY =
  "Verify the spelling and correctness of the schema and catalog. If you did not qualify the name with a schema, " +
  "verify the current_schema() output, or qualify the name with the correct schema and catalog.";

export const tableNotFound = (name: readonly string[]) =>
  new SqlError(
    "TABLE_OR_VIEW_NOT_FOUND",
    "42P01",
    `The table or view ${quoted(name)} cannot be found. ${VERIFY} ` +
      "To tolerate the error on drop use DROP VIEW IF EXISTS or DROP TABLE IF EXISTS.",
  );

export const schemaNotFound = (name: readonly string[]) =>
  new SqlError(
    "SCHEMA_NOT_FOUND",
    "42704",
    `The schema ${quoted(name)} cannot be found. Verify the spelling and correctness of the schema and catalog. If ` +
      "you did not qualify the name with a catalog, verify the current_schema() output, or qualify the name with the " +
      "correct catalog. To tolerate the error on drop use DROP SCHEMA IF EXISTS.",
  );

export const catalogNotFound = (name: string) =>
  new SqlError("NO_SUCH_CATALOG_EXCEPTION", "42704", `Catalog '${name}' was not found. Please verify its spelling.`);

export const tableExists = (name: readonly string[]) =>
  new SqlError(
    "TABLE_OR_VIEW_ALREADY_EXISTS",
    "42P07",
    `Cannot create table or view ${quoted(name)} because it already exists. Choose a different name, drop or replace ` +
      "the existing object, add the IF NOT EXISTS clause to tolerate pre-existing objects, or add the OR REFRESH " +
      "clause to refresh the existing streaming table.",
  );

export const unsupported = (what: string) =>
  new SqlError("UNSUPPORTED_FEATURE", "0A000", `${what} is not supported by this local workspace.`);

export const insufficient = (message: string) =>
  new SqlError("INSUFFICIENT_PERMISSIONS", "42501", `Insufficient privileges: ${message}`);

export const ucNotEnabled = () =>
  new SqlError("UC_NOT_ENABLED", "56038", "Unity Catalog is not enabled on this cluster.");

/** A refusal of the workspace as SQL reports it. */
export function fromService(error: ServiceError): SqlError {
  const named = quotedNames(error.message);
  switch (error.code) {
    case "PERMISSION_DENIED":
      return insufficient(error.message);
    case "CATALOG_DOES_NOT_EXIST":
      return catalogNotFound(named.join("."));
    case "SCHEMA_DOES_NOT_EXIST":
      return schemaNotFound(named);
    case "TABLE_DOES_NOT_EXIST":
      return tableNotFound(named);
    case "CATALOG_ALREADY_EXISTS":
      return new SqlError(
        "CATALOG_ALREADY_EXISTS",
        "42710",
        `Cannot create catalog ${quoted(named)} because it already exists. Choose a different name, drop or replace ` +
          "the existing object, or add the IF NOT EXISTS clause to tolerate pre-existing objects.",
      );
    case "SCHEMA_ALREADY_EXISTS":
      return new SqlError(
        "SCHEMA_ALREADY_EXISTS",
        "42P06",
        `Cannot create schema ${quoted(named)} because it already exists. Choose a different name, drop the existing ` +
          "schema, or add the IF NOT EXISTS clause to tolerate pre-existing schema.",
      );
    case "TABLE_ALREADY_EXISTS":
      return tableExists(named);
    case "VOLUME_DOES_NOT_EXIST":
      return new SqlError("VOLUME_DOES_NOT_EXIST", "42704", `Volume ${quoted(named)} does not exist.`);
    case "VOLUME_ALREADY_EXISTS":
      return new SqlError(
        "VOLUME_ALREADY_EXISTS",
        "42000",
        `Cannot create volume ${quoted(named)} because it already exists. Choose a different name, drop or replace the ` +
          "existing object, or add the IF NOT EXISTS clause to tolerate pre-existing objects.",
      );
    case "FUNCTION_DOES_NOT_EXIST":
      return new SqlError(
        "UNRESOLVED_ROUTINE",
        "42883",
        `Cannot resolve routine ${quoted(named)} on search path [\`system\`.\`builtin\`, \`system\`.\`session\`].`,
      );
    case "FUNCTION_ALREADY_EXISTS":
      return new SqlError(
        "ROUTINE_ALREADY_EXISTS",
        "42723",
        `Cannot create the routine ${quoted(named)} because a routine of that name already exists. Choose a different ` +
          "name, drop or replace the existing routine, or add the IF NOT EXISTS clause to tolerate it.",
      );
    case "NOT_FOUND":
      return new SqlError("PATH_NOT_FOUND", "42K03", error.message);
    case "INVALID_STATE":
      return error.message.includes("is not empty")
        ? new SqlError(
            error.message.startsWith("Catalog") ? "CATALOG_NOT_EMPTY" : "SCHEMA_NOT_EMPTY",
            "2BP01",
            `${error.message} Use CASCADE to drop what is in it too.`,
          )
        : new SqlError("INVALID_STATE", "55000", error.message);
    case "RESOURCE_DOES_NOT_EXIST":
      return new SqlError(
        error.message.includes("principal") ? "PRINCIPAL_DOES_NOT_EXIST" : "RESOURCE_DOES_NOT_EXIST",
        "42704",
        error.message,
      );
    case "INVALID_PARAMETER_VALUE":
      return new SqlError("INVALID_PARAMETER_VALUE", "22023", error.message);
    default:
      return new SqlError(error.code, "58000", error.message);
  }
}

/** The name between quotes in a message of the workspace; its parts hold no period. */
const quotedNames = (message: string): string[] => (/'(.*)'/.exec(message)?.[1] ?? "").split(".");
