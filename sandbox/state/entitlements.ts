import type { Entitlement } from "./records/principal";
import { denied } from "./errors";
import type { Caller, Principals } from "./principals";

/** Any of these lets a principal into the workspace. */
export const ENTRY: readonly Entitlement[] = ["databricks-sql-access", "workspace-access", "workspace-consume"];

/** What SQL warehouses take. */
export const SQL: readonly Entitlement[] = ["databricks-sql-access"];

/** What all-purpose clusters take. */
export const CLUSTERS: readonly Entitlement[] = ["workspace-access"];

/** Whether the caller may make SQL warehouses and clusters. */
export function mayCreateCompute(principals: Principals, caller: Caller): boolean {
  const principal = principals.find(caller.id);
  return (
    caller.isAdmin || (principal !== undefined && principals.entitlementsOf(principal).has("allow-cluster-create"))
  );
}

/** @throws ServiceError PERMISSION_DENIED for a caller that has none of them, itself or through a group */
export function requireEntitlement(principals: Principals, caller: Caller, anyOf: readonly Entitlement[]): void {
  const principal = principals.find(caller.id);
  const held = principal && principals.entitlementsOf(principal);
  if (anyOf.some((entitlement) => held?.has(entitlement))) return;
  const many = anyOf.length > 1 ? "s" : "";
  throw denied(`This API is disabled for users without the ${anyOf.join(" or ")} entitlement${many}.`);
}
