import { fullName, quotedName, type Securable } from "../../databricks/securable";
import type { CheckContext } from "../context";
import type { Probe } from "../probe";
import { pass } from "../../report/outcome";
import { nothingToTry } from "../nothing-to-try";
import { isWithin } from "../../databricks/securable";

export const select: Probe = {
  id: "select",
  title: () => "reads a row of every schema and table it may read",
  after: "metadata",
  async run(context) {
    const choices = context.readable.map((target) => ({ target, table: tableIn(context, target) }));
    const empty = choices.filter(({ table }) => table === undefined).map(({ target }) => target);
    const nothing = await nothingToTry(context, "reads a row: there is no table to read yet", empty, "SELECT");
    if (nothing.status === "FAIL") return nothing;
    const tables = choices.map(({ table }) => table).filter((table) => table !== undefined);
    if (tables.length === 0) return nothing;
    let rows = 0;
    for (const table of tables) {
      rows += (await context.query(`SELECT * FROM ${quotedName(table)} LIMIT 1`, { privilege: "SELECT", on: table }))
        .length;
    }
    const names = tables.map(fullName).join(", ");
    return pass(rows > 0 ? `reads ${names}` : `may read ${names}, without a row so far`);
  },
};

/**
 * A table of the target to read from, rather than a view, which may be broken by itself; a table under `read:` also
 * when it is not listed, for the service's own words.
 */
function tableIn({ tables }: CheckContext, target: Securable): Securable | undefined {
  if (target.table !== undefined) return target;
  const within = tables.filter(({ table }) => isWithin(table, target));
  return (within.find(({ type }) => type !== "VIEW") ?? within[0])?.table;
}
