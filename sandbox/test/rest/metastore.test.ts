import { harness, UC } from "./harness";

test("tells everybody which metastore the workspace has, with a workspace id that is a number", async () => {
  const { workspace, addPrincipal } = harness();
  const { metastoreId, workspaceId } = workspace.data.identity;
  const reader = addPrincipal();
  const assignment = await reader.call("GET", `${UC}/current-metastore-assignment`);
  expect(assignment.body).toEqual({
    metastore_id: metastoreId,
    workspace_id: workspaceId,
    default_catalog_name: "main",
  });
  expect(assignment.headers["x-databricks-org-id"]).toBe(String(workspaceId));
});

test.each([
  ["aws", "eu-west-1", /^s3:\/\//],
  ["azure", "westeurope", /^abfss:\/\//],
  ["gcp", "europe-west4", /^gs:\/\//],
] as const)("summarises the metastore of %s", async (cloud, region, root) => {
  const { admin, workspace } = harness({ cloud });
  const { metastoreId, metastoreName } = workspace.data.identity;
  expect((await admin.call("GET", `${UC}/metastore_summary`)).body).toMatchObject({
    metastore_id: metastoreId,
    name: metastoreName,
    cloud,
    region,
    owner: "admins",
    global_metastore_id: `${cloud}:${region}:${metastoreId}`,
    storage_root: expect.stringMatching(root) as unknown,
  });
});

test("has no storage root when the metastore has none", async () => {
  const { admin, workspace } = harness();
  Object.assign(workspace.data.identity, { storageRoot: undefined });
  expect((await admin.call("GET", `${UC}/metastore_summary`)).body).not.toHaveProperty("storage_root");
});

test.each(["free", "trial"] as const)(
  "of a workspace like %s has another default catalog and owner",
  async (edition) => {
    const { admin } = harness({ edition });
    expect((await admin.call("GET", `${UC}/current-metastore-assignment`)).body.default_catalog_name).toBe("workspace");
    const { body } = await admin.call("GET", `${UC}/metastore_summary`);
    expect(body).toMatchObject({ owner: "System user" });
    expect(body).not.toHaveProperty("storage_root");
  },
);

test.each(["1.0", "1.1"] as const)("names privilege model %s", async (privilegeModel) => {
  const { admin, workspace } = harness({ privilegeModel });
  workspace.data.externalAccess = false;
  expect((await admin.call("GET", `${UC}/metastore_summary`)).body).toMatchObject({
    privilege_model_version: privilegeModel,
    external_access_enabled: false,
  });
});
