import type { StateLocation } from "../lib/terraform/state-location";
import { interruptedRuns } from "../lib/terraform/interrupted";
import { stackIds } from "../lib/terraform/stack-ids";
import { stacksWithFiles } from "../lib/terraform/state-file";
import type { OnrampConfig } from "../lib/config/resolved";
import { lazy } from "../lib/lazy";
import type * as preflighting from "./preflight";

const load = lazy<typeof preflighting>(__filename, "./preflight");

/**
 * As `preflight`, which is not even loaded, with all that it takes to sign in, for a config that calls for no look: this
 * stands before every command.
 */
export async function preflightIfNeeded(
  config: OnrampConfig,
  location: StateLocation,
  context: preflighting.PreflightContext,
): ReturnType<typeof preflighting.preflight> {
  const adopts = config.integrations.some(({ principal, absent }) => "existing" in principal && !absent);
  const stacks = [...stackIds(config), ...stacksWithFiles(location)];
  const needed = adopts || location.backend.kind !== "local" || interruptedRuns(location, stacks).length > 0;
  return needed ? load().preflight(config, location, context) : new Map();
}
