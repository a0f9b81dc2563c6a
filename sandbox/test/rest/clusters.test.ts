import { harness } from "./harness";

const CLUSTERS = "/api/2.1/clusters";
const NEW = {
  cluster_name: "shared",
  spark_version: "16.4.x-scala2.12",
  node_type_id: "i3.xlarge",
  num_workers: 2,
  data_security_mode: "USER_ISOLATION",
  autotermination_minutes: 30,
  custom_tags: { team: "bi" },
};

async function withCluster(body: object = {}) {
  const made = harness();
  const created = await made.admin.call("POST", `${CLUSTERS}/create`, { ...NEW, ...body });
  const id = created.body.cluster_id as string;
  const get = async () => (await made.admin.call("GET", `${CLUSTERS}/get?cluster_id=${id}`)).body;
  const post = (call: string, more: object = {}) =>
    made.admin.call("POST", `${CLUSTERS}/${call}`, { cluster_id: id, ...more });
  return { ...made, id, get, post };
}

test("creates a cluster and tells of it as the service does", async () => {
  const { id, get, admin, clock } = await withCluster();
  expect(await get()).toEqual({
    cluster_id: id,
    cluster_name: "shared",
    creator_user_name: admin.name,
    spark_version: "16.4.x-scala2.12",
    effective_spark_version: "16.4.x-scala2.12",
    spark_conf: {},
    node_type_id: "i3.xlarge",
    driver_node_type_id: "i3.xlarge",
    num_workers: 2,
    autotermination_minutes: 30,
    enable_elastic_disk: false,
    cluster_source: "API",
    data_security_mode: "USER_ISOLATION",
    runtime_engine: "STANDARD",
    custom_tags: { team: "bi" },
    default_tags: { Vendor: "Databricks", Creator: admin.name, ClusterName: "shared", ClusterId: id },
    jdbc_port: 10000,
    state: "RUNNING",
    state_message: "",
    start_time: clock.now,
    last_restarted_time: clock.now,
    last_state_loss_time: 0,
  });
});

test("knows the newer names of access modes, and clusters that scale by themselves", async () => {
  const { get, admin } = await withCluster({
    data_security_mode: "DATA_SECURITY_MODE_DEDICATED",
    autoscale: { min_workers: 1, max_workers: 3 },
  });
  expect(await get()).toMatchObject({
    data_security_mode: "SINGLE_USER",
    single_user_name: admin.name,
    num_workers: 1,
    autoscale: { min_workers: 1, max_workers: 3 },
  });
});

test("terminates, starts, restarts and edits", async () => {
  const { get, post, admin, clock } = await withCluster();
  await post("delete");
  expect(await get()).toMatchObject({
    state: "TERMINATED",
    terminated_time: clock.now,
    termination_reason: { code: "USER_REQUEST", parameters: { username: admin.name } },
  });
  expect((await post("start")).status).toBe(200);
  expect((await post("restart")).status).toBe(200);
  await post("edit", { autotermination_minutes: 10, data_security_mode: "NONE" });
  expect(await get()).toMatchObject({ state: "RUNNING", data_security_mode: "NONE", cluster_name: "shared" });
  clock.now += 10 * 60_000;
  expect(await get()).toMatchObject({
    state: "TERMINATED",
    state_message: "Inactive cluster terminated (inactive for 10 minutes).",
    termination_reason: { code: "INACTIVITY" },
  });
});

test("is gone when it is deleted for good, with its access control list", async () => {
  const { admin, id, post, workspace } = await withCluster();
  await post("permanent-delete");
  expect(await admin.call("GET", `${CLUSTERS}/get?cluster_id=${id}`)).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_PARAMETER_VALUE", message: `Cluster ${id} does not exist` },
  });
  expect(workspace.data.permissions.has(`/clusters/${id}`)).toBe(false);
});

test("lists in pages, the newest first, and all at once in the older version", async () => {
  const { admin } = harness();
  for (let i = 1; i <= 25; i++) await admin.call("POST", `${CLUSTERS}/create`, { ...NEW, cluster_name: `c${i}` });
  const names = (body: Record<string, unknown>) =>
    (body.clusters as { cluster_name: string }[]).map(({ cluster_name }) => cluster_name);
  const first = (await admin.call("GET", `${CLUSTERS}/list?`)).body;
  expect(names(first)).toHaveLength(20);
  expect(names(first)[0]).toBe("c25");
  const second = (await admin.call("GET", `${CLUSTERS}/list?page_token=${first.next_page_token as string}`)).body;
  expect(names(second)).toEqual(["c5", "c4", "c3", "c2", "c1"]);
  expect(second).not.toHaveProperty("next_page_token");
  expect(names((await admin.call("GET", "/api/2.0/clusters/list")).body)).toHaveLength(25);
  expect(names((await admin.call("GET", `${CLUSTERS}/list?page_size=2`)).body)).toEqual(["c25", "c24"]);
});

test("filters by state and source", async () => {
  const { admin, post } = await withCluster();
  const count = async (query: string) =>
    ((await admin.call("GET", `${CLUSTERS}/list?${query}`)).body.clusters as unknown[]).length;
  await post("delete");
  expect(await count("filter_by.cluster_states=RUNNING")).toBe(0);
  expect(await count("filter_by.cluster_states=RUNNING&filter_by.cluster_states=TERMINATED")).toBe(1);
  expect(await count("filter_by.cluster_sources=JOB")).toBe(0);
});

test("shows clusters to those who may attach, and lets nobody do more than their level allows", async () => {
  const { admin, addPrincipal, id } = await withCluster();
  const someone = addPrincipal();
  const list = async () => (await someone.call("GET", `${CLUSTERS}/list`)).body.clusters;
  const call = async (name: string) => (await someone.call("POST", `${CLUSTERS}/${name}`, { cluster_id: id })).status;
  const allow = (permission_level: string) =>
    admin.call("PATCH", `/api/2.0/permissions/clusters/${id}`, {
      access_control_list: [{ service_principal_name: someone.name, permission_level }],
    });
  expect(await list()).toEqual([]);
  expect((await someone.call("GET", `${CLUSTERS}/get?cluster_id=${id}`)).status).toBe(403);
  await allow("CAN_ATTACH_TO");
  expect(await list()).toMatchObject([{ cluster_id: id }]);
  expect([await call("restart"), await call("delete")]).toEqual([403, 403]);
  await allow("CAN_RESTART");
  expect([await call("restart"), await call("permanent-delete")]).toEqual([200, 403]);
  await allow("CAN_MANAGE");
  expect(await call("permanent-delete")).toBe(200);
});

test("has an access control list with levels of its own, in which admins inherit", async () => {
  const { admin, id } = await withCluster();
  const path = `/api/2.0/permissions/clusters/${id}`;
  const admins = {
    group_name: "admins",
    all_permissions: [{ permission_level: "CAN_MANAGE", inherited: true, inherited_from_object: ["/clusters/"] }],
  };
  expect((await admin.call("GET", path)).body).toMatchObject({
    object_id: `/clusters/${id}`,
    object_type: "cluster",
    access_control_list: [{ user_name: admin.name, all_permissions: [{ permission_level: "CAN_MANAGE" }] }, admins],
  });
  const access_control_list = [{ group_name: "users", permission_level: "CAN_ATTACH_TO" }];
  expect((await admin.call("PUT", path, { access_control_list })).body.access_control_list).toEqual([
    { group_name: "users", all_permissions: [{ permission_level: "CAN_ATTACH_TO", inherited: false }] },
    admins,
  ]);
  const levels = (await admin.call("GET", `${path}/permissionLevels`)).body.permission_levels;
  expect(levels).toMatchObject(
    ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"].map((permission_level) => ({ permission_level })),
  );
  const wrong = [{ group_name: "users", permission_level: "CAN_USE" }];
  expect((await admin.call("PATCH", path, { access_control_list: wrong })).body.message).toBe(
    "Permission type CAN_USE is not defined for cluster.",
  );
});

test.each([
  [{ spark_version: undefined }, 400, "Missing required field: spark_version"],
  [{ node_type_id: undefined }, 400, "Missing required field: node_type_id"],
  [{ autotermination_minutes: 5 }, 400, "autotermination_minutes must be 0 or between 10 and 10000, not 5."],
  [{ autoscale: { min_workers: 3, max_workers: 1 } }, 400, "The number of workers must not be 3 to 1."],
  [{ data_security_mode: "OPEN" }, 400, /^Invalid value 'OPEN' for field 'data_security_mode'/],
  [{ data_security_mode: "SINGLE_USER", single_user_name: "x@y.z" }, 400, /^Principal x@y\.z in single_user_name/],
  [{ policy_id: "p" }, 501, "The sandbox does not emulate field 'policy_id'."],
])("refuses to create one with %j: %d %s", async (change, status, message) => {
  const { admin } = harness();
  const answer = await admin.call("POST", `${CLUSTERS}/create`, { ...NEW, ...change });
  expect(answer.status).toBe(status);
  expect(answer.body.message).toEqual(
    typeof message === "string" ? message : (expect.stringMatching(message) as unknown),
  );
});

test("refuses to create one without the entitlement, and in a workspace without classic compute", async () => {
  const { addPrincipal } = harness();
  expect((await addPrincipal().call("POST", `${CLUSTERS}/create`, NEW)).status).toBe(403);
  const { admin } = harness({ edition: "free" });
  expect(await admin.call("POST", `${CLUSTERS}/create`, NEW)).toMatchObject({
    status: 400,
    body: { message: "Only serverless compute is supported in the workspace." },
  });
});

test.each(["page_token=eHl6", "page_size=many"])("refuses the page %s", async (query) => {
  expect((await harness().admin.call("GET", `${CLUSTERS}/list?${query}`)).status).toBe(400);
});
