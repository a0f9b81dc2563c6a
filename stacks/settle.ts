import type { TerraformStack } from "cdktf";
import { warehouseNamesIn } from "../lib/config/chosen";
import type { OnrampConfig } from "../lib/config/resolved";
import { sayLetGo } from "./let-go";
import { moveStanding } from "./moves";
import { keepStanding } from "./standing";
import type { Seen } from "./workspace-stack";

/** What {@link settle} came to. */
export interface Settled {
  /** For whoever deploys. */
  readonly notes: readonly string[];
  /** Addresses of each stack that something in the states moves to. */
  readonly moved: ReadonlyMap<TerraformStack, ReadonlySet<string>>;
}

/**
 * Settles what becomes of that which the states hold already, for stacks that are built: what stands keeps what the file
 * does not say, what has another place in the file moves there, and of what is let go it is said what it costs. Does
 * nothing that a first deploy would notice.
 *
 * @throws UsageError with the way, for what cannot move
 */
export function settle(stacks: readonly TerraformStack[], config: OnrampConfig, { states }: Seen): Settled {
  const moved = states && moveStanding(stacks, states, config.file);
  for (const stack of stacks) keepStanding(stack, states, moved?.get(stack));
  if (!states) return { notes: [], moved: new Map() };
  const inUse = warehouseNamesIn(config);
  return { notes: stacks.flatMap((stack) => sayLetGo(stack, states, inUse)), moved: moved ?? new Map() };
}
