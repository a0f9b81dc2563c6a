import { fullName, quotedName } from "../../databricks/securable";
import { atEachPlace } from "../each-place";
import type { Probe } from "../probe";
import { isWithin } from "../../databricks/securable";

/** Types of `information_schema.tables` that take changes. */
const CHANGEABLE = ["MANAGED", "EXTERNAL"];

export const modify: Probe = {
  id: "modify",
  title: () => "may change rows of a table that it does not own, and changes none",
  after: "select",
  creates: true,
  run(context) {
    const owned = (owner: string) => owner.toLowerCase() === context.identity.toLowerCase();
    return atEachPlace(context, {
      privilege: "MODIFY",
      what: this.title(context),
      find: (place) =>
        context.tables.find(
          ({ table, type, owner }) => CHANGEABLE.includes(type) && !owned(owner) && isWithin(table, place),
        )?.table,
      async use(table) {
        // Matches no row, and yet takes the same privilege.
        await context.query(`DELETE FROM ${quotedName(table)} WHERE 1 = 0`, { privilege: "MODIFY", on: table });
        return fullName(table);
      },
    });
  },
};
