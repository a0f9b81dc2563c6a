import { harness, UC } from "./harness";

const onCatalog = `${UC}/permissions/catalog/main`;
const change = (...changes: { principal: string; add?: string[]; remove?: string[] }[]) => ({ changes });

test("grants, shows and revokes, with principals byte for byte as given", async () => {
  const { admin, workspace } = harness();
  workspace.principals.addUser("Alice@Example.com", "Alice");
  workspace.principals.addGroup({ displayName: "Data Scientists" });
  const granted = await admin.call("PATCH", onCatalog, {
    changes: [
      { principal: "Alice@Example.com", add: ["USE CATALOG", "create_schema"] },
      { principal: "Data Scientists", add: ["ALL_PRIVILEGES"], remove: ["SELECT"] },
    ],
  });
  const expected = {
    privilege_assignments: [
      { principal: "account users", privileges: ["USE_CATALOG"] },
      { principal: "Alice@Example.com", privileges: ["CREATE_SCHEMA", "USE_CATALOG"] },
      { principal: "Data Scientists", privileges: ["ALL_PRIVILEGES"] },
    ],
  };
  expect(granted).toMatchObject({ status: 200, body: expected });
  expect((await admin.call("GET", `${onCatalog}?`)).body).toEqual(expected);
  const revoked = await admin.call(
    "PATCH",
    onCatalog,
    change(
      { principal: "Alice@Example.com", remove: ["CREATE_SCHEMA", "USE_CATALOG"] },
      { principal: "Data Scientists", remove: ["ALL_PRIVILEGES"] },
    ),
  );
  expect(revoked.body.privilege_assignments).toHaveLength(1);
});

test("does all changes or none", async () => {
  const { admin, addPrincipal } = harness();
  const { name } = addPrincipal();
  const before = (await admin.call("GET", onCatalog)).body;
  const answer = await admin.call(
    "PATCH",
    onCatalog,
    change({ principal: name, add: ["SELECT"] }, { principal: "nobody", add: ["SELECT"] }),
  );
  expect(answer.status).toBe(404);
  expect((await admin.call("GET", onCatalog)).body).toEqual(before);
});

test("keeps apart what is granted here and what is inherited", async () => {
  const { admin, addPrincipal } = harness();
  const { name } = addPrincipal();
  await admin.call("PATCH", onCatalog, change({ principal: name, add: ["SELECT"] }));
  await admin.call("PATCH", `${UC}/permissions/schema/main.default`, change({ principal: name, add: ["MODIFY"] }));
  const of = async (api: string) =>
    (await admin.call("GET", `${UC}/${api}/schema/main.default?principal=${name}`)).body;
  expect(await of("permissions")).toEqual({ privilege_assignments: [{ principal: name, privileges: ["MODIFY"] }] });
  expect(await of("effective-permissions")).toEqual({
    privilege_assignments: [
      {
        principal: name,
        privileges: [
          { privilege: "MODIFY" },
          { privilege: "SELECT", inherited_from_type: "CATALOG", inherited_from_name: "main" },
        ],
      },
    ],
  });
});

test("knows the metastore by its id", async () => {
  const { admin, workspace } = harness();
  const { metastoreId } = workspace.data.identity;
  expect((await admin.call("GET", `${UC}/permissions/metastore/${metastoreId}`)).body).toEqual({
    privilege_assignments: [{ principal: "admins", privileges: ["CREATE_CATALOG"] }],
  });
  expect((await admin.call("GET", `${UC}/permissions/metastore/other`)).status).toBe(404);
});

test("shows those who do not manage a securable only their own grants", async () => {
  const { admin, addPrincipal } = harness();
  const [one, other] = [addPrincipal("one"), addPrincipal("other")];
  await admin.call(
    "PATCH",
    onCatalog,
    change({ principal: one.name, add: ["SELECT"] }, { principal: other.name, add: ["MODIFY"] }),
  );
  expect((await one.call("GET", onCatalog)).body).toEqual({
    privilege_assignments: [
      { principal: "account users", privileges: ["USE_CATALOG"] },
      { principal: one.name, privileges: ["SELECT"] },
    ],
  });
});

test("keeps every one of many changes made at once", async () => {
  const { admin, addPrincipal } = harness();
  const names = Array.from({ length: 10 }, (_, i) => addPrincipal(`p${i}`).name);
  await Promise.all(
    names.map((principal) => admin.call("PATCH", onCatalog, change({ principal, add: ["USE_CATALOG"] }))),
  );
  expect((await admin.call("GET", onCatalog)).body.privilege_assignments).toHaveLength(11);
});

test("lets a holder of MANAGE grant, and nobody else", async () => {
  const { admin, addPrincipal } = harness();
  const [manager, other] = [addPrincipal("manager"), addPrincipal("other")];
  await admin.call("PATCH", onCatalog, change({ principal: manager.name, add: ["MANAGE"] }));
  const body = change({ principal: other.name, add: ["SELECT"] });
  expect((await manager.call("PATCH", onCatalog, body)).status).toBe(200);
  expect(await other.call("PATCH", onCatalog, body)).toMatchObject({
    status: 403,
    body: {
      error_code: "PERMISSION_DENIED",
      message: "User does not have MANAGE on Catalog 'main', nor is it the owner.",
    },
  });
});

test.each([
  ["catalog/main", "users", "READ_EVERYTHING", 400, "Unknown privilege: READ_EVERYTHING."],
  [
    "schema/main.default",
    "users",
    "USE_CATALOG",
    400,
    "Privilege USE CATALOG is not applicable to this entity type SCHEMA.",
  ],
  ["catalog/main", "nobody", "SELECT", 404, "Could not find principal with name nobody."],
  ["catalog/none", "users", "SELECT", 404, "Catalog 'none' does not exist."],
  ["table/main.default.none", "users", "SELECT", 404, "Table 'main.default.none' does not exist."],
  ["volume/main.default.none", "users", "READ_VOLUME", 404, "Volume 'main.default.none' does not exist."],
  ["function/main.default.none", "users", "EXECUTE", 404, "Function 'main.default.none' does not exist."],
  ["share/a", "users", "SELECT", 400, "Securable type share is not supported by this workspace."],
])("refuses to grant on %s to %s %s with %d", async (securable, principal, privilege, status, message) => {
  const { admin } = harness();
  const answer = await admin.call("PATCH", `${UC}/permissions/${securable}`, change({ principal, add: [privilege] }));
  expect(answer).toMatchObject({ status, body: { message } });
});
