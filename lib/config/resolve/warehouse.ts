import type { WarehouseHints } from "../../../profiles";
import type { WarehouseOptions } from "../model";
import type { CreatedWarehouse, ImportedWarehouse, WarehouseConfig } from "../resolved";

/** Tag that names the entry a warehouse was created for. */
export const OWN_TAG = "onramp";

/** What fills in what the options leave out. */
interface Defaults {
  /** Of the entry that the warehouse is for. */
  readonly key: string;
  readonly hints: WarehouseHints;
  readonly tags?: Readonly<Record<string, string>>;
  readonly workspaceNumber?: number;
}

/** Of options that mix the kinds, which a rule refuses, the first that is there counts: existing, cluster, import, created. */
export function resolveWarehouse(options: WarehouseOptions, defaults: Defaults): WarehouseConfig {
  const { existing, useGroup, cluster, workspaceId, import: imported } = options;
  if (existing !== undefined) return { existing, ...(useGroup !== undefined && { useGroup }) };
  // Without a number a rule refuses it.
  if (cluster !== undefined) return { cluster, workspaceId: workspaceId ?? defaults.workspaceNumber ?? 0 };
  return imported === undefined ? createdWarehouse(options, defaults) : importedWarehouse(imported, options);
}

/** Only what is written: a default would change what is there. */
function importedWarehouse(id: string, options: WarehouseOptions): ImportedWarehouse {
  const { name, size, type, serverless, autoStopMinutes, minClusters, maxClusters, channel, tags } = options;
  const written = { name, size, type, serverless, autoStopMinutes, minClusters, maxClusters, channel, tags };
  return { ...Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined)), import: id };
}

function createdWarehouse(options: WarehouseOptions, { key, hints, tags = {} }: Defaults): CreatedWarehouse {
  const type = options.type ?? hints.type;
  // One bound given alone moves the other default with it.
  const minClusters = options.minClusters ?? Math.min(hints.minClusters, options.maxClusters ?? hints.minClusters);
  return {
    name: options.name ?? key,
    size: options.size ?? hints.size,
    type,
    serverless: options.serverless ?? (type === "PRO" && hints.serverless),
    autoStopMinutes: options.autoStopMinutes ?? hints.autoStopMinutes,
    minClusters,
    maxClusters: options.maxClusters ?? Math.max(hints.maxClusters, minClusters),
    channel: options.channel ?? "CHANNEL_NAME_CURRENT",
    tags: { ...tags, ...options.tags, [OWN_TAG]: key },
  };
}
