import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

const settingsSchema = z.object({ output: z.string().min(1).optional() });

/**
 * Folder that the app writes to: `CDKTF_OUTDIR`, which cdktf sets to its own choice, else `output` in `cdktf.json`, else
 * `cdktf.out`.
 *
 * @param project absolute path of the folder with `cdktf.json`
 */
export function folderToWrite(env: NodeJS.ProcessEnv, project: string): string {
  return env.CDKTF_OUTDIR || (settingsIn(project) ?? "cdktf.out");
}

/**
 * Absolute path of the folder that was written to. `npx cdktf` passes over a `CDKTF_OUTDIR` that somebody has set, and
 * writes where it would without; the app by itself does not. So it is the first of the two that has anything in it.
 */
export function folderWritten(env: NodeJS.ProcessEnv, project: string): string {
  const places = [folderToWrite(env, project), folderToWrite({}, project)].map((place) => resolve(project, place));
  return places.find((place) => existsSync(join(place, "manifest.json"))) ?? places[0]!;
}

/** Nothing where there is no such file, or none that cdktf would read. */
function settingsIn(project: string): string | undefined {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(join(project, "cdktf.json"), "utf8"))).output;
  } catch {
    return undefined;
  }
}
