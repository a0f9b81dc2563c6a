import type { MiddlewareHandler } from "hono";
import { newUuid } from "../state/identifiers";
import type { Caller } from "../state/principals";
import type { Workspace } from "../state/workspace";
import type { RestEnv } from "./context";

const UC = "/api/2.1/unity-catalog";

type Event = readonly [service: string, action: string, call: string];

/** Calls of the Clusters API, which has two versions: the event's name is the last part of the path in camel case. */
const CLUSTER_EVENTS = ["create", "edit", "start", "restart", "delete", "permanent-delete"].flatMap((call) => {
  const action = call.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());
  return ["2.0", "2.1"].map((version): Event => ["clusters", action, `POST /api/${version}/clusters/${call}`]);
});

/** Calls that are in the audit log: service, action, method and path; `{x}` is a parameter of the event. */
const EVENTS: readonly Event[] = [
  ["unityCatalog", "listCatalogs", `GET ${UC}/catalogs`],
  ["unityCatalog", "createCatalog", `POST ${UC}/catalogs`],
  ["unityCatalog", "getCatalog", `GET ${UC}/catalogs/{name_arg}`],
  ["unityCatalog", "updateCatalog", `PATCH ${UC}/catalogs/{name_arg}`],
  ["unityCatalog", "deleteCatalog", `DELETE ${UC}/catalogs/{name_arg}`],
  ["unityCatalog", "listSchemas", `GET ${UC}/schemas`],
  ["unityCatalog", "createSchema", `POST ${UC}/schemas`],
  ["unityCatalog", "getSchema", `GET ${UC}/schemas/{full_name_arg}`],
  ["unityCatalog", "updateSchema", `PATCH ${UC}/schemas/{full_name_arg}`],
  ["unityCatalog", "deleteSchema", `DELETE ${UC}/schemas/{full_name_arg}`],
  ["unityCatalog", "listTables", `GET ${UC}/tables`],
  ["unityCatalog", "getTable", `GET ${UC}/tables/{full_name_arg}`],
  ["unityCatalog", "generateTemporaryTableCredential", `POST ${UC}/temporary-table-credentials`],
  ["unityCatalog", "listVolumes", `GET ${UC}/volumes`],
  ["unityCatalog", "createVolume", `POST ${UC}/volumes`],
  ["unityCatalog", "getVolume", `GET ${UC}/volumes/{name_arg}`],
  ["unityCatalog", "updateVolume", `PATCH ${UC}/volumes/{name_arg}`],
  ["unityCatalog", "deleteVolume", `DELETE ${UC}/volumes/{name_arg}`],
  ["unityCatalog", "listFunctions", `GET ${UC}/functions`],
  ["unityCatalog", "getFunction", `GET ${UC}/functions/{full_name_arg}`],
  ["unityCatalog", "deleteFunction", `DELETE ${UC}/functions/{full_name_arg}`],
  ["unityCatalog", "getPermissions", `GET ${UC}/permissions/{securable_type}/{securable_full_name}`],
  ["unityCatalog", "updatePermissions", `PATCH ${UC}/permissions/{securable_type}/{securable_full_name}`],
  ["databrickssql", "createWarehouse", "POST /api/2.0/sql/warehouses"],
  ["databrickssql", "editWarehouse", "POST /api/2.0/sql/warehouses/{id}/edit"],
  ["databrickssql", "startWarehouse", "POST /api/2.0/sql/warehouses/{id}/start"],
  ["databrickssql", "stopWarehouse", "POST /api/2.0/sql/warehouses/{id}/stop"],
  ["databrickssql", "deleteWarehouse", "DELETE /api/2.0/sql/warehouses/{id}"],
  ["databrickssql", "changeWarehouseAcls", "PUT /api/2.0/permissions/sql/warehouses/{id}"],
  ["databrickssql", "changeWarehouseAcls", "PATCH /api/2.0/permissions/sql/warehouses/{id}"],
  ...CLUSTER_EVENTS,
  ["clusters", "changeClusterAcl", "PUT /api/2.0/permissions/clusters/{resourceId}"],
  ["clusters", "changeClusterAcl", "PATCH /api/2.0/permissions/clusters/{resourceId}"],
  ["accounts", "generateDbToken", "POST /api/2.0/token/create"],
  ["accounts", "generateDbToken", "POST /api/2.0/token-management/on-behalf-of/tokens"],
  ["accounts", "revokeDbToken", "POST /api/2.0/token/delete"],
  ["accounts", "revokeDbToken", "DELETE /api/2.0/token-management/tokens/{tokenId}"],
  ["accounts", "createIpAccessList", "POST /api/2.0/ip-access-lists"],
  ["accounts", "updateIpAccessList", "PATCH /api/2.0/ip-access-lists/{listId}"],
  ["accounts", "deleteIpAccessList", "DELETE /api/2.0/ip-access-lists/{listId}"],
  ["workspace", "workspaceConfEdit", "PATCH /api/2.0/workspace-conf"],
  ["filesystem", "filesGet", "GET /api/2.0/fs/files/{path*}"],
  ["filesystem", "filesHead", "HEAD /api/2.0/fs/files/{path*}"],
  ["filesystem", "filesPut", "PUT /api/2.0/fs/files/{path*}"],
  ["filesystem", "filesDelete", "DELETE /api/2.0/fs/files/{path*}"],
];

const MATCHERS = EVENTS.map(([service, action, call]) => ({
  service,
  action,
  pattern: new RegExp(
    `^${call.replace(/[.]/g, "\\.").replace(/\{(\w+)(\*?)\}/g, (_, name, rest) => `(?<${name}>${rest ? ".+" : "[^/]+"})`)}$`,
  ),
}));

/** Keeps what callers did for `system.access.audit`. @see https://docs.databricks.com/aws/en/admin/account-settings/audit-logs */
export function audit(workspace: Workspace): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    await next();
    const caller = c.get("caller") as Caller | undefined;
    const call = `${c.req.method} ${c.req.path}`;
    const event = MATCHERS.find(({ pattern }) => pattern.test(call));
    if (!caller || !event) return;
    workspace.history.addCall({
      id: newUuid(),
      at: workspace.now(),
      principal: caller.name,
      address: c.get("address"),
      userAgent: c.req.header("user-agent"),
      service: event.service,
      action: event.action,
      parameters: { ...c.req.query(), ...event.pattern.exec(call)?.groups },
      status: c.res.status,
      error: c.error?.message,
    });
  };
}
