import { fullName, quotedName, quoteIdentifier } from "../../databricks/securable";
import type { Probe } from "../probe";
import { pass } from "../../report/outcome";
import { nothingToTry } from "../nothing-to-try";
import { isWithin } from "../../databricks/securable";

/** Rows that a tool takes to guess what a column holds. */
const SAMPLE_ROWS = 10;

export const sample: Probe = {
  id: "sample",
  title: () => "samples a text column",
  after: "select",
  async run(context) {
    const { readable } = context;
    const found = context.tables.find(
      ({ table, textColumn }) => textColumn !== undefined && readable.some((target) => isWithin(table, target)),
    );
    if (found?.textColumn === undefined) {
      return nothingToTry(context, "samples a text column: no table it reads has one", readable, "SELECT");
    }
    const { table, textColumn } = found;
    const column = quoteIdentifier(textColumn);
    await context.query(`SELECT ${column} FROM ${quotedName(table)} WHERE ${column} IS NOT NULL LIMIT ${SAMPLE_ROWS}`, {
      privilege: "SELECT",
      on: table,
    });
    return pass(`samples the text column ${textColumn} of ${fullName(table)}`);
  },
};
