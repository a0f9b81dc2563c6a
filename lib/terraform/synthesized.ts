import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { backendBlock } from "./backend-block";
import { escapeInterpolation } from "./escape-interpolation";
import type { StateLocation } from "./state-location";

const resourceSchema = z.object({ "//": z.object({ metadata: z.object({ path: z.string() }) }) });

const stackSchema = z.object({
  terraform: z.object({ backend: z.unknown() }),
  resource: z.record(z.string(), z.record(z.string(), resourceSchema)).default({}),
});

/**
 * Construct paths of the resources of one type in what was synthesized last for a stack: what a run that was cut off
 * was about to make. None when that is not there, or was for another workspace.
 *
 * @param outdir the app's output folder
 * @param type e.g. `databricks_group_member`
 */
export function lastSynthesized(location: StateLocation, stack: string, outdir: string, type: string): string[] {
  const folder = resolve(outdir, "stacks", stack);
  try {
    const { terraform, resource } = stackSchema.parse(JSON.parse(readFileSync(resolve(folder, "cdk.tf.json"), "utf8")));
    const block = backendBlock(location, stack, folder);
    if (!("backend" in block) || !isDeepStrictEqual(terraform.backend, escapeInterpolation(block.backend))) return [];
    return Object.values(resource[type] ?? {}).map((each) => each["//"].metadata.path);
  } catch {
    return [];
  }
}
