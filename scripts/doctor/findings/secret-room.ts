import { crowdedPrincipals, needingSecrets, roomFor } from "../../../lib/access/crowded-principals";
import { MOST_SECRETS } from "../../../lib/databricks/service-principal-secrets";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail } from "../../../lib/report/outcome";

/** Service principals that are to get an OAuth secret and have no room for it. */
export const secretRoom: Examination<StatesContext> = {
  id: "secret-room",
  question: "whether the service principals may get OAuth secrets",
  async examine({ config, managed, rest }) {
    return (await crowdedPrincipals(needingSecrets(config), managed, rest)).map((crowded) =>
      fail(`${crowded.principal.displayName} has ${MOST_SECRETS} OAuth secrets, as many as it may have`, {
        cause: `a deploy makes another one for ${crowded.integration.name}, and would stop half-way`,
        fix: ["delete one that nobody uses any more", ...roomFor(crowded)].join("\n"),
      }),
    );
  },
};
