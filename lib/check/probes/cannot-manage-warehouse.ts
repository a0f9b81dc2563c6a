import { triesToManage } from "../manage";
import type { Probe } from "../probe";

export const cannotManageWarehouse: Probe = {
  id: "cannot-manage-warehouse",
  title: () => "cannot manage the warehouse",
  after: "sign-in",
  run(context) {
    return triesToManage(context, this.title(context));
  },
};
