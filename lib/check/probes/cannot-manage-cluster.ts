import { triesToManage } from "../manage";
import type { Probe } from "../probe";

export const cannotManageCluster: Probe = {
  id: "cannot-manage-cluster",
  title: () => "cannot manage the cluster",
  after: "sign-in",
  run(context) {
    return triesToManage(context, this.title(context));
  },
};
