import { OWN_TAG } from "../config/resolve";
import { declaredCompute } from "../config/declared-compute";
import { isExistingWarehouse, type OnrampConfig } from "../config";
import { DBU_PER_HOUR } from "../../profiles";
import { listWarehouses, type WarehouseInfo } from "../databricks/warehouses";
import type { Reader } from "../databricks/http/rest";
import type { Managed } from "../terraform/managed";

/** What of a warehouse decides about its cost. */
export interface CostlyWarehouse {
  readonly id: string;
  readonly name: string;
  /** e.g. `2X-Small`; "" where nobody knows. */
  readonly size: string;
  readonly maxClusters: number;
  /** 0 = never. */
  readonly autoStopMinutes?: number;
}

/** What a warehouse that nothing looks after costs, in words. */
export function costOf({ size, maxClusters, autoStopMinutes }: CostlyWarehouse): string {
  const dbu = Object.hasOwn(DBU_PER_HOUR, size) ? DBU_PER_HOUR[size as keyof typeof DBU_PER_HOUR] * maxClusters : 0;
  const rate = dbu > 0 ? `up to ${dbu} DBU for each hour that it runs (${size})` : "its DBU for each hour that it runs";
  if (autoStopMinutes === undefined) return rate;
  return `${rate}, ${autoStopMinutes === 0 ? "and it never stops by itself" : `until ${autoStopMinutes} minutes after the last query`}`;
}

/** The command that deletes it. */
export function deletionOf({ id }: Pick<CostlyWarehouse, "id">): string {
  return `databricks warehouses delete ${id}`;
}

/** A warehouse that was made for an entry which uses another one now. */
export interface LeftWarehouse extends CostlyWarehouse {
  /** Key of the entry, as its tag says. */
  readonly key: string;
  /** True when a state still holds it: the next deploy lets it go. */
  readonly held: boolean;
}

/**
 * Warehouses that the kit made for an entry of this config which has another one now: they stay, and nothing deletes
 * them. One that any entry names is in use.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function leftWarehouses(config: OnrampConfig, managed: Managed, rest: Reader): Promise<LeftWarehouse[]> {
  const declared = declaredCompute(config);
  const existing = declared.filter(({ config: each }) => isExistingWarehouse(each));
  const made = new Set(declared.filter((each) => !existing.includes(each)).map(({ key }) => key));
  const borrowers = config.integrations.filter(({ absent, warehouse }) => !absent && "shared" in warehouse);
  const adopting = new Set(existing.map(({ key }) => key));
  const others = new Set([...adopting, ...borrowers.map(({ name }) => name)].filter((key) => !made.has(key)));
  if (others.size === 0) return [];
  const named = new Set(existing.map(({ config: each }) => ("existing" in each ? each.existing : "")));
  return (await listWarehouses(rest)).flatMap((warehouse) => {
    const key = warehouse.tags.get(OWN_TAG);
    const held = managed.warehouses.has(warehouse.id);
    // What a state holds for an entry that shares one now is deleted by the next deploy.
    if (key === undefined || !others.has(key) || (held && !adopting.has(key))) return [];
    if (named.has(warehouse.id) || named.has(warehouse.name)) return [];
    return [{ ...costlyIn(warehouse), key, held }];
  });
}

function costlyIn({ id, name, size, autoStopMinutes, settings }: WarehouseInfo): CostlyWarehouse {
  return { id, name, size, autoStopMinutes, maxClusters: Number(settings.max_num_clusters ?? 1) };
}
