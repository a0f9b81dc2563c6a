import { harness, SCIM } from "./harness";

const SPS = `${SCIM}/ServicePrincipals`;
const GROUPS = `${SCIM}/Groups`;
const USERS = `${SCIM}/Users`;
const patch = (...Operations: object[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});

describe("Me", () => {
  test("is the caller, with its name as userName", async () => {
    const { admin, addPrincipal } = harness();
    expect((await admin.call("GET", `${SCIM}/Me`)).body).toMatchObject({
      id: admin.id,
      userName: "admin@sandbox.example",
      displayName: "Sandbox admin",
      active: true,
      groups: [{ display: "admins", type: "direct" }, { display: "users" }],
    });
    const tool = addPrincipal("tool");
    expect((await tool.call("GET", `${SCIM}/Me`)).body).toMatchObject({ id: tool.id, userName: tool.name });
  });
});

describe("service principals", () => {
  /** As the Terraform provider sends it. */
  const NEW = { displayName: "sp1", active: true, schemas: [], entitlements: [{}] };

  test("are created, read, replaced and deleted as the provider does it", async () => {
    const { admin } = harness();
    const created = await admin.call("POST", SPS, NEW);
    expect(created).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^\d{15,16}$/) as unknown,
        applicationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        displayName: "sp1",
        active: true,
        entitlements: [],
      },
    });
    const path = `${SPS}/${created.body.id as string}`;
    const query = "attributes=userName,displayName,active,externalId,entitlements";
    const { applicationId } = created.body;
    expect((await admin.call("GET", `${path}?${query}`)).body).toEqual({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServicePrincipal"],
      id: created.body.id,
      applicationId,
      displayName: "sp1",
      active: true,
      entitlements: [],
    });
    const { body } = await admin.call("GET", `${path}?attributes=groups,roles`);
    const replaced = await admin.call("PUT", path, {
      ...NEW,
      ...body,
      displayName: "sp2",
      entitlements: [{ value: "workspace-access" }],
    });
    expect(replaced.body).toMatchObject({
      displayName: "sp2",
      applicationId,
      entitlements: [{ value: "workspace-access" }],
    });
    expect(await admin.call("DELETE", path)).toMatchObject({ status: 204, body: undefined });
    expect((await admin.call("GET", path)).status).toBe(404);
  });

  test("take everything they had with them", async () => {
    const { admin, workspace, addPrincipal } = harness();
    const tool = addPrincipal();
    const main = workspace.unityCatalog.catalog(workspace.admin, "main");
    workspace.unityCatalog.grants.change(workspace.admin, main, [{ principal: tool.name, add: ["SELECT"] }]);
    const group = workspace.principals.addGroup({ displayName: "g", members: [tool.id] });
    await admin.call("DELETE", `${SPS}/${tool.id}`);
    expect((await tool.call("GET", `${SCIM}/Me`)).status).toBe(403);
    expect(group.members).toEqual([]);
    expect(workspace.unityCatalog.authorization.grantsOn(main).map((grant) => grant.principal)).toEqual([
      "account users",
    ]);
  });

  test("keep an application id that is given, once", async () => {
    const { admin } = harness();
    const applicationId = "11111111-2222-3333-4444-555555555555";
    expect((await admin.call("POST", SPS, { displayName: "x", applicationId })).body).toMatchObject({ applicationId });
    expect(await admin.call("POST", SPS, { displayName: "x", applicationId })).toMatchObject({
      status: 409,
      body: { detail: `Service principal with application ID ${applicationId} already exists.`, status: "409" },
    });
    expect((await admin.call("POST", SPS, { displayName: "x", applicationId: "x" })).status).toBe(400);
  });
});

describe("groups", () => {
  test("are created, read and renamed, and keep their grants", async () => {
    const { admin, workspace, addPrincipal } = harness();
    const tool = addPrincipal("tool");
    const created = await admin.call("POST", GROUPS, {
      displayName: "grp",
      externalId: "e1",
      entitlements: [{ value: "workspace-access" }],
      members: [{ value: tool.id }],
    });
    expect(created).toMatchObject({
      status: 201,
      body: {
        displayName: "grp",
        externalId: "e1",
        entitlements: [{ value: "workspace-access" }],
        members: [{ value: tool.id, display: "tool", $ref: `ServicePrincipals/${tool.id}` }],
      },
    });
    const main = workspace.unityCatalog.catalog(workspace.admin, "main");
    workspace.unityCatalog.grants.change(workspace.admin, main, [{ principal: "grp", add: ["SELECT"] }]);
    const path = `${GROUPS}/${created.body.id as string}`;
    await admin.call("PUT", path, { displayName: "renamed", members: [{ value: tool.id }], entitlements: [{}] });
    expect((await admin.call("GET", `${path}?attributes=displayName,entitlements`)).body).toMatchObject({
      displayName: "renamed",
      entitlements: [],
    });
    expect(workspace.unityCatalog.authorization.grantsOn(main)).toContainEqual(
      expect.objectContaining({ principal: "renamed", privilege: "SELECT" }),
    );
  });

  test("take members in and out one by one", async () => {
    const { admin, addPrincipal, workspace } = harness();
    const [one, two] = [addPrincipal("one"), addPrincipal("two")];
    const path = `${GROUPS}/${workspace.principals.addGroup({ displayName: "g" }).id}`;
    const members = async () =>
      ((await admin.call("GET", `${path}?attributes=members`)).body.members as { value: string }[]).map(
        ({ value }) => value,
      );
    await Promise.all(
      [one, two, one].map(({ id }) =>
        admin.call("PATCH", path, patch({ op: "add", path: "members", value: [{ value: id }] })),
      ),
    );
    expect(await members()).toEqual([one.id, two.id]);
    await admin.call("PATCH", path, patch({ op: "remove", path: `members[value eq "${one.id}"]` }));
    expect(await members()).toEqual([two.id]);
    await admin.call("PATCH", path, patch({ op: "Replace", value: { members: [{ value: one.id }] } }));
    expect(await members()).toEqual([one.id]);
    await admin.call("PATCH", path, patch({ op: "remove", path: "members" }));
    expect(await members()).toEqual([]);
  });

  test("show everybody as a member of users, and who is in through another group", async () => {
    const { admin, addPrincipal, workspace } = harness();
    const tool = addPrincipal("tool");
    const inner = workspace.principals.addGroup({ displayName: "inner", members: [tool.id] });
    workspace.principals.addGroup({ displayName: "outer", members: [inner.id] });
    const { body } = await admin.call("GET", `${GROUPS}?filter=displayName%20eq%20%22users%22`);
    expect(body.Resources).toMatchObject([{ members: [{ value: admin.id }, { value: tool.id }] }]);
    expect((await admin.call("GET", `${SPS}/${tool.id}`)).body.groups).toMatchObject([
      { display: "users", type: "direct" },
      { display: "inner", type: "direct" },
      { display: "outer", type: "indirect" },
    ]);
  });

  test("refuse what would break them", async () => {
    const { admin, workspace, addPrincipal } = harness();
    const { id } = addPrincipal();
    const [outer, inner] = ["outer", "inner"].map((displayName) => workspace.principals.addGroup({ displayName }));
    const idOf = (name: string) => workspace.principals.findByName(name)?.id ?? "";
    const add = (value: string) => patch({ op: "add", path: "members", value: [{ value }] });
    await admin.call("PATCH", `${GROUPS}/${outer?.id}`, add(inner?.id ?? ""));
    const cases: [path: string, body: object, status: number, detail: RegExp][] = [
      [`/${inner?.id}`, add(outer?.id ?? ""), 400, /^Group outer cannot be a member of inner/],
      [`/${inner?.id}`, add(inner?.id ?? ""), 400, /^Group inner cannot be a member of inner/],
      [`/${inner?.id}`, add("1"), 400, /^Member with id 1 does not exist/],
      [`/${idOf("users")}`, add(id), 403, /^Members of system group users cannot be changed/],
      [`/${idOf("admins")}`, patch({ op: "remove", path: "members" }), 403, /set this workspace up/],
      [`/${idOf("admins")}`, patch({ op: "replace", path: "displayName", value: "x" }), 403, /cannot be renamed/],
    ];
    for (const [path, body, status, detail] of cases) {
      const answer = await admin.call("PATCH", `${GROUPS}${path}`, body);
      expect(answer).toMatchObject({ status, body: { detail: expect.stringMatching(detail) as unknown } });
    }
    expect((await admin.call("DELETE", `${GROUPS}/${idOf("users")}`)).status).toBe(403);
    expect((await admin.call("POST", GROUPS, { displayName: "" })).status).toBe(400);
    expect((await admin.call("POST", GROUPS, { displayName: "inner" })).body.detail).toBe(
      "Group with name inner already exists.",
    );
  });
});

describe("users", () => {
  test("are created with an email address and get entitlements", async () => {
    const { admin } = harness();
    const created = await admin.call("POST", USERS, { userName: "a@b.example", entitlements: [{}] });
    expect(created).toMatchObject({
      status: 201,
      body: { userName: "a@b.example", displayName: "a@b.example", active: true },
    });
    const path = `${USERS}/${created.body.id as string}`;
    await admin.call("PATCH", path, patch({ op: "add", path: "entitlements", value: [{ value: "workspace-access" }] }));
    expect((await admin.call("GET", `${path}?attributes=entitlements`)).body.entitlements).toEqual([
      { value: "workspace-access" },
    ]);
    expect((await admin.call("POST", USERS, { userName: "a@b.example" })).status).toBe(409);
    expect((await admin.call("POST", USERS, { userName: "no address" })).status).toBe(400);
    expect((await admin.call("DELETE", path)).status).toBe(204);
  });

  test("refuse to lose the one who set the workspace up", async () => {
    const { admin } = harness();
    const deactivate = patch({ op: "replace", path: "active", value: false });
    expect((await admin.call("PATCH", `${USERS}/${admin.id}`, deactivate)).status).toBe(403);
    expect((await admin.call("DELETE", `${USERS}/${admin.id}`)).status).toBe(403);
  });
});

describe("entitlements", () => {
  test.each([
    [
      "replace",
      [{ value: "workspace-access" }, { value: "allow-cluster-create" }],
      ["workspace-access", "allow-cluster-create"],
    ],
    ["replace", [{}], []],
    ["add", [{ value: "workspace-access" }], ["databricks-sql-access", "workspace-access"]],
    ["add", "databricks-sql-access", ["databricks-sql-access"]],
    ["remove", [{ value: "databricks-sql-access" }], []],
    ["remove", [{ value: "workspace-access" }], ["databricks-sql-access"]],
    ["remove", undefined, []],
  ])("%s %j leaves %j", async (op, value, expected) => {
    const { admin, workspace, addPrincipal } = harness();
    const { id, record } = addPrincipal();
    workspace.principals.update(record, { entitlements: ["databricks-sql-access"] });
    const answer = await admin.call("PATCH", `${SPS}/${id}`, patch({ op, path: "entitlements", value }));
    expect(answer.status).toBe(200);
    expect(answer.body.entitlements).toEqual(expected.map((each) => ({ value: each })));
  });
});

describe("lists", () => {
  test("find by name, application id and id, and page", async () => {
    const { admin, addPrincipal } = harness();
    const tools = ["a", "b", "c"].map((name) => addPrincipal(name));
    const find = async (filter: string) =>
      (await admin.call("GET", `${SPS}?excludedAttributes=roles&filter=${encodeURIComponent(filter)}`)).body;
    expect(await find(`applicationId eq "${tools[1]?.name}"`)).toMatchObject({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 1,
      startIndex: 1,
      itemsPerPage: 1,
      Resources: [{ id: tools[1]?.id, displayName: "b" }],
    });
    expect((await find(`id eq "${tools[2]?.id}"`)).totalResults).toBe(1);
    expect((await find(`displayName eq "A" or displayname co "c"`)).totalResults).toBe(2);
    expect((await find(`displayName sw "a" and active eq true`)).totalResults).toBe(1);
    expect((await find(`displayName eq "a" and active eq false or displayName ew "b"`)).totalResults).toBe(1);
    expect((await find(`displayName ne "a"`)).totalResults).toBe(2);
    expect(await find('displayName eq "none"')).toMatchObject({ totalResults: 0, Resources: [] });
    const page = (await admin.call("GET", `${SPS}?startIndex=2&count=1&attributes=displayName`)).body;
    expect(page).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
    expect(page.Resources).toEqual([
      expect.objectContaining({ displayName: "b", applicationId: tools[1]?.name }) as unknown,
    ]);
    expect((page.Resources as object[])[0]).not.toHaveProperty("active");
  });

  test.each([
    'displayName = "x"',
    "displayName eq",
    'password eq "x"',
    'displayName constructor "x"',
    'displayName eq "x" nor id eq "1"',
  ])("refuse the filter %s", async (filter) => {
    const { admin } = harness();
    expect(await admin.call("GET", `${SPS}?filter=${encodeURIComponent(filter)}`)).toMatchObject({
      status: 400,
      body: { scimType: "invalidFilter" },
    });
  });
});

describe("errors", () => {
  test("have SCIM's shape, with the status as text", async () => {
    const { admin } = harness();
    expect((await admin.call("GET", `${GROUPS}/9`)).body).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      detail: "Group with id 9 not found.",
      status: "404",
    });
  });

  test.each([
    [{}, "invalidSyntax"],
    [patch({ op: "move", path: "members" }), "invalidSyntax"],
    [patch({ op: "add", path: "members", value: [{ value: "1" }] }), "invalidPath"],
    [patch({ op: "remove" }), "invalidPath"],
    [patch({ op: "replace", path: "applicationId", value: "x" }), "invalidPath"],
    [patch({ op: "add", path: "entitlements", value: [{ value: "root" }] }), "invalidValue"],
    [patch({ op: "add", path: "entitlements", value: [1] }), "invalidValue"],
    [patch({ op: "add", path: "entitlements" }), "invalidValue"],
  ])("refuse the patch %j as %s, and change nothing", async (body, scimType) => {
    const { admin, addPrincipal } = harness();
    const { id } = addPrincipal();
    const before = (await admin.call("GET", `${SPS}/${id}`)).body;
    expect(await admin.call("PATCH", `${SPS}/${id}`, body)).toMatchObject({ status: 400, body: { scimType } });
    expect((await admin.call("GET", `${SPS}/${id}`)).body).toEqual(before);
  });
});

test("lets those who are no admins look, without entitlements, and change nothing", async () => {
  const { admin, addPrincipal } = harness();
  const tool = addPrincipal("tool");
  const { Resources } = (await tool.call("GET", USERS)).body;
  expect(Resources).toMatchObject([{ id: admin.id, userName: admin.name }]);
  for (const name of ["entitlements", "groups", "roles"]) {
    expect((Resources as object[])[0]).not.toHaveProperty(name);
    expect((await tool.call("GET", `${SPS}/${tool.id}`)).body).toHaveProperty(name);
  }
  for (const [method, path] of [
    ["POST", SPS],
    ["PUT", `${SPS}/${tool.id}`],
    ["PATCH", `${SPS}/${tool.id}`],
    ["DELETE", `${SPS}/${tool.id}`],
    ["POST", GROUPS],
    ["POST", USERS],
  ] as const) {
    expect(await tool.call(method, path, { displayName: "x" })).toMatchObject({
      status: 403,
      body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "403" },
    });
  }
});
