import { z } from "zod";
import { fullName } from "../../databricks/securable";
import { atEachPlace } from "../each-place";
import type { Probe } from "../probe";
import { isWithin } from "../statements";

const UC = "/api/2.1/unity-catalog";
const tableInfo = z.object({ table_id: z.string() });

/** Types of `information_schema.tables` whose files can be read directly. */
const VENDED = ["MANAGED", "EXTERNAL"];

/** @see https://docs.databricks.com/aws/en/external-access/credential-vending */
export const credentialVending: Probe = {
  id: "credential-vending",
  title: () => "gets short-lived storage credentials of a table",
  after: "metadata",
  run(context) {
    return atEachPlace(context, {
      privilege: "EXTERNAL_USE_SCHEMA",
      what: this.title(context),
      find: (place) => context.tables.find(({ table, type }) => VENDED.includes(type) && isWithin(table, place))?.table,
      async use(table) {
        const path = `${UC}/tables/${encodeURIComponent(fullName(table))}`;
        const reading = context.rest.getAs(tableInfo, path);
        const { table_id } = await context.call(reading, { privilege: "SELECT", on: table });
        const body = { table_id, operation: "READ" };
        // The answer holds the credentials: it is not looked at.
        await context.call(context.rest.post(`${UC}/temporary-table-credentials`, { body }), {
          privilege: "EXTERNAL_USE_SCHEMA",
          on: { catalog: table.catalog, schema: table.schema },
        });
        return fullName(table);
      },
    });
  },
};
