import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";

/**
 * Removes Terraform's note of the backend that a stack's folder was last initialised for, when that was another one.
 *
 * One `cdktf.out` serves every workspace in turn, each with a state of its own. With the old note there, `terraform
 * init` stops at "Backend configuration changed", and its offer to migrate would carry one workspace's state to the
 * other. The note is a cache: no state is in it, and `init` writes it again.
 *
 * @param outdir the app's output folder
 * @param path what the backend of this run names
 */
export function forgetOtherBackend(outdir: string, stack: string, path: string): void {
  const note = resolve(outdir, "stacks", stack, ".terraform", "terraform.tfstate");
  const recorded = recordedPath(note);
  if (recorded !== undefined && recorded !== path) rmSync(note);
}

/** Nothing when there is no note, or none that can be read: then Terraform has its own say. */
function recordedPath(note: string): string | undefined {
  try {
    const { backend } = JSON.parse(readFileSync(note, "utf8")) as { backend?: { config?: { path?: unknown } } };
    return typeof backend?.config?.path === "string" ? backend.config.path : undefined;
  } catch {
    return undefined;
  }
}
