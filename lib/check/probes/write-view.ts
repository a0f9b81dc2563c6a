import { quotedName, type Securable } from "../../databricks/securable";
import type { Probe } from "../probe";
import { pass, skip } from "../../report/outcome";
import { dropLeftovers, withScratch } from "../scratch";

export const writeView: Probe = {
  id: "write-view",
  title: () => "creates, reads and drops a view in the schema",
  after: "visibility",
  creates: true,
  async run(context, own) {
    if (!own) return skip("writes a view: it has no schema of its own");
    await dropLeftovers(context, own, "VIEW");
    const on: Securable = { catalog: own.catalog, schema: own.schema };
    const view = quotedName({ ...on, table: `${context.scratch}_view` });
    await withScratch(
      context,
      {
        create: `CREATE VIEW ${view} AS SELECT 1 AS id`,
        drop: `DROP VIEW IF EXISTS ${view}`,
        need: { privilege: "CREATE_VIEW", on },
      },
      () => context.query(`SELECT id FROM ${view}`),
    );
    return pass(this.title(context));
  },
};
