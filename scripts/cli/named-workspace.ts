import { loadConfig, type OnrampConfig } from "../../lib/config";
import { readSettings, type Settings } from "../../lib/databricks/authentication";
import { resolveWorkspaceHost } from "../../lib/databricks/host";
import { isConfigThere } from "./config-file";
import type { Context } from "./context";
import { UsageError } from "../../lib/report/errors";
import { onramp } from "../../lib/command-line";

/**
 * How to sign in to the workspace that `onramp.yaml` and the environment name.
 *
 * @throws UsageError when neither names one
 */
export function settingsOf({ workspace: { host, profile } }: OnrampConfig, env: NodeJS.ProcessEnv): Settings {
  if (host === undefined) throw nothingNamed();
  return readSettings(host, env, profile);
}

/**
 * How to sign in for a command that needs no `onramp.yaml`: as the file and the environment say and, before there is a
 * file, as the environment alone says.
 *
 * @throws UsageError when nothing names a workspace; ConfigError for a file that is wrong
 */
export function signInOf({ env, cwd }: Pick<Context, "env" | "cwd">): Settings {
  if (isConfigThere({ env, cwd })) return settingsOf(loadConfig({ cwd, env }).config, env);
  const host = resolveWorkspaceHost({}, env)?.host;
  if (host === undefined) throw nothingNamed();
  return readSettings(host, env);
}

function nothingNamed(): UsageError {
  return new UsageError("Nothing names a workspace.", [
    "Set DATABRICKS_HOST, choose a profile with DATABRICKS_CONFIG_PROFILE, or write workspace.host into onramp.yaml.",
    `To use the embedded workspace: ${onramp(`sandbox --run "${onramp("doctor")}"`)}`,
  ]);
}
