import type { CreatedWarehouse, IntegrationConfig, OnrampConfig } from "../../lib/config/resolved";
import { PROFILES } from "../../profiles";

/** A warehouse with every value that the loader would fill in. */
export function warehouse(name: string, more: Partial<CreatedWarehouse> = {}): CreatedWarehouse {
  return {
    name,
    size: "2X-Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 10,
    minClusters: 1,
    maxClusters: 1,
    channel: "CHANNEL_NAME_CURRENT",
    tags: { onramp: name },
    ...more,
  };
}

/** The CleverTap sample, or another integration in its image. */
export function integration(name = "clevertap", more: Partial<IntegrationConfig> = {}): IntegrationConfig {
  return {
    name,
    profile: PROFILES.get("clevertap")!,
    stack: "onramp",
    catalog: { name: `${name}_catalog` },
    schema: { name: `${name}_schema` },
    read: [],
    warehouse: warehouse(name),
    principal: { displayName: name, groups: [] },
    replaceGrants: false,
    credential: { kind: "pat", lifetimeDays: 90 },
    absent: false,
    ...more,
  };
}

/** A tool that only reads. */
export function reader(name: string, more: Partial<IntegrationConfig> = {}): IntegrationConfig {
  return integration(name, {
    profile: PROFILES.get("generic-reader")!,
    catalog: undefined,
    schema: undefined,
    credential: { kind: "oauth", lifetimeDays: 90 },
    ...more,
  });
}

/** A tool with a second form. */
export function qualytics(more: Partial<IntegrationConfig> = {}): IntegrationConfig {
  return reader("qualytics", {
    profile: PROFILES.get("qualytics")!,
    read: [{ catalog: "shop", schema: "sales" }],
    credential: { kind: "pat", lifetimeDays: 90 },
    ...more,
  });
}

/** A whole config; by default the sample in an AWS workspace. */
export function config(more: Partial<OnrampConfig> = {}): OnrampConfig {
  return {
    file: "onramp.yaml",
    name: "onramp",
    workspace: { host: "https://dbc-1.cloud.databricks.com", cloud: "aws", rateLimit: 50 },
    backend: { kind: "local" },
    catalogs: {},
    warehouses: {},
    integrations: [integration()],
    ...more,
  };
}
