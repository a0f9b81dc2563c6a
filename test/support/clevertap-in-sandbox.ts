import { z } from "zod";
import type { Connection } from "../../lib/terraform/connection";
import { RestClient } from "../../lib/databricks/http/rest";
import { Secret } from "../../lib/databricks/secret";

/* CleverTap's connection, set up by REST in the sandbox that the environment names. */

const { DATABRICKS_HOST: host = "", DATABRICKS_TOKEN: token = "" } = process.env;
export const admin = new RestClient({ host, headers: () => ({ authorization: `Bearer ${token}` }) });
export const UC = "/api/2.1/unity-catalog";

const created = z.looseObject({ id: z.string() });
const principalSchema = z.looseObject({ id: z.string(), applicationId: z.string() });
const tokenSchema = z.object({ token_value: z.string(), token_info: z.object({ token_id: z.string() }) });

export async function grant(securable: string, principal: string, ...add: string[]): Promise<void> {
  await admin.patch(`${UC}/permissions/${securable}`, { body: { changes: [{ principal, add }] } });
}

/** Everybody's permissions on a warehouse or cluster, but those of the admins. */
export async function permit(object: string, principal: string, permission_level?: string): Promise<void> {
  const entries = permission_level ? [{ service_principal_name: principal, permission_level }] : [];
  await admin.put(`/api/2.0/permissions/${object}`, { body: { access_control_list: entries } });
}

/** Catalog `cat` with schema `sch`, a warehouse, the principal `clevertap` with what its profile asks for, its token. */
export async function setUp(): Promise<{ connection: Connection; secret: Secret }> {
  await admin.post(`${UC}/catalogs`, { body: { name: "cat" } });
  await admin.post(`${UC}/schemas`, { body: { name: "sch", catalog_name: "cat" } });
  const warehouse = created.parse(
    await admin.post("/api/2.0/sql/warehouses", {
      body: {
        name: "w",
        cluster_size: "2X-Small",
        auto_stop_mins: 10,
        warehouse_type: "PRO",
        enable_serverless_compute: true,
      },
    }),
  );
  const principal = principalSchema.parse(
    await admin.post("/api/2.0/preview/scim/v2/ServicePrincipals", {
      body: {
        displayName: "clevertap",
        entitlements: [{ value: "databricks-sql-access" }, { value: "workspace-access" }],
      },
    }),
  );
  const id = principal.applicationId;
  await grant("catalog/cat", id, "USE_CATALOG");
  await grant("schema/cat.sch", id, "USE_SCHEMA", "SELECT", "CREATE_TABLE");
  await permit(`warehouses/${warehouse.id}`, id, "CAN_USE");
  const issued = tokenSchema.parse(
    await admin.post("/api/2.0/token-management/on-behalf-of/tokens", {
      body: { application_id: id, lifetime_seconds: 90 * 24 * 3600, comment: "onramp:clevertap" },
    }),
  );
  const { hostname, port } = new URL(host);
  const connection: Connection = {
    integration: "clevertap",
    tool: "clevertap",
    host: hostname,
    port: Number(port),
    http_path: `/sql/1.0/warehouses/${warehouse.id}`,
    warehouse_id: warehouse.id,
    warehouse_name: "w",
    auto_stop_minutes: 10,
    catalog: "cat",
    schema: "sch",
    read: [],
    principal: { application_id: id, display_name: "clevertap" },
    credential: { kind: "pat", id: issued.token_info.token_id, lifetime_days: 90 },
  };
  return { connection, secret: new Secret(issued.token_value) };
}
