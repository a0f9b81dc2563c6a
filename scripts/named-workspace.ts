import type { OnrampConfig } from "../config";
import { readSettings, type Settings } from "../workspace/authentication";
import { UsageError } from "./errors";

/**
 * How to sign in to the workspace that `onramp.yaml` and the environment name.
 *
 * @throws UsageError when neither names one
 */
export function settingsOf({ workspace: { host, profile } }: OnrampConfig, env: NodeJS.ProcessEnv): Settings {
  if (host !== undefined) return readSettings(host, env, profile);
  throw new UsageError("Nothing names a workspace.", [
    "Set DATABRICKS_HOST, choose a profile with DATABRICKS_CONFIG_PROFILE, or write workspace.host into onramp.yaml.",
    'To use the embedded workspace: npm run sandbox -- --run "npm run onramp -- whoami"',
  ]);
}
