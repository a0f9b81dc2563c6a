import { systemTable } from "../../state/system";
import { harness, UC } from "./harness";

test("tells who called what, with which parameters and what came of it", async () => {
  const { admin, addPrincipal, send, workspace, clock } = harness();
  const reader = addPrincipal();
  await admin.call("POST", `${UC}/catalogs`, { name: "crm" });
  await send("GET", `${UC}/schemas/crm.none?x=1`, {
    token: reader.token,
    address: "192.0.2.7",
    headers: { "user-agent": "tool/1" },
  });
  await admin.call("GET", "/api/2.0/token/list"); // not audited
  await send("GET", `${UC}/catalogs`, { token: "wrong" }); // nobody
  const rows = systemTable("access", "audit")?.rows(workspace) ?? [];
  expect(rows).toMatchObject([
    {
      action_name: "createCatalog",
      user_identity: { email: admin.name },
      response: { status_code: 200 },
      source_ip_address: "127.0.0.1",
      event_time: new Date(clock.now).toISOString(),
    },
    {
      service_name: "unityCatalog",
      action_name: "getSchema",
      user_identity: { email: reader.name },
      user_agent: "tool/1",
      source_ip_address: "192.0.2.7",
      request_params: { full_name_arg: "crm.none", x: "1" },
      response: { status_code: 403, error_message: "User does not have USE CATALOG on Catalog 'crm'." },
    },
  ]);
});

test("tells of clusters, by either version of their API", async () => {
  const { admin, workspace } = harness();
  const settings = { spark_version: "16.4.x-scala2.12", node_type_id: "m5.large" };
  const created = await admin.call("POST", "/api/2.0/clusters/create", settings);
  const { cluster_id } = created.body;
  await admin.call("POST", "/api/2.1/clusters/permanent-delete", { cluster_id });
  expect(systemTable("access", "audit")?.rows(workspace)).toMatchObject([
    { service_name: "clusters", action_name: "create" },
    { service_name: "clusters", action_name: "permanentDelete" },
  ]);
});

test("lets in nobody without any entitlement", async () => {
  const { workspace, addPrincipal, admin } = harness();
  const tool = addPrincipal();
  const users = workspace.principals.findByName("users");
  if (users) workspace.principals.update(users, { entitlements: [] });
  expect(await tool.call("GET", `${UC}/catalogs`)).toMatchObject({
    status: 403,
    body: {
      error_code: "PERMISSION_DENIED",
      message:
        "This API is disabled for users without the databricks-sql-access or workspace-access or workspace-consume " +
        "entitlements.",
    },
  });
  workspace.principals.update(tool.record, { entitlements: ["workspace-access"] });
  expect((await tool.call("GET", `${UC}/catalogs`)).status).toBe(200);
  expect((await admin.call("GET", `${UC}/catalogs`)).status).toBe(200);
});
