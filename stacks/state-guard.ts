import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { OUTPUTS } from "../workspace/connection";
import { stateFile, type StateHome } from "./backend";

/** A state file cannot be used with the workspace at hand. */
export class StateError extends Error {
  override readonly name = "StateError";
  /** Process exit code: usage or configuration. */
  readonly exitCode = 2;
}

/**
 * Refuses a state that another workspace wrote, before Terraform refreshes anything: it would take the ids in it for
 * objects of this workspace, and change or delete strangers' things. Only reads.
 *
 * @throws StateError naming both workspaces, or a state file that cannot be read
 */
export function guardState(home: StateHome, stack: string): void {
  if (home.workspace === undefined) return;
  const file = stateFile(home, stack);
  const recorded = recordedWorkspace(file);
  if (recorded === undefined || recorded === home.workspace) return;
  throw new StateError(
    [
      `${show(file)} is the state of another workspace; nothing was changed`,
      `  the state belongs to ${recorded}`,
      `  this run is for      ${home.workspace}`,
      `  to go on with ${recorded}: set DATABRICKS_HOST or workspace.host to it`,
      `  to start anew with ${home.workspace}: move the file away and keep it, it is needed to destroy what it describes`,
    ].join("\n"),
  );
}

/** The `workspace` output of a state file; nothing when there is no file, or nothing was deployed yet. */
function recordedWorkspace(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new StateError(`${show(file)} cannot be read: ${message}`);
  }
  if (text.trim() === "") return undefined;
  try {
    const state = JSON.parse(text) as { outputs?: Record<string, { value?: unknown }> } | null;
    const value = state?.outputs?.[OUTPUTS.workspace]?.value;
    return typeof value === "string" ? value : undefined;
  } catch {
    throw new StateError(
      `${show(file)} is no Terraform state: it is not valid JSON\n` +
        `  to go on: put the copy that Terraform keeps beside it, ${show(file)}.backup, in its place`,
    );
  }
}

function show(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith("..") ? file : short;
}
