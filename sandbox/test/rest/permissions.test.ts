import { harness } from "./harness";

const TOKENS = "/api/2.0/permissions/authorization/tokens";

async function withWarehouse() {
  const made = harness();
  const { body } = await made.admin.call("POST", "/api/2.0/sql/warehouses", { name: "wh", cluster_size: "Small" });
  const id = body.id as string;
  const entries = async () => (await made.admin.call("GET", path)).body.access_control_list;
  const path = `/api/2.0/permissions/sql/warehouses/${id}`;
  return { ...made, id, path, entries };
}

const acl = (...entries: object[]) => ({ access_control_list: entries });
const direct = (permission_level: string) => [{ permission_level, inherited: false }];
const ADMINS_INHERIT = {
  group_name: "admins",
  all_permissions: [{ permission_level: "CAN_MANAGE", inherited: true, inherited_from_object: ["/sql/warehouses/"] }],
};

test("shows a warehouse's owner and what admins inherit", async () => {
  const { admin, path, id } = await withWarehouse();
  expect((await admin.call("GET", `${path}?`)).body).toEqual({
    object_id: `/sql/warehouses/${id}`,
    object_type: "warehouses",
    access_control_list: [
      { user_name: admin.name, display_name: "Sandbox admin", all_permissions: direct("IS_OWNER") },
      ADMINS_INHERIT,
    ],
  });
});

test("replaces the list as the provider sends it: one principal twice, a service principal as user_name", async () => {
  const { admin, path, addPrincipal, workspace } = await withWarehouse();
  const someone = addPrincipal("tool");
  workspace.principals.addGroup({ displayName: "g" });
  const answer = await admin.call(
    "PUT",
    path,
    acl(
      { group_name: "g", permission_level: "CAN_USE" },
      { user_name: someone.name, permission_level: "CAN_MANAGE" },
      { user_name: someone.name, permission_level: "IS_OWNER" },
    ),
  );
  expect(answer).toMatchObject({ status: 200, body: { object_type: "warehouses" } });
  expect(answer.body.access_control_list).toEqual([
    { group_name: "g", all_permissions: direct("CAN_USE") },
    { service_principal_name: someone.name, display_name: "tool", all_permissions: direct("IS_OWNER") },
    ADMINS_INHERIT,
  ]);
});

test("keeps the owner when a list names none, and shows direct and inherited levels of admins together", async () => {
  const { admin, path, entries } = await withWarehouse();
  await admin.call("PUT", path, acl({ group_name: "admins", permission_level: "CAN_MANAGE" }));
  expect(await entries()).toEqual([
    { group_name: "admins", all_permissions: [...direct("CAN_MANAGE"), ...ADMINS_INHERIT.all_permissions] },
    { user_name: admin.name, display_name: "Sandbox admin", all_permissions: direct("IS_OWNER") },
  ]);
});

test("asks for an owner when the warehouse has lost its own", async () => {
  const { admin, path, workspace, addPrincipal } = await withWarehouse();
  const owner = addPrincipal();
  await admin.call("PUT", path, acl({ service_principal_name: owner.name, permission_level: "IS_OWNER" }));
  workspace.principals.remove(owner.record);
  const answer = await admin.call("PUT", path, acl({ group_name: "users", permission_level: "CAN_USE" }));
  expect(answer.status).toBe(400);
  expect(answer.body.message).toContain("with no existing owner must provide a new owner");
});

test("adds to the list with PATCH, and a new owner displaces the old", async () => {
  const { admin, path, addPrincipal, entries } = await withWarehouse();
  const someone = addPrincipal("tool");
  await admin.call("PATCH", path, acl({ group_name: "users", permission_level: "CAN_USE" }));
  await admin.call("PATCH", path, acl({ service_principal_name: someone.name, permission_level: "IS_OWNER" }));
  expect(await entries()).toEqual([
    { group_name: "users", all_permissions: direct("CAN_USE") },
    { service_principal_name: someone.name, display_name: "tool", all_permissions: direct("IS_OWNER") },
    ADMINS_INHERIT,
  ]);
});

test.each(["warehouse", "cluster", "tokens"])(
  "adds to the list of a %s with PATCH and leaves everybody else's entries as they are",
  async (kind) => {
    const { admin, path, addPrincipal } = await withWarehouse();
    const created = await admin.call("POST", "/api/2.1/clusters/create", {
      spark_version: "16.4.x",
      node_type_id: "m5",
    });
    const paths = {
      warehouse: path,
      cluster: `/api/2.0/permissions/clusters/${String(created.body.cluster_id)}`,
      tokens: TOKENS,
    };
    const object = paths[kind as keyof typeof paths];
    const level = kind === "cluster" ? "CAN_ATTACH_TO" : "CAN_USE";
    const others = ["b", "a", "c"].map((name) => addPrincipal(name).name);
    const give = (name: string, permission_level: string) =>
      admin.call("PATCH", object, acl({ service_principal_name: name, permission_level }));
    for (const name of others) await give(name, level);
    const list = async () => (await admin.call("GET", object)).body.access_control_list as object[];
    const before = await list();
    const added = addPrincipal("added").name;
    await give(added, level);
    const after = await list();
    expect(JSON.stringify(after.filter((entry) => !JSON.stringify(entry).includes(added)))).toBe(
      JSON.stringify(before),
    );
    expect(after).toHaveLength(before.length + 1);
  },
);

test("answers a manager who has just given the warehouse away", async () => {
  const { admin, path, addPrincipal } = await withWarehouse();
  const [giver, taker] = [addPrincipal("giver"), addPrincipal("taker")];
  const owner = (name: string) => acl({ service_principal_name: name, permission_level: "IS_OWNER" });
  await admin.call("PUT", path, owner(giver.name));
  expect(await giver.call("PUT", path, owner(taker.name))).toMatchObject({
    status: 200,
    body: { access_control_list: [{ service_principal_name: taker.name }, ADMINS_INHERIT] },
  });
  expect((await giver.call("GET", path)).status).toBe(403);
});

test("lists the levels that can be given", async () => {
  const { admin, path } = await withWarehouse();
  const levels = async (object: string) =>
    ((await admin.call("GET", `${object}/permissionLevels`)).body.permission_levels as object[]).map(
      (each) => (each as { permission_level: string }).permission_level,
    );
  expect(await levels(path)).toEqual(["CAN_VIEW", "CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"]);
  expect(await levels(TOKENS)).toEqual(["CAN_USE", "CAN_MANAGE"]);
});

test.each([
  [{ permission_level: "CAN_USE" }, /^Exactly one of user_name, /],
  [{ group_name: "users", user_name: "x", permission_level: "CAN_USE" }, /^Exactly one of/],
  [{ group_name: "users" }, "Missing required field: permission_level"],
  [{ group_name: "users", permission_level: "CAN_RUN" }, "Permission type CAN_RUN is not defined for warehouses."],
  [{ group_name: "users", permission_level: "IS_OWNER" }, "Groups can not be owners."],
  [{ group_name: "none", permission_level: "CAN_USE" }, "Principal: none does not exist."],
  [{ group_name: "admin@sandbox.example", permission_level: "CAN_USE" }, /^Principal: group_name\(/],
  [{ user_name: "users", permission_level: "CAN_USE" }, /^Principal: user_name\(users\) does not exist/],
])("refuses the entry %j", async (entry, message) => {
  const { admin, path, entries } = await withWarehouse();
  const before = await entries();
  for (const method of ["PUT", "PATCH"] as const) {
    const answer = await admin.call(method, path, acl(entry));
    expect(answer.status).toBe(400);
    expect(answer.body.message).toEqual(
      typeof message === "string" ? message : (expect.stringMatching(message) as unknown),
    );
  }
  expect(await entries()).toEqual(before);
});

test("refuses two owners, and to leave a warehouse without one", async () => {
  const { admin, path, addPrincipal } = await withWarehouse();
  const [one, two] = [addPrincipal("one"), addPrincipal("two")];
  const owner = (name: string) => ({ service_principal_name: name, permission_level: "IS_OWNER" });
  expect((await admin.call("PUT", path, acl(owner(one.name), owner(two.name)))).body.message).toBe(
    "Only one principal can be the owner.",
  );
  const demoted = await admin.call("PATCH", path, acl({ user_name: admin.name, permission_level: "CAN_USE" }));
  expect(demoted.body.message).toMatch(/must keep an owner/);
});

test("knows no permissions of a warehouse that does not exist", async () => {
  const { admin } = harness();
  expect(await admin.call("GET", "/api/2.0/permissions/sql/warehouses/none")).toMatchObject({
    status: 404,
    body: { error_code: "RESOURCE_DOES_NOT_EXIST" },
  });
});

test("is for those who manage the object", async () => {
  const { path, admin, addPrincipal } = await withWarehouse();
  const user = addPrincipal();
  await admin.call("PATCH", path, acl({ service_principal_name: user.name, permission_level: "CAN_USE" }));
  const body = acl({ service_principal_name: user.name, permission_level: "CAN_MANAGE" });
  for (const object of [path, TOKENS]) {
    expect((await user.call("GET", object)).status).toBe(403);
    expect((await user.call("PUT", object, body)).status).toBe(403);
    expect((await user.call("PATCH", object, body)).status).toBe(403);
    expect((await user.call("GET", `${object}/permissionLevels`)).status).toBe(403);
  }
});

describe("tokens", () => {
  test("keep admins as managers, directly, whatever the list says", async () => {
    const { admin } = harness();
    const { body } = await admin.call("PUT", TOKENS, {});
    expect(body).toEqual({
      object_id: "/authorization/tokens",
      object_type: "tokens",
      access_control_list: [{ group_name: "admins", all_permissions: direct("CAN_MANAGE") }],
    });
  });

  test("of everybody who loses CAN_USE are revoked", async () => {
    const { admin, addPrincipal, workspace } = harness();
    const [kept, lost] = [addPrincipal("kept"), addPrincipal("lost")];
    await admin.call("PUT", TOKENS, acl({ service_principal_name: kept.name, permission_level: "CAN_USE" }));
    expect((await kept.call("GET", "/api/2.0/token/list")).status).toBe(200);
    expect((await lost.call("GET", "/api/2.0/token/list")).body.message).toBe("Invalid access token.");
    expect([...workspace.data.accessTokens.values()].map((token) => token.principalId).sort()).toEqual(
      [admin.id, kept.id].sort(),
    );
  });

  test("refuse levels that are not theirs", async () => {
    const { admin } = harness();
    const answer = await admin.call("PATCH", TOKENS, acl({ group_name: "users", permission_level: "CAN_VIEW" }));
    expect(answer.body.message).toBe("Permission type CAN_VIEW is not defined for tokens.");
  });
});
