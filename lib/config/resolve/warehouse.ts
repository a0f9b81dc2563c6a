import type { WarehouseHints } from "../../../profiles";
import { warehouseOptionsIn, withWarehouseDefaults } from "../../databricks/warehouse-options";
import type { WarehouseInput } from "../model";
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
export function resolveWarehouse(options: WarehouseInput, defaults: Defaults): WarehouseConfig {
  const { existing, viaGroup, cluster, workspaceId, import: imported } = options;
  if (existing !== undefined) return { existing, ...(viaGroup !== undefined && { viaGroup }) };
  // Without a number a rule refuses it.
  if (cluster !== undefined) return { cluster, workspaceId: workspaceId ?? defaults.workspaceNumber ?? 0 };
  return imported === undefined ? createdWarehouse(options, defaults) : importedWarehouse(imported, options);
}

/** Only what is written: a default would change what is there. */
function importedWarehouse(id: string, options: WarehouseInput): ImportedWarehouse {
  const { name } = options;
  return { ...(name !== undefined && { name }), ...warehouseOptionsIn(options), import: id };
}

function createdWarehouse(options: WarehouseInput, { key, hints, tags = {} }: Defaults): CreatedWarehouse {
  const type = options.type ?? hints.type;
  // One bound given alone moves the other default with it.
  const minClusters = options.minClusters ?? Math.min(hints.minClusters, options.maxClusters ?? hints.minClusters);
  return {
    name: options.name ?? key,
    ...withWarehouseDefaults(options, {
      ...warehouseOptionsIn(hints),
      serverless: type === "PRO" && hints.serverless,
      minClusters,
      maxClusters: Math.max(hints.maxClusters, minClusters),
    }),
    tags: { ...tags, ...options.tags, [OWN_TAG]: key },
  };
}
