import { z } from "zod";
import { runCheck } from "../../lib/check/run";
import { PROFILES } from "../../profiles";
import type { Connection } from "../../lib/terraform/connection";
import { Secret } from "../../lib/databricks/secret";
import { UC, admin, grant, permit, setUp } from "../support/clevertap-in-sandbox";

/**
 * Run as a program of its own inside a sandbox, because Node reads NODE_EXTRA_CA_CERTS only when it starts: checks
 * CleverTap's connection in several situations, and prints the reports as JSON.
 */
const workspaceSchema = z.object({ workspace_id: z.coerce.string() });

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
