import { createRequire } from "node:module";
import type { StateHome } from "../lib/terraform/state-location";
import { interruptedRuns } from "../lib/terraform/interrupted";
import { stackIds } from "../lib/terraform/stack-ids";
import { stacksWithFiles } from "../lib/terraform/state-file";
import type { OnrampConfig } from "../lib/config/resolved";
import type * as looking from "./look-first";

const load = createRequire(__filename);

/**
 * As `lookFirst`, which is not even loaded, with all that it takes to sign in, for a config that calls for no look: this
 * stands before every command.
 */
export async function lookIfNeeded(
  config: OnrampConfig,
  home: StateHome,
  context: looking.LookContext,
): ReturnType<typeof looking.lookFirst> {
  const adopts = config.integrations.some(({ principal, absent }) => "existing" in principal && !absent);
  const stacks = [...stackIds(config), ...stacksWithFiles(home)];
  const needed = adopts || home.backend.kind !== "local" || interruptedRuns(home, stacks).length > 0;
  return needed ? (load("./look-first") as typeof looking).lookFirst(config, home, context) : new Map();
}
