import { fullName, quotedName, type Securable } from "../../workspace/securable";
import type { CheckContext } from "../context";
import { pass, skip, type Probe } from "../probe";
import { isWithin } from "../statements";

export const select: Probe = {
  id: "select",
  title: () => "reads a row of every schema and table it may read",
  after: "metadata",
  async run(context) {
    const tables = context.targets.map((target) => tableIn(context, target)).filter((table) => table !== undefined);
    if (tables.length === 0) return skip("reads a row: there is no table to read yet");
    let rows = 0;
    for (const table of tables) {
      rows += (await context.query(`SELECT * FROM ${quotedName(table)} LIMIT 1`, { privilege: "SELECT", on: table }))
        .length;
    }
    const names = tables.map(fullName).join(", ");
    return pass(rows > 0 ? `reads ${names}` : `may read ${names}, without a row so far`);
  },
};

/** A table of the target to read from; a table under `read:` also when it is not listed, for the service's own words. */
function tableIn({ tables }: CheckContext, target: Securable): Securable | undefined {
  if (target.table !== undefined) return target;
  return tables.find(({ table }) => isWithin(table, target))?.table;
}
