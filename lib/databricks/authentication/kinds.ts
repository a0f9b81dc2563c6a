import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { exchangeToken, mintToken, tokenEndpoint } from "../oidc";
import { RestClient } from "../http/rest";
import { Secret } from "../secret";

import { azureCli, azureClientSecret, isAzure } from "./azure";
import { runForJson } from "./command";
import type { AttributeName, Settings } from "./settings";
import { UsageError } from "../../report/errors";
import type { RequestCredential } from "./request-credential";

/** One way to sign in. */
export interface AuthenticationKind {
  readonly name: string;
  /** Whether the settings say enough to try it when no kind is chosen. */
  readonly configured: (settings: Settings) => boolean | Promise<boolean>;
  /** What has to be set when it is chosen by name. */
  readonly needs: readonly AttributeName[];
  readonly credential: (settings: Settings) => Promise<RequestCredential>;
}

const hasAll =
  (...needs: AttributeName[]) =>
  (settings: Settings) =>
    needs.every((name) => settings.has(name));

/** A kind that is tried exactly when all it needs is set. */
function whenSet(
  name: string,
  needs: readonly AttributeName[],
  credential: AuthenticationKind["credential"],
): AuthenticationKind {
  return { name, needs, configured: hasAll(...needs), credential };
}

/** Every supported kind, in the order in which the SDKs and the Terraform provider try them. */
export const AUTHENTICATION_KINDS: readonly AuthenticationKind[] = [
  whenSet("pat", ["token"], (settings) => Promise.resolve({ token: settings.secret("token"), expiresAt: Infinity })),
  whenSet("oauth-m2m", ["client_id", "client_secret"], (settings) =>
    mintToken({
      host: settings.host,
      clientId: settings.need("client_id"),
      clientSecret: settings.secret("client_secret"),
    }),
  ),
  { name: "databricks-cli", needs: [], configured: hasCliLogin, credential: databricksCli },
  whenSet("github-oidc", ["actions_id_token_request_url", "actions_id_token_request_token"], async (settings) =>
    federate(settings, await githubIdentity(settings)),
  ),
  {
    name: "env-oidc",
    needs: [],
    configured: (settings) => settings.has("oidc_token_env") || Boolean(settings.env.DATABRICKS_OIDC_TOKEN),
    credential: (settings) => federate(settings, envIdentity(settings)),
  },
  whenSet("file-oidc", ["databricks_id_token_filepath"], async (settings) =>
    federate(settings, await fileIdentity(settings)),
  ),
  {
    ...whenSet("azure-client-secret", ["azure_client_id", "azure_client_secret", "azure_tenant_id"], azureClientSecret),
    configured: (settings) =>
      isAzure(settings) && hasAll("azure_client_id", "azure_client_secret", "azure_tenant_id")(settings),
  },
  { name: "azure-cli", needs: [], configured: isAzure, credential: azureCli },
];

/** Kinds that the SDKs know and the kit does not, with what to do instead, and the value that asks for them. */
export const UNSUPPORTED_KINDS: readonly { name: string; instead: string; sign?: AttributeName }[] = [
  { name: "basic", instead: "Databricks has ended passwords: use a token or OAuth", sign: "password" },
  { name: "metadata-service", instead: "set DATABRICKS_TOKEN or an OAuth client", sign: "metadata_service_url" },
  { name: "azure-msi", instead: "sign in with `az login --identity` and use azure-cli", sign: "azure_use_msi" },
  { name: "google-credentials", instead: "use oauth-m2m, which works on every cloud", sign: "google_credentials" },
  { name: "google-id", instead: "use oauth-m2m, which works on every cloud", sign: "google_service_account" },
  { name: "github-oidc-azure", instead: "use github-oidc with a federation policy in Databricks" },
  { name: "azure-devops-oidc", instead: "use env-oidc with the pipeline's token" },
  { name: "external-browser", instead: "run `databricks auth login` and use databricks-cli" },
];

function federate(settings: Settings, identityToken: Secret): Promise<RequestCredential> {
  return exchangeToken({ host: settings.host, clientId: settings.text("client_id"), identityToken });
}

function envIdentity(settings: Settings): Secret {
  const variable = settings.text("oidc_token_env") ?? "DATABRICKS_OIDC_TOKEN";
  const value = settings.env[variable];
  if (!value) throw new UsageError(`${variable}: not set, but env-oidc takes the identity token from it`);
  return new Secret(value);
}

async function fileIdentity(settings: Settings): Promise<Secret> {
  const path = settings.need("databricks_id_token_filepath");
  const text = await readFile(path, "utf8").catch(() => "");
  if (!text.trim()) {
    throw new UsageError(`${path}: no identity token there, but DATABRICKS_OIDC_TOKEN_FILEPATH names it`);
  }
  return new Secret(text.trim());
}

/** @see https://docs.github.com/actions/reference/security/oidc */
async function githubIdentity(settings: Settings): Promise<Secret> {
  const url = new URL(settings.need("actions_id_token_request_url"));
  const audience = settings.text("audience") ?? tokenEndpoint(settings.host).href;
  const client = new RestClient({ host: url.origin });
  const answer = z.object({ value: z.string().min(1) }).safeParse(
    await client.get(url.pathname, {
      query: { ...Object.fromEntries(url.searchParams), audience },
      headers: { authorization: `Bearer ${settings.secret("actions_id_token_request_token").reveal()}` },
    }),
  );
  if (!answer.success) {
    throw new UsageError("GitHub gave no identity token; the job needs `permissions: { id-token: write }`");
  }
  return new Secret(answer.data.value);
}

/** Whether `databricks auth login` was done for this host: its token cache names it. */
async function hasCliLogin({ host, env }: Settings): Promise<boolean> {
  const cache = join(env.HOME ?? homedir(), ".databricks", "token-cache.json");
  return (await readFile(cache, "utf8").catch(() => "")).includes(new URL(host).host);
}

async function databricksCli({ host, env }: Settings): Promise<RequestCredential> {
  const schema = z.object({ access_token: z.string().min(1), expiry: z.string().optional() });
  const { access_token, expiry } = await runForJson("databricks", ["auth", "token", "--host", host], schema, {
    env,
    fix: `install the Databricks CLI and run \`databricks auth login --host ${host}\``,
  });
  return { token: new Secret(access_token), expiresAt: expiry ? Date.parse(expiry) : Infinity };
}
