import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { StateLocation } from "./state-location";

/**
 * Terraform's own name for the file with the provider's version and checksums. The project keeps it at its root, where
 * people and update tools look for it; the folders that Terraform runs in are made anew by every synth and not kept.
 */
export const PROVIDER_LOCK = ".terraform.lock.hcl";

/** Gives every stack the project's lock file, if there is one; the sandbox's provider comes from no registry. */
export function copyProviderLock(
  project: string,
  outdir: string,
  location: StateLocation,
  stacks: readonly string[],
): void {
  if (!hasProviderLock(project) || location.workspace?.startsWith("sandbox:")) return;
  for (const stack of stacks) {
    const folder = resolve(outdir, "stacks", stack);
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(project, PROVIDER_LOCK), join(folder, PROVIDER_LOCK));
  }
}

/** Without it `terraform init` takes what the registry hands out, on each machine anew. */
export function hasProviderLock(project: string): boolean {
  return existsSync(join(project, PROVIDER_LOCK));
}

/**
 * Command lines, to be run in the project's folder, that make the lock file for every platform.
 *
 * @param outdir where cdktf writes
 */
export function providerLockSteps(stack: string, outdir = "cdktf.out"): readonly string[] {
  const platforms = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64", "windows_amd64"];
  return [
    "npx cdktf synth",
    `terraform -chdir=${outdir}/stacks/${stack} providers lock ${platforms.map((each) => `-platform=${each}`).join(" ")}`,
    `cp ${outdir}/stacks/${stack}/${PROVIDER_LOCK} .`,
  ];
}
