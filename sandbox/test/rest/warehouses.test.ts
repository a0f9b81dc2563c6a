import { harness } from "./harness";

const WAREHOUSES = "/api/2.0/sql/warehouses";
/** As the Terraform provider sends it. */
const SETTINGS = {
  auto_stop_mins: 10,
  cluster_size: "2X-Small",
  enable_photon: true,
  max_num_clusters: 1,
  name: "wh",
  spot_instance_policy: "COST_OPTIMIZED",
  warehouse_type: "PRO",
};

async function withWarehouse(options?: Parameters<typeof harness>[0]) {
  const made = harness(options);
  const { body } = await made.admin.call("POST", WAREHOUSES, SETTINGS);
  const path = `${WAREHOUSES}/${body.id as string}`;
  const get = async () => (await made.admin.call("GET", `${path}?`)).body;
  return { ...made, id: body.id as string, path, get };
}

test("creates a warehouse and shows where it is reached", async () => {
  const { id, get, admin } = await withWarehouse();
  expect(await get()).toEqual({
    id,
    name: "wh",
    size: "2X_SMALL",
    cluster_size: "2X-Small",
    min_num_clusters: 1,
    max_num_clusters: 1,
    auto_stop_mins: 10,
    enable_photon: true,
    enable_serverless_compute: false,
    spot_instance_policy: "COST_OPTIMIZED",
    warehouse_type: "PRO",
    state: "RUNNING",
    num_clusters: 1,
    num_active_sessions: 0,
    creator_name: admin.name,
    health: { status: "HEALTHY" },
    jdbc_url: `jdbc:spark://localhost:4443/default;transportMode=http;ssl=1;AuthMech=3;httpPath=/sql/1.0/warehouses/${id};`,
    odbc_params: { hostname: "localhost", port: 4443, path: `/sql/1.0/warehouses/${id}`, protocol: "https" },
  });
});

test("lists warehouses, and their data sources as an array", async () => {
  const { admin, id } = await withWarehouse();
  const { warehouses } = (await admin.call("GET", WAREHOUSES)).body;
  expect(warehouses).toMatchObject([{ name: "Serverless Starter Warehouse" }, { id, name: "wh" }]);
  const { body } = await admin.call("GET", "/api/2.0/preview/sql/data_sources");
  expect(body).toMatchObject([
    { name: "Serverless Starter Warehouse" },
    { id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown, name: "wh", warehouse_id: id, paused: 0 },
  ]);
});

test("starts, stops and stops by itself", async () => {
  const { admin, path, get, clock } = await withWarehouse({ warehouseStartMillis: 60_000 });
  const state = async () => (await get()).state;
  expect(await state()).toBe("STARTING");
  clock.now += 60_000;
  expect(await state()).toBe("RUNNING");
  clock.now += 10 * 60_000;
  expect(await state()).toBe("STOPPED");
  await admin.call("POST", `${path}/start`);
  expect(await state()).toBe("STARTING");
  await admin.call("POST", `${path}/stop`);
  expect(await state()).toBe("STOPPED");
});

test("says why a warehouse could not start", async () => {
  const { admin, workspace, id, path, get } = await withWarehouse();
  Object.assign(workspace.data.warehouses.get(id) ?? {}, { startFailure: "no quota" });
  expect(await get()).toMatchObject({ state: "STOPPED", health: { status: "FAILED", details: "no quota" } });
  expect(await admin.call("POST", `${path}/start`)).toMatchObject({
    status: 503,
    body: { error_code: "TEMPORARILY_UNAVAILABLE" },
  });
});

test("edits what is given, keeps the rest, and takes the provider's empty tag as none", async () => {
  const { admin, path, get } = await withWarehouse();
  const tags = { custom_tags: [{ key: "cost", value: "bi" }] };
  const channel = { name: "CHANNEL_NAME_PREVIEW" };
  expect((await admin.call("POST", `${path}/edit`, { max_num_clusters: "3", tags, channel })).status).toBe(200);
  expect(await get()).toMatchObject({ name: "wh", max_num_clusters: 3, auto_stop_mins: 10, tags, channel });
  await admin.call("POST", `${path}/edit`, { tags: { custom_tags: [{}] }, enable_photon: false, auto_stop_mins: 0 });
  const edited = await get();
  expect(edited).toMatchObject({ enable_photon: false, auto_stop_mins: 0 });
  expect(edited).not.toHaveProperty("tags");
});

test("is gone after DELETE", async () => {
  const { admin, path } = await withWarehouse();
  expect((await admin.call("DELETE", `${path}?`)).status).toBe(200);
  expect(await admin.call("GET", path)).toMatchObject({ status: 404, body: { error_code: "RESOURCE_DOES_NOT_EXIST" } });
});

test.each([
  [{ name: undefined }, "SQL warehouse name must not be empty."],
  [{ name: "x".repeat(100) }, "SQL warehouse name must be shorter than 100 characters."],
  [{ name: "Serverless Starter Warehouse" }, "SQL warehouse with name `Serverless Starter Warehouse` already exists"],
  [{ cluster_size: "Huge" }, /^cluster_size must be one of 2X-Small, /],
  [{ auto_stop_mins: 3 }, "auto_stop_mins must be 0 or at least 10, not 3."],
  [{ auto_stop_mins: -1 }, /^auto_stop_mins/],
  [{ max_num_clusters: 41 }, "max_num_clusters must be between 1 and 40, not 41."],
  [{ min_num_clusters: 2 }, "min_num_clusters must be between 1 and max_num_clusters (1)."],
  [{ max_num_clusters: 1.5 }, /expected Int64 value for field 'max_num_clusters'/],
  [{ warehouse_type: "CLASSIC", enable_serverless_compute: true }, /needs warehouse_type PRO/],
  [{ warehouse_type: "FAST" }, /^Invalid value 'FAST' for field 'warehouse_type'/],
  [{ channel: { name: "X" } }, /^Invalid value 'X' for field 'name'/],
  [{ tags: { custom_tags: [{ value: "v" }] } }, "custom_tags: key must not be empty."],
])("refuses settings %j", async (given, message) => {
  const { admin } = harness();
  const answer = await admin.call("POST", WAREHOUSES, { ...SETTINGS, ...given });
  expect(answer.status).toBe(400);
  expect(answer.body.message).toEqual(
    typeof message === "string" ? message : (expect.stringMatching(message) as unknown),
  );
});

test.each([
  ["nothing", undefined, { get: 403, start: 403, edit: 403 }],
  ["CAN_VIEW", "CAN_VIEW", { get: 200, start: 403, edit: 403 }],
  ["CAN_USE", "CAN_USE", { get: 200, start: 200, edit: 403 }],
  ["CAN_MONITOR", "CAN_MONITOR", { get: 200, start: 200, edit: 403 }],
  ["CAN_MANAGE", "CAN_MANAGE", { get: 200, start: 200, edit: 200 }],
])("allows with %s what that level allows", async (_what, permission_level, expected) => {
  const { admin, addPrincipal, path, id } = await withWarehouse();
  const someone = addPrincipal();
  if (permission_level) {
    await admin.call("PATCH", `/api/2.0/permissions/warehouses/${id}`, {
      access_control_list: [{ service_principal_name: someone.name, permission_level }],
    });
  }
  expect({
    get: (await someone.call("GET", path)).status,
    start: (await someone.call("POST", `${path}/start`)).status,
    edit: (await someone.call("POST", `${path}/edit`, { auto_stop_mins: 20 })).status,
  }).toEqual(expected);
  const manages = expected.edit === 200 ? 200 : 403;
  expect((await someone.call("POST", `${path}/stop`)).status).toBe(manages);
  expect((await someone.call("DELETE", path)).status).toBe(manages);
  const { warehouses } = (await someone.call("GET", WAREHOUSES)).body;
  expect(warehouses).toHaveLength(expected.get === 200 && manages !== 200 ? 1 : 0);
});

test("lets only those create warehouses who may create clusters", async () => {
  const { addPrincipal, workspace } = harness();
  const someone = addPrincipal();
  expect((await someone.call("POST", WAREHOUSES, SETTINGS)).status).toBe(403);
  workspace.principals.update(someone.record, { entitlements: ["allow-cluster-create"] });
  const { status, body } = await someone.call("POST", WAREHOUSES, SETTINGS);
  expect(status).toBe(200);
  expect((await someone.call("GET", `${WAREHOUSES}/${body.id as string}`)).body.creator_name).toBe(someone.name);
});
