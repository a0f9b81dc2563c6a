import { harness, UC } from "./harness";

const VOLUMES = `${UC}/volumes`;
const STAGE = { catalog_name: "main", schema_name: "default", name: "Stage", volume_type: "MANAGED", comment: "files" };

test("creates, shows, lists, changes and deletes a volume", async () => {
  const { admin, workspace } = harness();
  const created = await admin.call("POST", VOLUMES, STAGE);
  expect(created.status).toBe(200);
  expect(created.body).toMatchObject({
    name: "stage",
    full_name: "main.default.stage",
    catalog_name: "main",
    schema_name: "default",
    volume_type: "MANAGED",
    comment: "files",
    owner: admin.name,
    storage_location: expect.stringMatching(/^s3:\/\//) as unknown,
    metastore_id: workspace.data.identity.metastoreId,
  });
  expect((await admin.call("GET", `${VOLUMES}/main.default.STAGE?`)).body).toEqual(created.body);
  const list = await admin.call("GET", `${VOLUMES}?catalog_name=main&schema_name=default`);
  expect(list.body).toEqual({ volumes: [created.body] });
  const changed = await admin.call("PATCH", `${VOLUMES}/main.default.stage`, { new_name: "landing", comment: "" });
  expect(changed.body).toMatchObject({ full_name: "main.default.landing" });
  expect(changed.body).not.toHaveProperty("comment");
  expect((await admin.call("DELETE", `${VOLUMES}/main.default.landing?`)).status).toBe(200);
  expect(await admin.call("GET", `${VOLUMES}/main.default.landing`)).toMatchObject({
    status: 404,
    body: { error_code: "VOLUME_DOES_NOT_EXIST", message: "Volume 'main.default.landing' does not exist." },
  });
});

test.each([
  [{ ...STAGE, name: undefined }, 400, "INVALID_PARAMETER_VALUE"],
  [{ ...STAGE, name: "a.b" }, 400, "INVALID_PARAMETER_VALUE"],
  [{ ...STAGE, schema_name: "none" }, 404, "SCHEMA_DOES_NOT_EXIST"],
  [{ ...STAGE, volume_type: "EXTERNAL", storage_location: "s3://x" }, 501, "NOT_IMPLEMENTED"],
  [{ ...STAGE, volume_type: "OTHER" }, 400, "INVALID_PARAMETER_VALUE"],
])("refuses to create %j", async (body, status, code) => {
  const { admin } = harness();
  expect(await admin.call("POST", VOLUMES, body)).toMatchObject({ status, body: { error_code: code } });
});

test("refuses a name that is taken, and whoever may not create volumes", async () => {
  const { admin, addPrincipal } = harness();
  const tool = addPrincipal();
  await admin.call("POST", VOLUMES, STAGE);
  expect(await admin.call("POST", VOLUMES, STAGE)).toMatchObject({
    status: 409,
    body: { error_code: "VOLUME_ALREADY_EXISTS" },
  });
  const changes = [{ principal: tool.name, add: ["USE_SCHEMA", "READ_VOLUME"] }];
  await admin.call("PATCH", `${UC}/permissions/schema/main.default`, { changes });
  expect(await tool.call("POST", VOLUMES, { ...STAGE, name: "own" })).toMatchObject({
    status: 403,
    body: { message: "User does not have CREATE VOLUME on Schema 'main.default'." },
  });
  expect((await tool.call("GET", `${VOLUMES}/main.default.stage`)).status).toBe(200);
  expect((await tool.call("DELETE", `${VOLUMES}/main.default.stage`)).status).toBe(403);
});

test("grants on volumes and shows what is inherited", async () => {
  const { admin, addPrincipal } = harness();
  const { name } = addPrincipal();
  await admin.call("POST", VOLUMES, STAGE);
  const path = `${UC}/permissions/volume/main.default.stage`;
  const granted = await admin.call("PATCH", path, { changes: [{ principal: name, add: ["READ_VOLUME"] }] });
  expect(granted.body).toEqual({ privilege_assignments: [{ principal: name, privileges: ["READ_VOLUME"] }] });
  const onSchema = { changes: [{ principal: name, add: ["WRITE_VOLUME"] }] };
  await admin.call("PATCH", `${UC}/permissions/schema/main.default`, onSchema);
  const effective = `${UC}/effective-permissions/volume/main.default.stage?principal=${name}`;
  expect((await admin.call("GET", effective)).body).toEqual({
    privilege_assignments: [
      {
        principal: name,
        privileges: [
          { privilege: "READ_VOLUME" },
          { privilege: "WRITE_VOLUME", inherited_from_type: "SCHEMA", inherited_from_name: "main.default" },
        ],
      },
    ],
  });
});

test("shows and deletes functions, and grants on them", async () => {
  const { admin, workspace, addPrincipal } = harness();
  const tool = addPrincipal();
  workspace.unityCatalog.functions.create(workspace.admin, "main", "default", {
    name: "twice",
    parameters: [{ name: "x", type: "INT" }],
    returnType: "DECIMAL(10,2)",
    definition: "x * 2",
  });
  const path = `${UC}/functions/main.default.twice`;
  expect((await admin.call("GET", path)).body).toMatchObject({
    full_name: "main.default.twice",
    data_type: "DECIMAL",
    full_data_type: "DECIMAL(10,2)",
    routine_definition: "x * 2",
    input_params: { parameters: [{ name: "x", type_name: "INT", position: 0 }] },
  });
  const changes = [{ principal: tool.name, add: ["EXECUTE"] }];
  expect((await admin.call("PATCH", `${UC}/permissions/function/main.default.twice`, { changes })).status).toBe(200);
  expect((await tool.call("GET", path)).body).toMatchObject({
    message: "User does not have USE SCHEMA on Schema 'main.default'.",
  });
  const list = await admin.call("GET", `${UC}/functions?catalog_name=main&schema_name=default`);
  expect(list.body.functions).toHaveLength(1);
  expect((await admin.call("DELETE", path)).status).toBe(200);
  expect((await admin.call("GET", path)).body).toMatchObject({ error_code: "FUNCTION_DOES_NOT_EXIST" });
});
