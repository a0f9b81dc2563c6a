import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The user's folder for programs the kit fetched: `XDG_CACHE_HOME` (or `~/.cache`) on Linux, `~/Library/Caches` on
 * macOS, `LOCALAPPDATA` on Windows.
 */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  return join(base(env, platform), "onramp-for-databricks");
}

function base(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = env.HOME ?? homedir();
  if (platform === "darwin") return join(home, "Library", "Caches");
  if (platform === "win32") return env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  const configured = env.XDG_CACHE_HOME;
  // The XDG specification has relative paths ignored.
  return configured !== undefined && isAbsolute(configured) ? configured : join(home, ".cache");
}
