import type { Problem } from "../../lib/config";
import { ConfigError } from "../../lib/config";
import type { ConfigFiles } from "../../lib/config/files";
import { checkFiles } from "../../lib/config/load";

/** Everything that is wrong with a config; nothing when it loads. */
export function problemsOf(files: ConfigFiles, env: NodeJS.ProcessEnv): readonly Problem[] {
  try {
    checkFiles(files, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/**
 * What is wrong at a place of the config or below it, in one line; undefined when nothing is.
 *
 * @param open places that are still to be filled, of which nothing is said
 */
export function wrongAt(problems: readonly Problem[], place: string, open: readonly string[] = []): string | undefined {
  const found = problems.find(({ path }) => isWithin(path, place) && !open.some((each) => isWithin(path, each)));
  if (!found) return undefined;
  const { what, allowed, fix } = found;
  return [what, allowed && `allowed: ${allowed}`, fix && `fix: ${fix}`].filter(Boolean).join("; ");
}

function isWithin(path: string, place: string): boolean {
  return path === place || (path.startsWith(place) && /^[.[]/.test(path.slice(place.length)));
}
