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
const workspaceSchema = z.object({ workspace_id: z.coerce.string() });
const tokenSchema = z.object({ token_value: z.string(), token_info: z.object({ token_id: z.string() }) });

async function grant(securable: string, principal: string, ...add: string[]): Promise<void> {
  await admin.patch(`${UC}/permissions/${securable}`, { body: { changes: [{ principal, add }] } });
}

/** Everybody's permissions on a warehouse or cluster, but those of the admins. */
async function permit(object: string, principal: string, permission_level?: string): Promise<void> {
  const entries = permission_level ? [{ service_principal_name: principal, permission_level }] : [];
  await admin.put(`/api/2.0/permissions/${object}`, { body: { access_control_list: entries } });
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

/** What a connection says of a cluster that others have made. */
async function cluster(): Promise<Partial<Connection>> {
  const settings = {
    cluster_name: "shared",
    spark_version: "16.4.x-scala2.12",
    node_type_id: "i3.xlarge",
    num_workers: 1,
    data_security_mode: "USER_ISOLATION",
  };
  const made = z.object({ cluster_id: z.string() });
  const { cluster_id } = made.parse(await admin.post("/api/2.1/clusters/create", { body: settings }));
  const { workspace_id } = workspaceSchema.parse(await admin.get(`${UC}/current-metastore-assignment`));
  const http_path = `sql/protocolv1/o/${workspace_id}/${cluster_id}`;
  return { http_path, cluster_id, cluster_name: "shared", warehouse_id: undefined, warehouse_name: undefined };
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

  const onCluster = { ...connection, ...(await cluster()) };
  const { cluster_id: id } = onCluster;
  const principal = connection.principal.application_id;
  const checkCluster = async (level?: string, more: Partial<Connection> = {}) => {
    await permit(`clusters/${id}`, principal, level);
    await admin.post("/api/2.1/clusters/delete", { body: { cluster_id: id } });
    return check({ connection: { ...onCluster, ...more } });
  };
  const clusters = {
    restart: await checkCluster("CAN_RESTART"),
    attach: await checkCluster("CAN_ATTACH_TO"),
    none: await checkCluster(),
    manage: await checkCluster("CAN_MANAGE"),
  };
  const existing = { ...connection, warehouse_existing: true as const };
  const adopted = await check({ connection: existing });
  await permit(`warehouses/${connection.warehouse_id}`, principal);
  const unused = await check({ connection: existing });
  process.stdout.write(JSON.stringify({ well, wrongToken, wrongPath, excess, adopted, unused, ...clusters }));
}

main().catch((error: unknown) => {
  process.stderr.write(String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});
