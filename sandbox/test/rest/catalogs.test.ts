import { harness, UC } from "./harness";

const CATALOGS = `${UC}/catalogs`;

test("creates a catalog with its default schemas and shows it as the provider reads it", async () => {
  const { admin, workspace, clock } = harness();
  const created = await admin.call("POST", CATALOGS, { name: "Sales", comment: "c1", properties: { a: "b" } });
  expect(created).toMatchObject({ status: 200 });
  expect(created.body).toEqual({
    name: "sales",
    full_name: "sales",
    id: expect.any(String) as unknown,
    comment: "c1",
    properties: { a: "b" },
    owner: admin.name,
    metastore_id: workspace.data.identity.metastoreId,
    catalog_type: "MANAGED_CATALOG",
    securable_type: "CATALOG",
    securable_kind: "CATALOG_STANDARD",
    isolation_mode: "OPEN",
    accessible_in_current_workspace: true,
    enable_predictive_optimization: "INHERIT",
    effective_predictive_optimization_flag: {
      value: "DISABLE",
      inherited_from_type: "METASTORE",
      inherited_from_name: workspace.data.identity.metastoreName,
    },
    created_at: clock.now,
    created_by: admin.name,
    updated_at: clock.now,
    updated_by: admin.name,
  });
  expect((await admin.call("GET", `${CATALOGS}/SALES?`)).body).toEqual(created.body);
  const { body } = await admin.call("GET", `${UC}/schemas?catalog_name=sales`);
  expect(body.schemas).toMatchObject([{ full_name: "sales.default" }, { full_name: "sales.information_schema" }]);
});

test("says where a catalog with a storage root keeps its data", async () => {
  const { admin } = harness();
  const { body } = await admin.call("POST", CATALOGS, { name: "sales", storage_root: "s3://bucket/x" });
  expect(body).toMatchObject({
    storage_root: "s3://bucket/x",
    storage_location: expect.stringMatching(/^s3:\/\/bucket\/x\/__unitystorage\/catalogs\//) as unknown,
  });
});

test("changes what a patch names and keeps the rest", async () => {
  const { admin, addPrincipal, clock } = harness();
  const owner = addPrincipal();
  await admin.call("POST", CATALOGS, { name: "sales", comment: "c1" });
  clock.now += 5;
  const patched = await admin.call("PATCH", `${CATALOGS}/sales`, {
    owner: owner.name,
    properties: { a: "b" },
    enable_predictive_optimization: "ENABLE",
  });
  expect(patched.body).toMatchObject({
    owner: owner.name,
    comment: "c1",
    properties: { a: "b" },
    effective_predictive_optimization_flag: { value: "ENABLE" },
    updated_at: clock.now,
  });
  const emptied = await owner.call("PATCH", `${CATALOGS}/sales`, { comment: "", properties: {} });
  expect(emptied.body).not.toHaveProperty("comment");
  expect(emptied.body).not.toHaveProperty("properties");
});

test("lists only the catalogs that the caller sees", async () => {
  const { admin, addPrincipal } = harness();
  await admin.call("POST", CATALOGS, { name: "sales" });
  const names = async (who: { call: typeof admin.call }) =>
    ((await who.call("GET", CATALOGS)).body.catalogs as { name: string }[]).map(({ name }) => name);
  expect(await names(admin)).toEqual(["main", "sales", "samples", "sandbox", "system"]);
  expect(await names(addPrincipal())).toEqual(["main", "samples"]);
});

test("drops an empty catalog, and a full one only by force", async () => {
  const { admin } = harness();
  await admin.call("POST", CATALOGS, { name: "sales" });
  expect(await admin.call("DELETE", `${CATALOGS}/sales?`)).toMatchObject({
    status: 400,
    body: {
      error_code: "INVALID_STATE",
      message: "Catalog 'sales' is not empty. The catalog has one or more schemas.",
    },
  });
  expect((await admin.call("DELETE", `${UC}/schemas/sales.default?`)).status).toBe(200);
  expect((await admin.call("DELETE", `${CATALOGS}/sales?`)).status).toBe(200);
  await admin.call("POST", CATALOGS, { name: "sales" });
  expect((await admin.call("DELETE", `${CATALOGS}/sales?force=true`)).status).toBe(200);
  expect((await admin.call("GET", `${CATALOGS}/sales`)).status).toBe(404);
});

test.each([
  ["GET", "/none", undefined, 404, "CATALOG_DOES_NOT_EXIST"],
  ["DELETE", "/none", undefined, 404, "CATALOG_DOES_NOT_EXIST"],
  ["POST", "", { name: "main" }, 409, "CATALOG_ALREADY_EXISTS"],
  ["POST", "", { name: "MAIN" }, 409, "CATALOG_ALREADY_EXISTS"],
  ["POST", "", { name: "a.b" }, 400, "INVALID_PARAMETER_VALUE"],
  ["POST", "", { name: "x".repeat(256) }, 400, "INVALID_PARAMETER_VALUE"],
  ["PATCH", "/main", { isolation_mode: "CLOSED" }, 400, "INVALID_PARAMETER_VALUE"],
  ["PATCH", "/main", { owner: "nobody" }, 404, "RESOURCE_DOES_NOT_EXIST"],
  ["PATCH", "/main", { new_name: "x" }, 501, "NOT_IMPLEMENTED"],
] as const)("refuses %s %s %j with %d %s", async (method, path, body, status, error_code) => {
  const { admin } = harness();
  expect(await admin.call(method, `${CATALOGS}${path}`, body)).toMatchObject({ status, body: { error_code } });
});

test.each([
  ["GET", "/sandbox", undefined, "User does not have USE CATALOG on Catalog 'sandbox'."],
  ["PATCH", "/main", { comment: "x" }, "User does not have MANAGE on Catalog 'main', nor is it the owner."],
  ["DELETE", "/main", undefined, "User does not have MANAGE on Catalog 'main', nor is it the owner."],
] as const)("refuses %s %s to those without the privilege", async (method, path, body, message) => {
  const { addPrincipal } = harness();
  expect(await addPrincipal().call(method, `${CATALOGS}${path}`, body)).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED", message },
  });
});

test("refuses to create a catalog without CREATE CATALOG", async () => {
  const { addPrincipal } = harness();
  const { status, body } = await addPrincipal().call("POST", CATALOGS, { name: "x" });
  expect([status, body.message]).toEqual([
    403,
    expect.stringMatching(/^User does not have CREATE CATALOG on Metastore '/) as unknown,
  ]);
});

test("refuses a catalog without storage when the metastore has none", async () => {
  const { admin, workspace } = harness();
  workspace.data.identity = { ...workspace.data.identity, storageRoot: undefined };
  expect(await admin.call("POST", CATALOGS, { name: "x" })).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_STATE", message: expect.stringContaining("Metastore storage root URL") as unknown },
  });
  expect((await admin.call("POST", CATALOGS, { name: "x", storage_root: "s3://b" })).status).toBe(200);
});
