import { fail, pass, type Probe } from "../probe";
import { isForbidden } from "../refusal";
import { editUnchanged } from "../warehouse";

export const cannotManageWarehouse: Probe = {
  id: "cannot-manage-warehouse",
  title: () => "cannot manage the warehouse",
  after: "sign-in",
  async run(context) {
    const { warehouse_id, warehouse_name, principal } = context.connection;
    const who = context.person ?? principal.display_name;
    try {
      await editUnchanged(context.rest, warehouse_id, await context.warehouse());
    } catch (error) {
      if (isForbidden(error)) return pass(this.title(context));
      throw error;
    }
    return fail(`can manage the warehouse ${warehouse_name}`, {
      cause: "it, or a group that it belongs to, holds more than CAN_USE on the warehouse",
      fix: `under SQL Warehouses > ${warehouse_name} > Permissions leave ${who} "Can use" and look at its groups`,
    });
  },
};
