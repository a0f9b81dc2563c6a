import type { CreatedWarehouse } from "../../lib/config";
import type { CredentialKind } from "../../lib/databricks/credential";

/** A warehouse to create, e.g. `2X-Small, serverless, stops after 10 minutes without a query`. */
export function newWarehouse(
  warehouse: Pick<CreatedWarehouse, "size" | "type" | "serverless" | "minClusters" | "maxClusters" | "autoStopMinutes">,
): string {
  const { size, type, serverless, minClusters, maxClusters, autoStopMinutes } = warehouse;
  const clusters = minClusters === maxClusters ? `${maxClusters}` : `${minClusters} to ${maxClusters}`;
  return [
    size,
    serverless ? "serverless" : type.toLowerCase(),
    ...(maxClusters > 1 ? [`${clusters} clusters`] : []),
    autoStopMinutes === 0 ? "never stops by itself" : `stops after ${autoStopMinutes} minutes without a query`,
  ].join(", ");
}

/** What a tool signs in with. */
export const CREDENTIAL_WORDS: Readonly<Record<CredentialKind, string>> = {
  pat: "a personal access token",
  oauth: "an OAuth client id and secret",
};

/** What has to be known about any backend. */
export const BACKEND_NOTE = "Terraform's state holds the credentials that are issued: see docs/backends.md.";

/** Why a configuration names the cloud. */
export const CLOUD_NOTE = "Decides how a token is made; the workspace's address does not tell it.";
