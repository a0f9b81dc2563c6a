import { quotedName, quoteIdentifier } from "../../databricks/securable";
import type { Probe } from "../probe";
import { pass, skip } from "../../report/outcome";
import { dropListed, withScratch } from "../scratch";
import { SCRATCH } from "../scratch-name";
import { sqlText } from "../../databricks/sql/statements";

export const createSchema: Probe = {
  id: "create-schema",
  title: ({ connection }) =>
    `creates a schema in ${connection.catalog ?? "its catalog"}, a table in that, and drops both`,
  after: "visibility",
  creates: true,
  async run(context) {
    const { catalog } = context.connection;
    if (!catalog) return skip("creates a schema: it has no catalog of its own");
    const drop = (name: string) => `DROP SCHEMA IF EXISTS ${quotedName({ catalog, schema: name })} CASCADE`;
    await dropListed(context, `SHOW SCHEMAS IN ${quoteIdentifier(catalog)} LIKE ${sqlText(`${SCRATCH}*`)}`, 0, drop);
    const schema = context.scratch;
    await withScratch(
      context,
      {
        create: `CREATE SCHEMA ${quotedName({ catalog, schema })}`,
        drop: drop(schema),
        need: { privilege: "CREATE_SCHEMA", on: { catalog } },
      },
      () => context.query(`CREATE TABLE ${quotedName({ catalog, schema, table: "t" })} (id INT)`),
    );
    return pass(this.title(context));
  },
};
