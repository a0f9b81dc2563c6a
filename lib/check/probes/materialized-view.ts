import { quotedName, type Securable } from "../../databricks/securable";
import type { Probe } from "../probe";
import { pass, skip } from "../../report/outcome";
import { dropLeftovers, withScratch } from "../scratch";

export const materializedView: Probe = {
  id: "materialized-view",
  title: () => "creates and drops a materialized view in the schema",
  after: "visibility",
  creates: true,
  async run(context, own) {
    if (!own) return skip("writes a materialized view: it has no schema of its own");
    await dropLeftovers(context, own, "MATERIALIZED VIEW");
    const on: Securable = { catalog: own.catalog, schema: own.schema };
    const view = quotedName({ ...on, table: `${context.scratch}_materialized` });
    await withScratch(
      context,
      {
        create: `CREATE MATERIALIZED VIEW ${view} AS SELECT 1 AS id`,
        drop: `DROP MATERIALIZED VIEW IF EXISTS ${view}`,
        need: { privilege: "CREATE_MATERIALIZED_VIEW", on },
      },
      () => Promise.resolve(),
    );
    return pass(this.title(context));
  },
};
