import { readFileSync, rmSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { backendBlock, cloudWorkspace } from "./backend-block";
import { hostName, UNCONFIGURED, type StateLocation } from "./state-location";

/** The backend that Terraform last initialised a stack's folder for. */
export interface RecordedBackend {
  /** e.g. `s3`. */
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * Removes Terraform's note of the backend that a stack's folder was last initialised for, when that was the state of
 * another workspace.
 *
 * One `cdktf.out` serves every workspace in turn, each with a state of its own. With the old note there, `terraform
 * init` stops at "Backend configuration changed", and its offer to migrate would carry one workspace's state to the
 * other. The note is a cache: no state is in it, and `init` writes it again. Where the same workspace's state moves to
 * another backend the note stays, for then that offer is what is wanted.
 *
 * @param outdir the app's output folder
 */
export function forgetOtherWorkspace(outdir: string, location: StateLocation, stack: string): void {
  const recorded = recordedBackend(outdir, stack);
  if (recorded && !isOfWorkspace(recorded, outdir, location, stack)) rmSync(noteFile(outdir, stack));
}

/** Nothing when there is no note, or none that can be read: then Terraform has its own say. */
export function recordedBackend(outdir: string, stack: string): RecordedBackend | undefined {
  try {
    const { backend } = JSON.parse(readFileSync(noteFile(outdir, stack), "utf8")) as {
      backend?: { type?: unknown; config?: unknown };
    };
    const { type, config } = backend ?? {};
    if (typeof type !== "string" || typeof config !== "object" || config === null) return undefined;
    return { type, config: config as RecordedBackend["config"] };
  } catch {
    return undefined;
  }
}

function noteFile(outdir: string, stack: string): string {
  return resolve(outdir, "stacks", stack, ".terraform", "terraform.tfstate");
}

function isOfWorkspace(
  { type, config }: RecordedBackend,
  outdir: string,
  location: StateLocation,
  stack: string,
): boolean {
  if (type === "local" && location.backend.kind === "local") {
    const block = backendBlock(location, stack, resolve(outdir, "stacks", stack));
    return "backend" in block && block.backend.local?.path === config.path;
  }
  const host = hostOf(location);
  if (host === undefined) return false;
  if (type === "cloud") {
    const { name } = (config.workspaces ?? {}) as { name?: unknown };
    return name === cloudWorkspace(host, stack);
  }
  const place = [config.path, config.key, config.prefix, config.address].find((value) => typeof value === "string");
  return place !== undefined && basename(dirname(place)) === host;
}

/** Part of every key; the sandbox has none: its states are in no other backend. */
function hostOf({ workspace }: StateLocation): string | undefined {
  if (workspace === undefined) return UNCONFIGURED;
  return workspace.startsWith("sandbox:") ? undefined : hostName(workspace);
}
