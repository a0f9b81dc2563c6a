import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { Secret } from "../secret";
import { UsageError } from "../../report/errors";

/** One section of `.databrickscfg`. */
export interface DatabricksProfile {
  readonly name: string;
  /** What may be shown: `host`, `auth_type`, `client_id` … */
  readonly settings: ReadonlyMap<string, string>;
  /** Everything else: `token`, `client_secret`, `password` … */
  readonly secrets: ReadonlyMap<string, Secret>;
}

/** A `.databrickscfg` as it was read. */
export interface DatabricksConfigFile {
  readonly path: string;
  /** By name, in the file's order; keys before the first section belong to `DEFAULT`. */
  readonly profiles: ReadonlyMap<string, DatabricksProfile>;
}

/** Keys known to hold no secret; a key that is not listed is treated as one. */
const PUBLIC_KEYS = new Set([
  "account_id",
  "audience",
  "auth_type",
  "azure_client_id",
  "azure_environment",
  "azure_tenant_id",
  "azure_use_msi",
  "azure_workspace_resource_id",
  "client_id",
  "cluster_id",
  "databricks_cli_path",
  "databricks_id_token_filepath",
  "google_service_account",
  "host",
  "metadata_service_url",
  "oidc_token_env",
  "serverless_compute_id",
  "username",
  "warehouse_id",
  "workspace_id",
]);

/**
 * Path of the file: `DATABRICKS_CONFIG_FILE`, else `.databrickscfg` in the home directory.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/config-profiles
 */
export function databricksConfigPath(env: NodeJS.ProcessEnv): string {
  const home = env.HOME || env.USERPROFILE || homedir();
  const named = env.DATABRICKS_CONFIG_FILE;
  return named ? named.replace(/^~(?=[/\\]|$)/, home) : join(home, ".databrickscfg");
}

/**
 * Reads the profiles that Databricks' own tools share.
 *
 * @returns undefined when there is no such file
 * @throws UsageError when the file is there and cannot be read
 */
export function readDatabricksConfig(env: NodeJS.ProcessEnv): DatabricksConfigFile | undefined {
  const path = databricksConfigPath(env);
  try {
    return { path, profiles: parseProfiles(readFileSync(path, "utf8")) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new UsageError(
      `${path} cannot be read (${code ?? "unknown reason"}); make it readable for you, or point DATABRICKS_CONFIG_FILE to another file`,
    );
  }
}

function parseProfiles(text: string): Map<string, DatabricksProfile> {
  const sections = new Map<string, { name: string; settings: Map<string, string>; secrets: Map<string, Secret> }>();
  const open = (name: string) => {
    const section = sections.get(name) ?? { name, settings: new Map(), secrets: new Map() };
    sections.set(name, section);
    return section;
  };
  let current: ReturnType<typeof open> | undefined;
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const header = /^\s*\[([^\]]+)\]/.exec(line);
    const pair = /^\s*([^#;[\s=:][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line);
    if (header) {
      current = open(header[1]!.trim());
    } else if (pair) {
      current ??= open("DEFAULT");
      const key = pair[1]!.toLowerCase();
      const value = pair[2]!.replace(/^(["'])(.*)\1$/, "$2");
      if (PUBLIC_KEYS.has(key)) current.settings.set(key, value);
      else current.secrets.set(key, new Secret(value));
    }
  }
  return sections;
}
