import type { OnrampConfig } from "../../lib/config/resolved";
import { interruptedRuns } from "../../lib/terraform/interrupted";
import { recordedBackend } from "../../lib/terraform/recorded-backend";
import { stackIds } from "../../lib/terraform/stack-ids";
import { stacksWithFiles } from "../../lib/terraform/state-file";
import type { StateLocation } from "../../lib/terraform/state-location";
import type * as preflighting from "./preflight";
import { lazy } from "../../lib/lazy";
import type { PreflightContext } from "./surroundings";

const load = lazy<typeof preflighting>(__filename, "./preflight");

/**
 * As `preflight`, which is not even loaded, with all that it takes to sign in, for a config that calls for no look: this
 * stands before every command.
 */
export async function preflightIfNeeded(
  config: OnrampConfig,
  location: StateLocation,
  context: PreflightContext,
): Promise<preflighting.Looked> {
  const deployed = stacksWithFiles(location);
  const needed =
    location.backend.kind !== "local" ||
    deployed.length > 0 ||
    stackIds(config).some((stack) => recordedBackend(context.outdir, stack) !== undefined) ||
    config.owner !== undefined ||
    interruptedRuns(location, stackIds(config)).length > 0 ||
    namesWhatIsThere(config);
  return needed ? load().preflight(config, location, context) : { states: [] };
}

/** Principals that are adopted or taken over, and groups that are joined. */
function namesWhatIsThere({ integrations, warehouses }: OnrampConfig): boolean {
  const joins = (warehouse: object) => "viaGroup" in warehouse;
  return (
    Object.values(warehouses).some(joins) ||
    integrations.some(
      ({ absent, principal, warehouse }) =>
        !absent &&
        ("existing" in principal || principal.import !== undefined || principal.groups.length > 0 || joins(warehouse)),
    )
  );
}
