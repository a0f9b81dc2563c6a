import type { ApiCall } from "./api-call";
import { Client, type Configuration } from "./client";
import { clientCredentials, credentialAfterApply, personalToken, type Credential } from "./credential";
import { AttributeError } from "./engine/diagnostics";
import { isZero, text, Unknown, type Values } from "./engine/value";
import { isLoopback, sameEndpoint } from "./loopback";

/** What the host was started with. */
export interface Workspace {
  api: ApiCall;
  /** The workspace's own https URL. */
  url: string;
  /** Used by a provider block without credentials. */
  defaultToken: string;
}

/** Arguments that select a way to sign in which a local workspace does not have. */
const OTHER_SIGN_IN = [
  "azure_client_id",
  "azure_use_msi",
  "google_credentials",
  "google_service_account",
  "metadata_service_url",
  "profile",
  "username",
];

/** What a provider block became. */
export interface Configured {
  client: Client;
  /** For the person who wrote the provider block. */
  warnings: AttributeError[];
}

/**
 * A client for one provider block. Every argument of the real provider is accepted; `host`, `token`, `client_id`,
 * `client_secret` and `auth_type` mean something here.
 *
 * Credentials are those in the block, else the token the host was started with. The environment of the terraform
 * process (`DATABRICKS_TOKEN` and the like) cannot be seen: an attached provider is not its child.
 *
 * @throws AttributeError for a host that is not this workspace, or credentials that do not make one
 */
export function configure(workspace: Workspace, config: Values): Configured {
  const unknown = ["host", "token", "client_id", "client_secret"].find((name) => config[name] instanceof Unknown);
  if (text(config, "host") !== "") refuseOtherHost(text(config, "host"), workspace.url);
  const credential = unknown === undefined ? chooseCredential(workspace, config) : credentialAfterApply(unknown);
  const ignored = OTHER_SIGN_IN.filter((name) => !isZero(config[name] ?? null));
  return {
    client: new Client(workspace.api, workspace.url, credential, {
      cloud: cloudOf(config),
      authType: text(config, "auth_type"),
    }),
    warnings: ignored.map(
      (name) => new AttributeError([name], `${name} is ignored: the local workspace signs in with its own token`),
    ),
  };
}

/** Like the real provider, which tells the others from AWS by their hosts' domains or by these arguments. */
function cloudOf(config: Values): Configuration["cloud"] {
  if (text(config, "azure_workspace_resource_id") !== "") return "azure";
  return text(config, "google_service_account") === "" ? "aws" : "gcp";
}

function refuseOtherHost(host: string, url: string): void {
  if (sameEndpoint(host, url)) return;
  throw new AttributeError(
    ["host"],
    `this provider serves only the local workspace ${url}, not ${JSON.stringify(host)}`,
    (isLoopback(host) ? "Another port is another workspace. " : "") +
      "Leave host out to mean the local workspace. To reach the other one, run terraform without TF_REATTACH_PROVIDERS.",
  );
}

function chooseCredential({ api, defaultToken }: Workspace, config: Values): Credential {
  const [token, id, secret] = [text(config, "token"), text(config, "client_id"), text(config, "client_secret")];
  const kind = text(config, "auth_type");
  const wantsOauth = kind === "" ? id !== "" || secret !== "" : kind === "oauth-m2m";
  if (kind === "" && token !== "" && wantsOauth) {
    throw new AttributeError(
      ["token"],
      "more than one authorization method configured: oauth and pat",
      'Keep token, or client_id and client_secret; or choose with auth_type = "pat" or "oauth-m2m".',
    );
  }
  if (!wantsOauth) return personalToken(token === "" ? defaultToken : token);
  for (const [name, other] of [
    ["client_id", "client_secret"],
    ["client_secret", "client_id"],
  ] as const) {
    if (text(config, other) === "") throw new AttributeError([name], `${other} is missing: it goes with ${name}`);
  }
  return clientCredentials(api, id, secret);
}
