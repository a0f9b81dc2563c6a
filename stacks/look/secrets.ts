import { crowdedPrincipals, isSettled, needingSecrets, roomFor } from "../../lib/access/crowded-principals";
import { isNoAnswer, Refusal, type Surroundings } from "./surroundings";

/**
 * Refuses to make an OAuth secret for a service principal that has no room for it: Databricks would only say so after
 * other changes. A look that fails stops nothing.
 *
 * @throws Refusal with the commands of which one makes room
 */
export async function refuseCrowded(surroundings: Surroundings): Promise<void> {
  const { config } = surroundings;
  try {
    const managed = await surroundings.managed();
    const asked = needingSecrets(config).filter((each) => !isSettled(each, managed));
    if (asked.length === 0) return;
    const crowded = await crowdedPrincipals(asked, managed, await surroundings.rest());
    if (crowded.length === 0) return;
    throw new Refusal(
      [
        `${config.file} needs OAuth secrets of service principals that have as many as they may have; nothing was changed`,
        ...crowded.flatMap((each) => [
          `  integrations.${each.integration.name}: ${each.principal.displayName} (${each.principal.id}); delete one that nobody uses any more:`,
          ...roomFor(each).map((line) => `    ${line}`),
        ]),
      ].join("\n"),
    );
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
  }
}
