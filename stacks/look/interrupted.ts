import { identifyPrincipals } from "../../lib/access/identify-principals";
import { ServiceError } from "../../lib/databricks/http/service-error";
import { UsageError } from "../../lib/report/errors";
import type { InterruptedRun } from "../../lib/terraform/interrupted";
import { showFile } from "../../lib/terraform/state-file";
import type { StateLocation } from "../../lib/terraform/state-location";
import { lastSynthesized } from "../../lib/terraform/synthesized";
import { describeOrphan, orphans, type Orphan } from "../../lib/unmanaged/orphans";
import { isNoAnswer, type Surroundings } from "./surroundings";

/**
 * Things that an interrupted run made and no state knows would be made again, or stand in the way.
 *
 * @throws UsageError with what was found and the ways to go on; or with the reason why nobody could look
 * @throws ServiceError when the workspace does not tell what the run left
 */
export async function refuseOrphans(
  surroundings: Surroundings,
  location: StateLocation,
  interrupted: readonly InterruptedRun[],
): Promise<void> {
  const { config, context } = surroundings;
  const runs = interrupted.map(
    ({ stack, who, since }) => `stack ${stack}${who ? ` by ${who}` : ""}${since ? ` at ${since}` : ""}`,
  );
  const what = `a run was cut off, or is still going on: ${runs.join(", ")}; nothing was changed`;
  const notes = interrupted.map(({ file }) => showFile(file)).join(" ");
  const starts = interrupted.map(({ since = "" }) => Date.parse(since)).filter((start) => !isNaN(start));
  const run = {
    since: starts.length > 0 ? Math.min(...starts) : undefined,
    memberships: interrupted.flatMap(({ stack }) =>
      lastSynthesized(location, stack, context.outdir, "databricks_group_member"),
    ),
  };
  let found: Orphan[];
  try {
    const rest = await surroundings.rest();
    found = await orphans(await identifyPrincipals(config, rest), await surroundings.managed(), rest, run);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const message = [
      what,
      `  what it made cannot be looked at: ${error.message}`,
      `  to go on: run this again once the workspace answers, or look yourself and remove ${notes}`,
    ].join("\n");
    throw error instanceof UsageError ? new UsageError(message) : new ServiceError(message, { kind: error.kind });
  }
  if (found.length === 0) return;
  throw new UsageError(
    [
      what,
      "  no state knows these things, which it may have made:",
      ...found.map((orphan) => `    ${describeOrphan(orphan)}: ${wayOut(orphan)}`),
      `  to go on: do that in ${config.file}, and run this again; if none of it is the run's, remove ${notes}`,
    ].join("\n"),
  );
}

/** What to do about an orphan. */
export function wayOut(orphan: Orphan): string {
  return "import" in orphan ? `under ${orphan.import.under} write ${orphan.import.line}` : `run ${orphan.remove}`;
}
