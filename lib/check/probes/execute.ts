import { fullName, quotedName, quoteIdentifier, type Securable } from "../../databricks/securable";
import type { CheckContext } from "../context";
import { StatementError } from "../diagnosis";
import { atEachPlace } from "../each-place";
import type { Probe } from "../probe";
import { sqlText } from "../../databricks/sql/statements";
import { countParameters } from "../../databricks/functions";

export const execute: Probe = {
  id: "execute",
  title: () => "calls a function",
  after: "visibility",
  run(context) {
    return atEachPlace(context, {
      privilege: "EXECUTE",
      what: this.title(context),
      find: (place) => functionIn(context, place),
      use: (name) => callWithNulls(context, name),
    });
  },
};

/** A scalar function that the tool can list. */
async function functionIn(
  context: CheckContext,
  { catalog, schema }: Securable,
): Promise<Required<Securable> | undefined> {
  const [row] = await context.query(
    `SELECT routine_schema, routine_name FROM ${quoteIdentifier(catalog)}.information_schema.routines ` +
      `WHERE routine_catalog = ${sqlText(catalog)} AND data_type <> 'TABLE_TYPE'` +
      (schema === undefined ? "" : ` AND routine_schema = ${sqlText(schema)}`) +
      ` ORDER BY routine_schema, routine_name LIMIT 1`,
    { privilege: "USE_CATALOG", on: { catalog } },
  );
  return row && { catalog, schema: String(row.routine_schema), table: String(row.routine_name) };
}

async function callWithNulls(context: CheckContext, name: Required<Securable>): Promise<string> {
  const need = { privilege: "EXECUTE", on: name } as const;
  const parameters = await context.call(countParameters(context.rest, fullName(name)), need);
  const nulls = Array<string>(parameters).fill("NULL").join(", ");
  try {
    await context.query(`SELECT ${quotedName(name)}(${nulls})`, need);
    return fullName(name);
  } catch (error) {
    // What comes of NULL is the function's own affair: it was found and called.
    if (!(error instanceof StatementError) || error.error.kind !== "other") throw error;
    return `${fullName(name)}, which does not take NULL`;
  }
}
