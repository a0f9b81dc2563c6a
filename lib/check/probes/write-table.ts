import { quotedName, type Securable } from "../../databricks/securable";
import type { Probe } from "../probe";
import { fail, pass, skip } from "../../report/outcome";
import { dropLeftovers, withScratch } from "../scratch";

export const writeTable: Probe = {
  id: "write-table",
  title: (_, own) =>
    `creates, fills, merges, reads and drops a table in ${own?.form ? `its ${own.form}` : "the"} schema`,
  after: "visibility",
  creates: true,
  async run(context, own) {
    if (!own) return skip("writes a table: it has no schema of its own");
    await dropLeftovers(context, own, "TABLE");
    const { catalog, schema } = own;
    const on: Securable = { catalog, schema };
    const table = quotedName({ ...on, table: context.scratch });
    const rows = await withScratch(
      context,
      {
        create: `CREATE TABLE ${table} (id INT, name STRING)`,
        drop: `DROP TABLE IF EXISTS ${table}`,
        need: { privilege: "CREATE_TABLE", on },
      },
      async () => {
        await context.query(`INSERT INTO ${table} VALUES (1, 'first')`);
        await context.query(
          `MERGE INTO ${table} AS target USING (SELECT 1 AS id, 'onramp' AS name) AS source ON target.id = source.id ` +
            `WHEN MATCHED THEN UPDATE SET name = source.name ` +
            `WHEN NOT MATCHED THEN INSERT (id, name) VALUES (source.id, source.name)`,
        );
        return context.query(`SELECT id, name FROM ${table}`);
      },
    );
    const [row] = rows;
    if (rows.length === 1 && Number(row?.id) === 1 && row?.name === "onramp") return pass(this.title(context, own));
    return fail("a table did not give back what was written", {
      cause: `wrote one row (1, onramp), read ${JSON.stringify(rows)}`,
      fix: "run the check again; if it stays so, ask Databricks support",
    });
  },
};
