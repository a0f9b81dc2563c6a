import { findServicePrincipals } from "../../../lib/databricks/service-principals";
import { pass } from "../../../lib/report/outcome";
import type { StatesContext } from "../context";
import { deactivated } from "../deactivated";
import type { Examination } from "../examination";

/** Service principals that the stacks made: the tools can sign in as them. */
export const activePrincipals: Examination<StatesContext> = {
  id: "active",
  question: "whether the tools' service principals are active",
  async examine({ rest, managed }) {
    const ids = managed.principals.map(({ applicationId }) => applicationId);
    if (ids.length === 0) return [];
    const found = await findServicePrincipals(rest, "applicationId", ids);
    const off = found.filter(({ active }) => !active);
    if (off.length > 0) return off.map(deactivated);
    return [pass(`${found.map(({ displayName }) => displayName).join(", ") || "none of them is left"}: active`)];
  },
};
