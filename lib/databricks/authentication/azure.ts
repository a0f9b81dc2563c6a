import { z } from "zod";
import { withDeadline } from "../http/deadline";
import { cloudOfHost } from "../host";
import { requestToken } from "../oidc";
import { Secret } from "../secret";
import { send } from "../http/send";
import { connectionFailure, ServiceError } from "../http/service-error";
import { runForJson } from "./command";
import type { RequestCredential } from "./request-credential";
import type { Settings } from "./settings";
import { UsageError } from "../../report/errors";

/** Application id of Azure Databricks, the same in every tenant. */
const DATABRICKS_RESOURCE = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

interface Cloud {
  readonly login: string;
  readonly management: string;
}

const PUBLIC: Cloud = {
  login: "https://login.microsoftonline.com",
  management: "https://management.core.windows.net/",
};
const CLOUDS: Readonly<Record<string, Cloud>> = {
  public: PUBLIC,
  usgovernment: { login: "https://login.microsoftonline.us", management: "https://management.core.usgovcloudapi.net/" },
  china: { login: "https://login.chinacloudapi.cn", management: "https://management.core.chinacloudapi.cn/" },
};

/** Whether the workspace is on Azure, by its host or because its Azure resource is named. */
export function isAzure(settings: Settings): boolean {
  return settings.has("azure_workspace_resource_id") || cloudOfHost(settings.host) === "azure";
}

function cloudOf(settings: Settings): Cloud {
  const name = settings.text("azure_environment") ?? "public";
  const cloud = CLOUDS[name.toLowerCase()];
  if (!cloud) {
    throw new UsageError(
      `ARM_ENVIRONMENT: ${name} is none of ${Object.keys(CLOUDS).join(", ")}; unset it for the public cloud`,
    );
  }
  return { ...cloud, login: settings.env.AZURE_AUTHORITY_HOST ?? cloud.login };
}

/** A token for Databricks and, where the Azure resource is named, one for Azure itself beside it. */
async function withManagement(
  settings: Settings,
  tokenFor: (resource: string) => Promise<RequestCredential>,
): Promise<RequestCredential> {
  const credential = await tokenFor(DATABRICKS_RESOURCE);
  const resourceId = settings.text("azure_workspace_resource_id");
  if (!resourceId) return credential;
  const management = await tokenFor(cloudOf(settings).management);
  return {
    token: credential.token,
    expiresAt: Math.min(credential.expiresAt, management.expiresAt),
    azure: { management: management.token, resourceId },
  };
}

/** Microsoft Entra service principal with a client secret. */
export function azureClientSecret(settings: Settings): Promise<RequestCredential> {
  const tenant = encodeURIComponent(settings.need("azure_tenant_id"));
  const endpoint = new URL(`/${tenant}/oauth2/token`, cloudOf(settings).login);
  const basic = { id: settings.need("azure_client_id"), secret: settings.secret("azure_client_secret") };
  return withManagement(settings, (resource) =>
    requestToken(endpoint, { grant_type: "client_credentials", resource }, { basic }),
  );
}

const azAnswer = z.object({
  accessToken: z.string().min(1),
  /** Seconds since 1970; newer CLIs only. */
  expires_on: z.coerce.number().optional(),
  /** Local time, `2006-01-02 15:04:05.999999`. */
  expiresOn: z.string().optional(),
});

/** Whoever is signed in with `az login`. */
export function azureCli(settings: Settings): Promise<RequestCredential> {
  return withManagement(settings, async (resource) => {
    const tenant = settings.text("azure_tenant_id") ?? (await tenantOf(settings.host));
    const args = ["account", "get-access-token", "--resource", resource, "--output", "json"];
    const answer = await runForJson("az", tenant ? [...args, "--tenant", tenant] : args, azAnswer, {
      env: settings.env,
      fix: "install the Azure CLI and run `az login`, or sign in another way",
    });
    const { accessToken, expires_on, expiresOn } = answer;
    const local = expiresOn ? Date.parse(expiresOn.replace(" ", "T")) : NaN;
    const expiresAt = expires_on ? expires_on * 1000 : local;
    return { token: new Secret(accessToken), expiresAt: Number.isNaN(expiresAt) ? Infinity : expiresAt };
  });
}

/** Until its sign-in page has answered, in milliseconds. */
const PATIENCE = 10_000;

/** The workspace's Entra tenant, which its sign-in page redirects to. */
async function tenantOf(host: string): Promise<string | undefined> {
  const url = new URL("/aad/auth", host);
  const response = await withDeadline(PATIENCE, undefined, (signal) => send(url, { redirect: "manual", signal })).catch(
    (error: unknown) => {
      const { kind, text } = connectionFailure(error);
      throw new ServiceError(`${url.host}: ${text}`, { kind, cause: error });
    },
  );
  const location = response.headers.get("location");
  return location ? new URL(location, host).pathname.split("/")[1] : undefined;
}
