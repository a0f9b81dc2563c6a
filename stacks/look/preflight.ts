import type { TerraformStack } from "cdktf";
import type { OnrampConfig } from "../../lib/config/resolved";
import { interruptedRuns } from "../../lib/terraform/interrupted";
import { refuseOccupied } from "../../lib/terraform/occupied";
import { stackIds } from "../../lib/terraform/stack-ids";
import { stacksWithFiles } from "../../lib/terraform/state-file";
import type { StateLocation } from "../../lib/terraform/state-location";
import type { Seen } from "../workspace-stack";
import { seeGroups } from "./groups";
import { refuseOrphans } from "./interrupted";
import { refuseLost } from "./lost";
import { refuseOwner } from "./owner";
import { seePrincipals } from "./principals";
import { refuseCrowded } from "./secrets";
import { isNoAnswer, Surroundings, type PreflightContext } from "./surroundings";

/** What was seen, and the look that is left for when the stacks are built. */
export interface Looked extends Seen {
  /** As `refuseLost`; absent: nobody knows the states. */
  readonly refuseLost?: (
    stacks: readonly TerraformStack[],
    moved: ReadonlyMap<TerraformStack, ReadonlySet<string>>,
  ) => Promise<void>;
}

/**
 * Looks at the workspace before anything is written, where a deploy could take something away, make it twice or give
 * more than was meant: when a service principal that is there already is adopted, when groups are joined, when somebody else is to own what is made, and when the
 * last run was interrupted. For any other config nothing is asked of it, and neither network nor credentials are needed.
 * Where a local state is about to move to another backend, it looks what is there.
 *
 * @throws UsageError, StateError with what was found, and the ways to go on
 * @throws ServiceError when a run was interrupted and the workspace does not tell what it left
 */
export async function preflight(
  config: OnrampConfig,
  location: StateLocation,
  context: PreflightContext,
): Promise<Looked> {
  await refuseOccupied(location, stackIds(config), context.outdir, context);
  const surroundings = new Surroundings(config, context);
  const interrupted = interruptedRuns(location, [...new Set([...stackIds(config), ...stacksWithFiles(location)])]);
  if (interrupted.length > 0) await refuseOrphans(surroundings, location, interrupted);
  await refuseOwner(surroundings);
  const groups = await seeGroups(surroundings);
  const principals = await seePrincipals(surroundings);
  const states = await seeStates(surroundings, location);
  if (states) await refuseCrowded(surroundings);
  if (!states) return { principals, groups };
  return {
    principals,
    groups,
    states,
    refuseLost: (stacks, moved) => refuseLost(stacks, surroundings, location, states, moved),
  };
}

/** Nothing where another backend than the local one cannot be read, or who runs this could not deploy anyway. */
async function seeStates(surroundings: Surroundings, { backend }: StateLocation): Promise<Seen["states"]> {
  try {
    if (backend.kind !== "local") await surroundings.rest();
    // What Terraform failed to make is in a state, too, without an instance.
    return (await surroundings.states()).filter(({ instances }) => instances.length > 0);
  } catch (error) {
    if (backend.kind === "local" || !isNoAnswer(error)) throw error;
    return undefined;
  }
}
