import { fullName } from "../../databricks/securable";
import { atEachPlace } from "../each-place";
import type { Probe } from "../probe";
import { isWithin } from "../../databricks/securable";
import { getTable, vendReadCredentials } from "../../databricks/tables";

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
        const reading = getTable(context.rest, fullName(table));
        const { table_id: id } = await context.call(reading, { privilege: "SELECT", on: table });
        await context.call(vendReadCredentials(context.rest, id), {
          privilege: "EXTERNAL_USE_SCHEMA",
          on: { catalog: table.catalog, schema: table.schema },
        });
        return fullName(table);
      },
    });
  },
};
