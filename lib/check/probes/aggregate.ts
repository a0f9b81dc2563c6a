import { fullName, quotedName, quoteIdentifier } from "../../databricks/securable";
import type { Probe } from "../probe";
import { pass } from "../../report/outcome";
import { nothingToTry } from "../nothing-to-try";
import { isWithin } from "../../databricks/securable";

/** Rows that are aggregated: as many as show that it can be done, not as many as cost something. */
const ROWS = 1000;

export const aggregate: Probe = {
  id: "aggregate",
  title: () => "takes count, minimum and maximum of a numeric column",
  after: "select",
  async run(context) {
    const { readable } = context;
    const found = context.tables.find(
      ({ table, numericColumn }) => numericColumn !== undefined && readable.some((target) => isWithin(table, target)),
    );
    if (found?.numericColumn === undefined) {
      return nothingToTry(context, "aggregates a numeric column: no table it reads has one", readable, "SELECT");
    }
    const { table, numericColumn } = found;
    const column = quoteIdentifier(numericColumn);
    await context.query(
      `SELECT count(${column}), min(${column}), max(${column}) FROM (SELECT ${column} FROM ${quotedName(table)} LIMIT ${ROWS})`,
      { privilege: "SELECT", on: table },
    );
    return pass(`takes count, minimum and maximum of the column ${numericColumn} of ${fullName(table)}`);
  },
};
