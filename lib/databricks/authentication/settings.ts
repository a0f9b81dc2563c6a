import { readDatabricksConfig, type DatabricksProfile } from "./databrickscfg";
import { credentialFault, Secret } from "../secret";
import { UsageError } from "../../report/errors";

/** One value of unified authentication: its environment variable and the authorization method it belongs to. */
interface Attribute {
  readonly env: string;
  readonly group?: string;
  /** Yes or no; no is the same as not set. */
  readonly flag?: true;
}

/**
 * Attributes by the name they have in a `.databrickscfg` profile.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/env-vars
 */
export const ATTRIBUTES = {
  auth_type: { env: "DATABRICKS_AUTH_TYPE" },
  token: { env: "DATABRICKS_TOKEN", group: "pat" },
  username: { env: "DATABRICKS_USERNAME", group: "basic" },
  password: { env: "DATABRICKS_PASSWORD", group: "basic" },
  client_id: { env: "DATABRICKS_CLIENT_ID", group: "oauth" },
  client_secret: { env: "DATABRICKS_CLIENT_SECRET", group: "oauth" },
  oidc_token_env: { env: "DATABRICKS_OIDC_TOKEN_ENV", group: "env-oidc" },
  databricks_id_token_filepath: { env: "DATABRICKS_OIDC_TOKEN_FILEPATH", group: "file-oidc" },
  actions_id_token_request_url: { env: "ACTIONS_ID_TOKEN_REQUEST_URL" },
  actions_id_token_request_token: { env: "ACTIONS_ID_TOKEN_REQUEST_TOKEN" },
  audience: { env: "DATABRICKS_TOKEN_AUDIENCE" },
  azure_client_id: { env: "ARM_CLIENT_ID", group: "azure" },
  azure_client_secret: { env: "ARM_CLIENT_SECRET", group: "azure" },
  azure_tenant_id: { env: "ARM_TENANT_ID", group: "azure" },
  azure_workspace_resource_id: { env: "DATABRICKS_AZURE_RESOURCE_ID", group: "azure" },
  azure_use_msi: { env: "ARM_USE_MSI", group: "azure", flag: true },
  azure_environment: { env: "ARM_ENVIRONMENT" },
  google_credentials: { env: "GOOGLE_CREDENTIALS", group: "google" },
  google_service_account: { env: "DATABRICKS_GOOGLE_SERVICE_ACCOUNT", group: "google" },
  metadata_service_url: { env: "DATABRICKS_METADATA_SERVICE_URL", group: "metadata-service" },
} as const satisfies Record<string, Attribute>;

export type AttributeName = keyof typeof ATTRIBUTES;

const names = Object.keys(ATTRIBUTES) as AttributeName[];
const attribute = (name: AttributeName): Attribute => ATTRIBUTES[name];

/** What is set for one workspace: in the environment and, below it, in a profile of `.databrickscfg`. */
export class Settings {
  /** `https://…`. */
  readonly host: string;
  readonly env: NodeJS.ProcessEnv;
  readonly #profile?: DatabricksProfile;

  constructor(host: string, env: NodeJS.ProcessEnv, profile?: DatabricksProfile) {
    this.host = host;
    this.env = env;
    this.#profile = profile;
  }

  text(name: AttributeName): string | undefined {
    const { settings, secrets } = this.#profile ?? {};
    const { env, flag } = attribute(name);
    const value = this.env[env] || settings?.get(name) || secrets?.get(name)?.reveal() || undefined;
    return flag && /^(false|f|0)$/i.test(value ?? "") ? undefined : value;
  }

  has(name: AttributeName): boolean {
    return this.text(name) !== undefined;
  }

  /** @throws UsageError when it is not set */
  need(name: AttributeName): string {
    const value = this.text(name);
    if (value === undefined) throw new UsageError(`${attribute(name).env}: not set`);
    return value;
  }

  /** @throws UsageError when it is not set, or cannot be one; nothing of it is in the message */
  secret(name: AttributeName): Secret {
    const text = this.need(name);
    const fault = credentialFault(text);
    if (fault === undefined) return new Secret(text);
    const { env } = attribute(name);
    const source = this.env[env] ? env : `${name} of the profile ${this.#profile?.name ?? ""}`;
    throw new UsageError(`${source} ${fault}`, ["It must be the token or client secret and nothing else."]);
  }
}

/**
 * The settings for a workspace: of the environment and of the profile that is named, by the config or by
 * `DATABRICKS_CONFIG_PROFILE`, else `DEFAULT` when the environment does not say how to sign in.
 */
export function readSettings(host: string, env: NodeJS.ProcessEnv, profile?: string): Settings {
  const signsIn = names.some((name) => attribute(name).group && env[attribute(name).env]);
  const name = profile || env.DATABRICKS_CONFIG_PROFILE || (signsIn ? undefined : "DEFAULT");
  return new Settings(host, env, name ? readDatabricksConfig(env)?.profiles.get(name) : undefined);
}

/** @throws UsageError when values of two authorization methods are set and none is chosen, as the SDKs refuse it */
export function refuseTwoMethods(settings: Settings): void {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const { group, env } = attribute(name);
    if (group && settings.has(name)) groups.set(group, [...(groups.get(group) ?? []), env]);
  }
  if (groups.size < 2) return;
  const found = [...groups].sort().map(([group, variables]) => `${group} (${variables.join(", ")})`);
  throw new UsageError(
    `more than one authorization method configured: ${found.join(" and ")}. ` +
      "Unset what you do not mean, or choose with DATABRICKS_AUTH_TYPE, e.g. DATABRICKS_AUTH_TYPE=pat",
  );
}
