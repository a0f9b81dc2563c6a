import { harness, UC } from "./harness";

const BINDINGS = `${UC}/bindings/catalog/sales`;
const READ_WRITE = "BINDING_TYPE_READ_WRITE";

async function withIsolatedCatalog() {
  const made = harness();
  await made.admin.call("POST", `${UC}/catalogs`, { name: "sales" });
  await made.admin.call("PATCH", `${UC}/catalogs/sales`, { isolation_mode: "ISOLATED" });
  const { workspaceId } = made.workspace.data.identity;
  return { ...made, here: { workspace_id: workspaceId, binding_type: READ_WRITE } };
}

test("binds the workspace that isolates a catalog", async () => {
  const { admin, here } = await withIsolatedCatalog();
  expect((await admin.call("GET", `${BINDINGS}?`)).body).toEqual({ bindings: [here] });
  expect((await admin.call("PATCH", BINDINGS, { add: [here] })).body).toEqual({ bindings: [here] });
});

test("adds and removes other workspaces, in both forms of the API", async () => {
  const { admin, here } = await withIsolatedCatalog();
  const other = { workspace_id: 12345, binding_type: READ_WRITE };
  expect((await admin.call("PATCH", BINDINGS, { add: [{ workspace_id: 12345 }] })).body.bindings).toEqual([
    here,
    other,
  ]);
  const legacy = `${UC}/workspace-bindings/catalogs/sales`;
  expect((await admin.call("PATCH", legacy, { unassign_workspaces: [12345] })).body).toEqual({
    workspaces: [here.workspace_id],
  });
  expect((await admin.call("GET", legacy)).body).toEqual({ workspaces: [here.workspace_id] });
});

test("hides an isolated catalog from a workspace that is not bound, but lets its owner bind again", async () => {
  const { admin, here } = await withIsolatedCatalog();
  await admin.call("PATCH", BINDINGS, { remove: [here] });
  expect(await admin.call("GET", `${UC}/catalogs/sales`)).toMatchObject({
    status: 403,
    body: { message: "Catalog 'sales' is not accessible in current workspace" },
  });
  const { catalogs } = (await admin.call("GET", `${UC}/catalogs`)).body;
  expect(catalogs).not.toContainEqual(expect.objectContaining({ name: "sales" }));
  await admin.call("PATCH", `${UC}/workspace-bindings/catalogs/sales`, { assign_workspaces: [here.workspace_id] });
  expect((await admin.call("DELETE", `${UC}/catalogs/sales?force=true`)).status).toBe(200);
});

test("keeps an isolated catalog that is not bound from everything in it, whatever the caller holds", async () => {
  const { admin, here, addPrincipal } = await withIsolatedCatalog();
  const reader = addPrincipal();
  const add = ["USE_CATALOG", "USE_SCHEMA", "SELECT"];
  await admin.call("PATCH", `${UC}/permissions/catalog/sales`, { changes: [{ principal: reader.name, add }] });
  const paths = [
    "catalogs/sales",
    "schemas?catalog_name=sales",
    "schemas/sales.default",
    "tables?catalog_name=sales&schema_name=default",
    "permissions/catalog/sales",
  ];
  const statuses = async (who: typeof admin) =>
    Promise.all(paths.map(async (path) => (await who.call("GET", `${UC}/${path}`)).status));
  expect(await statuses(reader)).toEqual([200, 200, 200, 200, 200]);
  await admin.call("PATCH", BINDINGS, { remove: [here] });
  expect(await statuses(reader)).toEqual([403, 403, 403, 403, 403]);
  expect(await statuses(admin)).toEqual([403, 403, 403, 403, 403]);
  await admin.call("PATCH", BINDINGS, { add: [here] });
  expect(await statuses(reader)).toEqual([200, 200, 200, 200, 200]);
});

test("refuses bindings of an open catalog, of other kinds, read-only ones, and to those who do not manage it", async () => {
  const { admin, addPrincipal } = harness();
  const add = [{ workspace_id: 1 }];
  expect(await admin.call("PATCH", `${UC}/bindings/catalog/main`, { add })).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_STATE" },
  });
  expect((await admin.call("PATCH", `${UC}/bindings/credential/x`, { add })).status).toBe(501);
  const readOnly = [{ workspace_id: 1, binding_type: "BINDING_TYPE_READ_ONLY" }];
  expect((await admin.call("PATCH", `${UC}/bindings/catalog/main`, { add: readOnly })).status).toBe(501);
  expect((await admin.call("PATCH", `${UC}/bindings/catalog/main`, { add: [{}] })).status).toBe(400);
  expect((await addPrincipal().call("GET", `${UC}/bindings/catalog/main`)).status).toBe(403);
});
