import { ServiceError } from "../databricks/http/service-error";
import { stateFile, type StateLocation } from "./state-location";
import { recordedBackend } from "./recorded-backend";
import { StateError } from "./state-error";
import { managedCount, readStateFile, showFile } from "./state-file";
import { pullState, type StateOptions } from "./states";

/**
 * Refuses to go on where the next deploy would move a local state to a place that has another one, as when two projects
 * of one name share a backend: `cdktf deploy --migrate-state` says yes when Terraform asks whether to overwrite it.
 * Reads the backend only where such a move is due.
 *
 * @param outdir the app's output folder
 * @throws StateError with the ways to go on
 */
export async function refuseOccupied(
  location: StateLocation,
  stacks: readonly string[],
  outdir: string,
  options: StateOptions,
): Promise<void> {
  const { kind } = location.backend;
  if (kind === "local") return;
  for (const stack of stacks) {
    const file = stateFile(location, stack);
    const local = readStateFile(file);
    if (managedCount(local) === 0 || recordedBackend(outdir, stack)?.type !== "local") continue;
    const there = await stateThere(location, stack, options);
    if (managedCount(there) === 0 || there?.lineage === local?.lineage) continue;
    throw new StateError(
      [
        `${showFile(file)} cannot be moved to ${kind}: stack ${stack} has another state there; nothing was changed`,
        "  to move it would overwrite that one, and nothing would look after what it keeps",
        `  if that is another project's: choose another place under backend:, or another name: and rename the file to it`,
        "  if it is this project's: move the file out of the project",
      ].join("\n"),
    );
  }
}

/** Nothing where the backend cannot be read: then Terraform cannot write to it either. */
async function stateThere(location: StateLocation, stack: string, options: StateOptions) {
  try {
    return await pullState(location, stack, options);
  } catch (error) {
    if (error instanceof ServiceError && error.kind !== "cancelled") return undefined;
    throw error;
  }
}
