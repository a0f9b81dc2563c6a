import type { Caller } from "../state/principals";
import type { Workspace } from "../state/workspace";

/** What a request's path names, and what its statements run on: a SQL warehouse, or an all-purpose cluster. */
export type Compute =
  | { readonly kind: "warehouse"; readonly id: string }
  | { readonly kind: "cluster"; readonly id: string; readonly workspaceId: string };

const WAREHOUSE = /^\/sql\/1\.0\/warehouses\/([^/?]+)/;
const CLUSTER = /^\/sql\/protocolv1\/o\/([^/?]+)\/([^/?]+)/;

/**
 * `/sql/1.0/warehouses/<id>` or `/sql/protocolv1/o/<number of the workspace>/<id of the cluster>`. Taken as it is: no id
 * has anything to decode, and what is malformed names nothing.
 */
export function computeAt(path: string): Compute | undefined {
  const [, warehouseId] = WAREHOUSE.exec(path) ?? [];
  if (warehouseId !== undefined) return { kind: "warehouse", id: warehouseId };
  const [, workspaceId, id] = CLUSTER.exec(path) ?? [];
  if (workspaceId === undefined || id === undefined) return undefined;
  return { kind: "cluster", id, workspaceId };
}

/** Whether the caller may use it; starts nothing. @throws ServiceError */
export function requireUsable(workspace: Workspace, caller: Caller, compute: Compute): void {
  if (compute.kind === "warehouse") workspace.warehouses.get(caller, compute.id);
  else workspace.clusters.attach(caller, compute.workspaceId, compute.id);
}

/**
 * Starts it if need be, for a request of the caller.
 *
 * @returns how many milliseconds are left until it runs (0 = running)
 * @throws ServiceError when the caller may not use it, or not start it
 */
export function useFor(workspace: Workspace, caller: Caller, compute: Compute): { readonly startingFor: number } {
  return compute.kind === "warehouse"
    ? workspace.warehouses.use(caller, compute.id)
    : workspace.clusters.use(caller, compute.workspaceId, compute.id);
}

/** Clusters in access mode NONE know nothing of Unity Catalog. */
export function knowsUnityCatalog({ data }: Workspace, { kind, id }: Compute): boolean {
  return kind === "warehouse" || data.clusters.get(id)?.accessMode !== "NONE";
}
