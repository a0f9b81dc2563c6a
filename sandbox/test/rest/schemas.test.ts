import { harness, UC } from "./harness";

const SCHEMAS = `${UC}/schemas`;

test("creates a schema and shows it as the provider reads it", async () => {
  const { admin, workspace } = harness();
  const created = await admin.call("POST", SCHEMAS, { catalog_name: "Main", name: "Things", comment: "x" });
  expect(created).toMatchObject({
    status: 200,
    body: {
      name: "things",
      catalog_name: "main",
      full_name: "main.things",
      comment: "x",
      owner: admin.name,
      metastore_id: workspace.data.identity.metastoreId,
      schema_id: expect.any(String) as unknown,
      enable_predictive_optimization: "INHERIT",
    },
  });
  expect((await admin.call("GET", `${SCHEMAS}/main.things?`)).body).toEqual(created.body);
});

test("changes what a patch names", async () => {
  const { admin, workspace } = harness();
  workspace.principals.addGroup({ displayName: "grp" });
  await admin.call("POST", SCHEMAS, { catalog_name: "main", name: "things" });
  const patch = { owner: "grp", enable_predictive_optimization: "DISABLE", properties: { a: "b" } };
  expect((await admin.call("PATCH", `${SCHEMAS}/main.things`, patch)).body).toMatchObject(patch);
});

test("drops a schema with tables only by force", async () => {
  const { admin, workspace } = harness();
  await admin.call("POST", SCHEMAS, { catalog_name: "main", name: "things" });
  workspace.unityCatalog.createTable(workspace.admin, "main", "things", {
    name: "t",
    tableType: "MANAGED",
    columns: [],
  });
  expect(await admin.call("DELETE", `${SCHEMAS}/main.things?`)).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_STATE" },
  });
  expect((await admin.call("DELETE", `${SCHEMAS}/main.things?force=true`)).status).toBe(200);
  expect(await admin.call("GET", `${SCHEMAS}/main.things`)).toMatchObject({
    status: 404,
    body: { error_code: "SCHEMA_DOES_NOT_EXIST", message: "Schema 'main.things' does not exist." },
  });
});

test.each([
  ["GET", "", undefined, 400, "INVALID_PARAMETER_VALUE"],
  ["GET", "/main", undefined, 400, "INVALID_PARAMETER_VALUE"],
  ["GET", "/main.a.b", undefined, 400, "INVALID_PARAMETER_VALUE"],
  ["GET", "/none.x", undefined, 404, "CATALOG_DOES_NOT_EXIST"],
  ["POST", "", { catalog_name: "main" }, 400, "INVALID_PARAMETER_VALUE"],
  ["POST", "", { catalog_name: "none", name: "x" }, 404, "CATALOG_DOES_NOT_EXIST"],
  ["POST", "", { catalog_name: "main", name: "Default" }, 409, "SCHEMA_ALREADY_EXISTS"],
  ["POST", "", { catalog_name: "samples", name: "x" }, 403, "PERMISSION_DENIED"],
  ["DELETE", "/main.information_schema", undefined, 403, "PERMISSION_DENIED"],
] as const)("refuses %s %s %j with %d %s", async (method, path, body, status, error_code) => {
  const { admin } = harness();
  expect(await admin.call(method, `${SCHEMAS}${path}`, body)).toMatchObject({ status, body: { error_code } });
});

test.each([
  ["GET", `/sandbox.canary`, undefined, "USE CATALOG on Catalog 'sandbox'"],
  ["GET", `?catalog_name=sandbox`, undefined, "USE CATALOG on Catalog 'sandbox'"],
  ["GET", `/main.default`, undefined, "USE SCHEMA on Schema 'main.default'"],
  ["POST", "", { catalog_name: "main", name: "x" }, "CREATE SCHEMA on Catalog 'main'"],
  ["DELETE", "/samples.default", undefined, "MANAGE on Schema 'samples.default'"],
] as const)("refuses %s %s %j to those without the privilege", async (method, path, body, missing) => {
  const { addPrincipal } = harness();
  const answer = await addPrincipal().call(method, `${SCHEMAS}${path}`, body);
  expect(answer).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED", message: expect.stringContaining(missing) as unknown },
  });
});
