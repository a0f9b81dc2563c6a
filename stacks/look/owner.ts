import { ownerProblem } from "../../lib/access/owner-to-be";
import { isNoAnswer, Refusal, type Surroundings } from "./surroundings";

/**
 * Refuses an owner to whom a deploy would give catalogs and schemas away, and stop. A look that fails stops nothing.
 *
 * @throws Refusal with the ways to go on
 */
export async function refuseOwner(surroundings: Surroundings): Promise<void> {
  const { config } = surroundings;
  if (config.owner === undefined) return;
  try {
    const problem = await ownerProblem(config, await surroundings.managed(), await surroundings.rest());
    if (!problem) return;
    const { owner, of, what, cause, fix } = problem;
    throw new Refusal(
      [
        `${config.file} defaults.owner — the owner ${JSON.stringify(owner)} of ${of.join(", ")} ${what}; nothing was changed`,
        `  ${cause}`,
        `  to go on: ${fix}`,
      ].join("\n"),
    );
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
  }
}
