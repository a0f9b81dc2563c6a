import { quotedName, type Securable } from "../../workspace/securable";
import { fail, pass, skip, type Probe } from "../probe";

export const writeTable: Probe = {
  id: "write-table",
  title: () => "creates, fills, reads and drops a table in the schema",
  after: "visibility",
  creates: true,
  async run(context) {
    const { catalog, schema } = context.connection;
    if (!catalog || !schema) return skip("writes a table: it has no schema of its own");
    for (const { table } of context.leftovers) {
      if (table.catalog !== catalog || table.schema !== schema) continue;
      // One that it may not drop is not its own, and stays.
      await context.cleanUp(`DROP TABLE IF EXISTS ${quotedName(table)}`).catch(() => {});
    }
    const on: Securable = { catalog, schema };
    const table = quotedName({ ...on, table: context.scratch });
    let rows: readonly Record<string, unknown>[];
    let dropped = false;
    try {
      await context.query(`CREATE TABLE ${table} (id INT, name STRING)`, { privilege: "CREATE_TABLE", on });
      await context.query(`INSERT INTO ${table} VALUES (1, 'onramp')`);
      rows = await context.query(`SELECT id, name FROM ${table}`);
      await context.query(`DROP TABLE ${table}`);
      dropped = true;
    } finally {
      if (!dropped) await context.cleanUp(`DROP TABLE IF EXISTS ${table}`).catch(() => {});
    }
    const [row] = rows;
    if (rows.length === 1 && Number(row?.id) === 1 && row?.name === "onramp") return pass(this.title(context));
    return fail("a table did not give back what was written", {
      cause: `wrote one row (1, onramp), read ${JSON.stringify(rows)}`,
      fix: "run the check again; if it stays so, ask Databricks support",
    });
  },
};
