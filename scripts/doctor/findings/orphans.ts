import { describeOrphan, lostIdentities, type Orphan } from "../../../lib/unmanaged/orphans";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { warn, type Outcome } from "../../../lib/report/outcome";
import { lines } from "../lines";

/**
 * What an interrupted run may have left of identities and credentials. Of catalogs, schemas and warehouses `name-clash`
 * tells, with all the ways out.
 */
export const orphans: Examination<StatesContext> = {
  id: "orphans",
  question: "what an interrupted run has left",
  async examine({ declared, managed, rest }) {
    return (await lostIdentities(declared, managed, rest)).map(complaint);
  },
};

function complaint(orphan: Orphan): Outcome {
  const message = `no state holds ${describeOrphan(orphan)}`;
  if ("import" in orphan) {
    return warn(message, {
      cause: "an interrupted run may have left it; a deploy would make another one of that name",
      fix: lines("if it is this project's, take it over:", orphan.import),
    });
  }
  const cause = "an interrupted run may have left it; nobody has its value";
  return warn(message, { cause, fix: `if nobody uses it, remove it\n${orphan.remove}` });
}
