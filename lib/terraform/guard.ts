import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { stateFile, UNCONFIGURED, type StateLocation } from "./state-location";
import { recordedBackend } from "./recorded-backend";
import { managedCount, readStateFile, showFile, strandedStacks } from "./state-file";
import { StateError } from "./state-error";

/**
 * As {@link guardState} for all stacks of a config; names the stacks that it has no more as well.
 *
 * @returns what the user should know, though nothing is wrong
 */
export function guardStates(location: StateLocation, stacks: readonly string[], outdir: string): string[] {
  return [...stacks.flatMap((stack) => guardState(location, stack, outdir)), ...stranded(location, stacks)];
}

/**
 * Refuses a run that would lose sight of a state, or use one of another workspace, before Terraform refreshes anything.
 * Only reads, and nothing but files: the states of other backends are kept apart by their keys, which hold the host.
 *
 * @param outdir the app's output folder
 * @returns what the user should know, though nothing is wrong
 * @throws StateError naming the state and the steps; or a state file that cannot be read
 */
export function guardState(location: StateLocation, stack: string, outdir: string): string[] {
  refuseUnsaved(stack, outdir);
  refuseForeign(location, stack);
  refuseUnplaced(location, stack);
  return location.backend.kind === "local" ? [] : leftBehind(location, stack, outdir);
}

/** Nothing deploys them any more, and nothing would ever take their things away. */
function stranded(location: StateLocation, stacks: readonly string[]): string[] {
  return [...strandedStacks(location, stacks)].map(
    ([stack, size]) =>
      `stack ${stack} is in the config no more, but its state ${showFile(stateFile(location, stack))} keeps ` +
      `${resources(size)}; to take them away: write its entries again with stack: ${stack} and absent: true, and ` +
      "deploy; if the stack was renamed: rename the file",
  );
}

/**
 * What Terraform writes when the backend takes no state at the end of a run, as when it is down or the sign-in to it
 * has ended: the backend knows nothing of what that run made. As long as it is there nothing is synthesized, so that
 * the folder still is of the workspace and the backend that it belongs to.
 */
function refuseUnsaved(stack: string, outdir: string): void {
  const folder = resolve(outdir, "stacks", stack);
  const file = join(folder, "errored.tfstate");
  if (!existsSync(file)) return;
  const terraform = `terraform -chdir=${showFile(folder)}`;
  throw new StateError(
    [
      `${showFile(file)} is what the last run of stack ${stack} did and could not save; nothing was changed`,
      "  without it everything that the run made would be made a second time",
      `  to save it: ${terraform} state push errored.tfstate`,
      `    and where that names a lock of the same run, before it: ${terraform} force-unlock ID`,
      `  then remove it, for it holds credentials: rm ${showFile(file)}`,
    ].join("\n"),
  );
}

/** It would take the ids in it for objects of this workspace, and change or delete strangers' things. */
function refuseForeign(location: StateLocation, stack: string): void {
  if (location.workspace === undefined) return;
  const file = stateFile(location, stack);
  const recorded = readStateFile(file)?.workspace;
  if (recorded === undefined || recorded === location.workspace) return;
  throw new StateError(
    [
      `${showFile(file)} is the state of another workspace; nothing was changed`,
      `  the state belongs to ${recorded}`,
      `  this run is for      ${location.workspace}`,
      `  to go on with ${recorded}: set DATABRICKS_HOST or workspace.host to it`,
      `  to start anew with ${location.workspace}: move the file away and keep it, it is needed to destroy what it describes`,
    ].join("\n"),
  );
}

/** A state from the time when only the provider knew the workspace. */
function refuseUnplaced(location: StateLocation, stack: string): void {
  if (location.workspace === undefined || location.workspace.startsWith("sandbox:")) return;
  const place = stateFile(location, stack);
  if (existsSync(place)) return;
  const file = join(dirname(location.folder), UNCONFIGURED, `${stack}.tfstate`);
  const state = readStateFile(file);
  if (state?.workspace !== location.workspace || managedCount(state) === 0) return;
  throw new StateError(
    [
      `${showFile(file)} is the state of ${location.workspace}, from when its host was not known; nothing was changed`,
      `  to go on with it: mkdir -p ${showFile(location.folder)} && mv ${showFile(file)} ${showFile(place)}`,
    ].join("\n"),
  );
}

/** A state file of the time when the backend was local. Terraform moves it only where its note says that it was. */
function leftBehind(location: StateLocation, stack: string, outdir: string): string[] {
  const file = stateFile(location, stack);
  const size = managedCount(readStateFile(file));
  if (size === 0) return [];
  const { kind } = location.backend;
  const what = `${showFile(file)} keeps ${resources(size)} of stack ${stack}`;
  switch (recordedBackend(outdir, stack)?.type) {
    case "local":
      return [`${what}; to move them to ${kind}: npx cdktf deploy ${stack} --migrate-state`];
    case kind:
      return [`${what}, but the state is in ${kind} now: once you see them there, move the file out of the project`];
    default:
      throw new StateError(
        [
          `${what}, and backend.kind is ${kind}: they would be made a second time; nothing was changed`,
          `  to move them: set backend: { kind: local }, run npx cdktf diff ${stack}, set the backend back to ${kind},`,
          `    then run npx cdktf deploy ${stack} --migrate-state`,
          "  if they are moved already: move the file out of the project",
        ].join("\n"),
      );
  }
}

function resources(size: number): string {
  return `${size} resource${size === 1 ? "" : "s"}`;
}
