import { SqlError, quoted } from "../errors";
import type { CreateFunctionStatement } from "../parser/statement";
import { bodyOf } from "../query/routines";
import { columnsOf } from "../query/run";
import { type Result, nothing } from "../results/result";
import { parseType } from "../types/sql-type";
import { type StatementContext, tableName } from "./context";
import { prepare } from "./query";

/** `CREATE FUNCTION`: a scalar function of SQL, tried out with NULLs before it is kept. */
export async function createFunction(context: StatementContext, statement: CreateFunctionStatement): Promise<Result> {
  const { caller, workspace } = context;
  const { functions } = workspace.unityCatalog;
  const [catalog, schema, name] = tableName(context, statement.name);
  const existing = functions.find(catalog, schema, name);
  if (existing && statement.ifNotExists) return nothing();
  await tryOut(context, statement);
  if (existing && statement.orReplace) functions.drop(caller, catalog, schema, name);
  const { parameters, returnType, definition, comment } = statement;
  functions.create(caller, catalog, schema, { name, comment, parameters, returnType, definition });
  return nothing();
}

async function tryOut(context: StatementContext, statement: CreateFunctionStatement): Promise<void> {
  const { parameters, definition, returnType } = statement;
  const names = parameters.map((parameter) => parameter.name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new SqlError(
      "DUPLICATE_ROUTINE_PARAMETER_NAMES",
      "42734",
      `Found duplicate name ${quoted([twice])} in the parameter list.`,
    );
  }
  [returnType, ...parameters.map(({ type }) => type)].forEach((type) => parseType(type));
  bodyOf(definition);
  const values = parameters.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${quoted([name])}`);
  const from = values.length > 0 ? ` FROM (SELECT ${values.join(", ")})` : "";
  const query = await prepare(
    { ...context, parameters: [] },
    `SELECT CAST(${definition} AS ${returnType}) AS r${from}`,
  );
  await columnsOf(context.storage, context.signal, query.sql, query.values);
}
