import { z } from "zod";
import { runCheck } from "../../check/run";
import { PROFILES } from "../../profiles";
import type { Connection } from "../../workspace/connection";
import { RestClient } from "../../workspace/rest";
import { Secret } from "../../workspace/secret";

/**
 * Run as a program of its own inside a sandbox, because Node reads NODE_EXTRA_CA_CERTS only when it starts: sets
 * CleverTap's connection up by REST, checks it in several situations, and prints the reports as JSON.
 */
const { DATABRICKS_HOST: host = "", DATABRICKS_TOKEN: token = "" } = process.env;
const admin = new RestClient({ host, headers: () => ({ authorization: `Bearer ${token}` }) });
const UC = "/api/2.1/unity-catalog";

const created = z.looseObject({ id: z.string() });
const principalSchema = z.looseObject({ id: z.string(), applicationId: z.string() });
const tokenSchema = z.object({ token_value: z.string(), token_info: z.object({ token_id: z.string() }) });

async function grant(securable: string, principal: string, ...add: string[]): Promise<void> {
  // RestClient has no PATCH: the kit itself never changes anything by REST.
  const response = await fetch(new URL(`${UC}/permissions/${securable}`, host), {
    method: "PATCH",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ changes: [{ principal, add }] }),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function setUp(): Promise<{ connection: Connection; secret: Secret }> {
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
      body: { displayName: "clevertap", entitlements: [{ value: "databricks-sql-access" }] },
    }),
  );
  const id = principal.applicationId;
  await grant("catalog/cat", id, "USE_CATALOG");
  await grant("schema/cat.sch", id, "USE_SCHEMA", "SELECT", "CREATE_TABLE");
  await fetch(new URL(`/api/2.0/permissions/sql/warehouses/${warehouse.id}`, host), {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ access_control_list: [{ service_principal_name: id, permission_level: "CAN_USE" }] }),
  });
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

async function main(): Promise<void> {
  const { connection, secret } = await setUp();
  const profile = PROFILES.get("clevertap")!;
  const canary = { catalog: "sandbox", schema: "canary", table: "secret" };
  const check = (more: Partial<Parameters<typeof runCheck>[0]> = {}) =>
    runCheck({ connection, secret, profile, canary, ...more });

  const well = await check();
  const wrongToken = await check({ secret: new Secret("dapi-no-such-token") });
  const wrongPath = await check({ connection: { ...connection, http_path: "/sql/1.0/warehouses/0000000000000000" } });
  await grant("schema/cat.sch", connection.principal.application_id, "MODIFY");
  await grant("catalog/cat", "account users", "CREATE_SCHEMA");
  const excess = await check();
  process.stdout.write(JSON.stringify({ well, wrongToken, wrongPath, excess }));
}

main().catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});
