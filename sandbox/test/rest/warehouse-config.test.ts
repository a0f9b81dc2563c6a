import { harness } from "./harness";

const CONFIG = "/api/2.0/sql/config/warehouses";
const WAREHOUSES = "/api/2.0/sql/warehouses";
const SERVERLESS = {
  name: "wh",
  cluster_size: "Small",
  max_num_clusters: 1,
  warehouse_type: "PRO",
  enable_serverless_compute: true,
};

test("tells admins what warehouses may be", async () => {
  const { admin, addPrincipal } = harness();
  expect((await admin.call("GET", CONFIG)).body).toEqual({
    security_policy: "DATA_ACCESS_CONTROL",
    data_access_config: [],
    sql_configuration_parameters: {},
    enable_serverless_compute: true,
    enabled_warehouse_types: [
      { warehouse_type: "CLASSIC", enabled: true },
      { warehouse_type: "PRO", enabled: true },
    ],
  });
  expect(await addPrincipal().call("GET", CONFIG)).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED" },
  });
});

test("makes no serverless warehouse and starts none where serverless is not allowed, until it is", async () => {
  const { admin, workspace } = harness();
  const [starter] = workspace.warehouses.list(workspace.admin);
  workspace.data.warehouseConfig.serverless = false;
  expect((await admin.call("GET", CONFIG)).body.enable_serverless_compute).toBe(false);
  expect(await admin.call("POST", WAREHOUSES, SERVERLESS)).toMatchObject({
    status: 400,
    body: { message: "Serverless Compute is disabled in global warehouse config." },
  });
  const start = () => admin.call("POST", `${WAREHOUSES}/${starter?.id}/start`);
  expect((await start()).body.message).toBe(
    "Cannot start warehouse 'Serverless Starter Warehouse'. Serverless Compute is disabled in global warehouse config.",
  );
  expect((await admin.call("PUT", CONFIG, { enable_serverless_compute: true })).status).toBe(200);
  expect((await start()).status).toBe(200);
  expect((await admin.call("POST", WAREHOUSES, SERVERLESS)).status).toBe(200);
});

test("limits the types of warehouses", async () => {
  const { admin } = harness();
  const enabled_warehouse_types = [{ warehouse_type: "CLASSIC", enabled: false }];
  await admin.call("PUT", CONFIG, { enable_serverless_compute: true, enabled_warehouse_types });
  const classic = { ...SERVERLESS, warehouse_type: "CLASSIC", enable_serverless_compute: false };
  expect((await admin.call("POST", WAREHOUSES, classic)).body.message).toBe(
    "Warehouse type CLASSIC is not enabled in this workspace.",
  );
});

test.each([
  [{}, 400, "enable_serverless_compute is required."],
  [{ enable_serverless_compute: false }, 400, "enable_serverless_compute can only be set to true."],
  [{ enable_serverless_compute: true, data_access_config: [{ key: "a", value: "b" }] }, 501, /data_access_config/],
])("refuses the configuration %j: %d %s", async (body, status, message) => {
  const answer = await harness().admin.call("PUT", CONFIG, body);
  expect(answer.status).toBe(status);
  expect(answer.body.message).toEqual(
    typeof message === "string" ? message : (expect.stringMatching(message) as unknown),
  );
});
