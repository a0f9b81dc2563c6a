import { startWorkspace, type WorkspaceUnderTest } from "./real-workspace";
import { TerraformFolder } from "./terraform";

/** The real terraform against the whole workspace: one story, each step goes on where the last one ended. */
let workspace: WorkspaceUnderTest;
let terraform: TerraformFolder;

beforeAll(async () => {
  workspace = await startWorkspace();
  terraform = new TerraformFolder(workspace.host);
});

afterAll(async () => {
  terraform.remove();
  await workspace.host.close();
});

/** What is deployed; steps change it and write it again. */
const configuration = {
  provider: {
    databricks: [
      { rate_limit: 100 },
      {
        alias: "tool",
        // Host and credentials are known only once the objects they come from exist.
        host: "${databricks_group.tools.url}",
        client_id: "${databricks_service_principal.tool.application_id}",
        client_secret: "${databricks_service_principal_secret.tool.secret}",
      },
    ],
  },
  data: {
    databricks_current_user: { me: {} },
    databricks_current_metastore: { here: {} },
    databricks_sql_warehouse: { starter: { name: "Serverless Starter Warehouse" } },
    databricks_catalog: { samples: { name: "samples" } },
    databricks_schema: { created: { name: "${databricks_schema.crm.id}" } },
  },
  resource: {
    databricks_catalog: { tool: { name: "tool_catalog", comment: "first", properties: { team: "bi" } } },
    databricks_schema: {
      crm: { catalog_name: "${databricks_catalog.tool.name}", name: "crm" } as Record<string, unknown>,
    },
    databricks_volume: {
      stage: {
        catalog_name: "${databricks_catalog.tool.name}",
        schema_name: "${databricks_schema.crm.name}",
        name: "Stage",
        volume_type: "MANAGED",
      },
    },
    databricks_sql_endpoint: {
      tool: {
        name: "tool",
        cluster_size: "2X-Small",
        auto_stop_mins: 10,
        tags: { custom_tags: [{ key: "cost", value: "bi" }] },
      },
    },
    databricks_service_principal: { tool: { display_name: "tool", databricks_sql_access: true } },
    databricks_service_principal_secret: {
      tool: { service_principal_id: "${databricks_service_principal.tool.id}", lifetime: "86400s" },
    },
    databricks_group: { tools: { display_name: "tools" } },
    databricks_group_member: {
      tool: { group_id: "${databricks_group.tools.id}", member_id: "${databricks_service_principal.tool.id}" },
    },
    databricks_grant: {
      catalog: {
        catalog: "${databricks_catalog.tool.name}",
        principal: "${databricks_service_principal.tool.application_id}",
        privileges: ["use catalog"],
      },
      schema: {
        schema: "${databricks_schema.crm.id}",
        principal: "${databricks_group.tools.display_name}",
        privileges: ["USE_SCHEMA", "SELECT", "CREATE_TABLE", "MODIFY"],
      },
      volume: {
        volume: "${databricks_volume.stage.id}",
        principal: "${databricks_service_principal.tool.application_id}",
        privileges: ["READ_VOLUME", "WRITE VOLUME"],
      },
    },
    databricks_permissions: {
      warehouse: {
        sql_endpoint_id: "${databricks_sql_endpoint.tool.id}",
        access_control: [
          {
            service_principal_name: "${databricks_service_principal.tool.application_id}",
            permission_level: "CAN_USE",
          },
          { group_name: "tools", permission_level: "CAN_MONITOR" },
        ],
        depends_on: ["databricks_group.tools"],
      },
    },
    databricks_obo_token: {
      tool: {
        application_id: "${databricks_service_principal.tool.application_id}",
        comment: "obo",
        lifetime_seconds: 3600,
      },
    },
    databricks_token: { tool: { provider: "databricks.tool", comment: "own", lifetime_seconds: 3600 } },
  },
  output: {
    me: { value: "${data.databricks_current_user.me.user_name}" },
    metastore: { value: "${data.databricks_current_metastore.here.metastore_info[0].name}" },
    http_path: { value: "${databricks_sql_endpoint.tool.odbc_params[0].path}" },
    starter: { value: "${data.databricks_sql_warehouse.starter.cluster_size}" },
    samples: { value: "${data.databricks_catalog.samples.catalog_info[0].catalog_type}" },
    created: { value: "${data.databricks_schema.created.id}" },
    token: { value: "${databricks_token.tool.token_value}", sensitive: true },
  },
};

const writes = (calls: string[]) => calls.filter((call) => !call.startsWith("GET "));

test("initialises without a registry and creates everything in one apply", async () => {
  terraform.write(configuration);
  expect(await terraform.run("init", "-no-color")).toMatchObject({ code: 0 });
  const applied = await terraform.apply();
  expect(applied.stderr).toBe("");
  expect(applied.stdout).toMatch("Apply complete! Resources: 14 added, 0 changed, 0 destroyed.");
});

test("gives the tool's alias the tool's own identity", async () => {
  const token = attributes("databricks_token", "tool");
  expect(token).toMatchObject({ comment: "own", token_value: expect.stringMatching(/^dapi/) as string });
  expect(await workspace.admin("GET", "/api/2.0/token/list")).not.toMatchObject({
    token_infos: expect.arrayContaining([expect.objectContaining({ token_id: token["id"] })]) as object[],
  });
});

test("reads the data sources and keeps the sensitive output hidden", async () => {
  const { stdout } = await terraform.run("output", "-no-color");
  expect(stdout).toMatch(/^me += "admin@/m);
  expect(stdout).toMatch(/^http_path += "\/sql\/1\.0\/warehouses\/\w+"$/m);
  expect(stdout).toMatch(/^starter += "2X-Small"$/m);
  expect(stdout).toMatch(/^token += <sensitive>$/m);
});

test("plans nothing and writes nothing when nothing changed", async () => {
  workspace.takeCalls();
  expect(await terraform.plan()).toEqual([]);
  expect(writes(workspace.takeCalls()).filter((call) => !call.startsWith("POST /oidc/"))).toEqual([]);
});

test("changes in place", async () => {
  configuration.resource.databricks_sql_endpoint.tool.auto_stop_mins = 15;
  configuration.resource.databricks_catalog.tool.comment = "second";
  configuration.resource.databricks_grant.schema.privileges = ["USE_SCHEMA", "SELECT"];
  terraform.write(configuration);
  expect(await terraform.plan()).toEqual([
    "databricks_catalog.tool: update",
    "databricks_grant.schema: update",
    "databricks_sql_endpoint.tool: update",
  ]);
  expect(await terraform.run("apply", "-no-color", "plan")).toMatchObject({ code: 0 });
  expect(await terraform.plan()).toEqual([]);
});

test("replaces what cannot be changed, and what depends on it", async () => {
  configuration.resource.databricks_schema.crm["name"] = "sales";
  terraform.write(configuration);
  expect(await terraform.plan()).toEqual([
    "data.databricks_schema.created: read",
    "databricks_grant.schema: delete,create",
    "databricks_grant.volume: delete,create",
    "databricks_schema.crm: delete,create",
    "databricks_volume.stage: delete,create",
  ]);
  expect(await terraform.run("apply", "-no-color", "plan")).toMatchObject({ code: 0 });
  expect(await terraform.plan()).toEqual([]);
});

test("sees what was changed and deleted behind its back, and repairs it", async () => {
  const warehouse = attributes("databricks_sql_endpoint", "tool");
  await workspace.admin("POST", `/api/2.0/sql/warehouses/${String(warehouse["id"])}/edit`, { auto_stop_mins: 60 });
  await workspace.admin(
    "DELETE",
    `/api/2.0/preview/scim/v2/Groups/${String(attributes("databricks_group", "tools")["id"])}`,
  );
  const plan = await terraform.plan();
  expect(plan).toContain("databricks_sql_endpoint.tool drifted: update");
  expect(plan).toContain("databricks_sql_endpoint.tool: update");
  expect(plan).toContain("databricks_group.tools: create");
  expect(await terraform.apply()).toMatchObject({ code: 0 });
  expect(await terraform.plan()).toEqual([]);
});

test("shows a refusal of the service at its attribute and keeps the state", async () => {
  const before = terraform.state().resources;
  configuration.resource.databricks_sql_endpoint.tool.auto_stop_mins = 3;
  terraform.write(configuration);
  const { code, stderr } = await terraform.apply();
  expect(code).toBe(1);
  expect(stderr).toMatch("Error: cannot update sql endpoint:");
  expect(stderr).toMatch(/on main\.tf\.json line \d+.*\n +\d+: +"auto_stop_mins": 3/);
  expect(terraform.state().resources).toEqual(before);
  configuration.resource.databricks_sql_endpoint.tool.auto_stop_mins = 15;
});

test("takes over what exists by import, and says when there is no such thing", async () => {
  const existing = { catalog_name: "main", name: "existing", comment: "theirs" };
  await workspace.admin("POST", "/api/2.1/unity-catalog/schemas", existing);
  const databricks_schema = { ...configuration.resource.databricks_schema, existing };
  const blocks = [{ to: "databricks_schema.existing", id: "main.existing" }];
  terraform.write({ ...configuration, resource: { ...configuration.resource, databricks_schema }, import: blocks });
  expect((await terraform.apply()).stdout).toMatch("1 imported, 0 added, 0 changed, 0 destroyed");
  blocks[0] = { to: "databricks_schema.existing", id: "main.missing" };
  expect(await terraform.run("state", "rm", "databricks_schema.existing")).toMatchObject({ code: 0 });
  terraform.write({ ...configuration, resource: { ...configuration.resource, databricks_schema }, import: blocks });
  expect((await terraform.apply()).stderr).toMatch("Cannot import non-existent remote object");
  terraform.write(configuration);
});

test("renews the secret behind an alias in one apply, without asking as somebody else meanwhile", async () => {
  configuration.resource.databricks_service_principal_secret.tool.lifetime = "90000s";
  terraform.write(configuration);
  const { stdout } = await terraform.run("plan", "-no-color", "-input=false", "-out=plan");
  expect(stdout).toMatch("Warning: token");
  expect(stdout).toMatch("Plan: 1 to add, 0 to change, 1 to destroy.");
  expect(await terraform.run("apply", "-no-color", "plan")).toMatchObject({ code: 0 });
  expect(await terraform.plan()).toEqual([]);
});

test("never mixes the credentials of terraform processes that run at once", async () => {
  const obo = attributes("databricks_obo_token", "tool")["token_value"];
  const folders = [{}, { token: obo }].map((provider, index) => {
    const folder = new TerraformFolder(workspace.host);
    const comment = `by ${index}`;
    folder.write({
      provider: { databricks: [provider] },
      resource: { databricks_token: { many: { count: 5, comment } } },
    });
    return folder;
  });
  const runs = await Promise.all(folders.map((folder) => folder.run("init").then(() => folder.apply())));
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  const { token_infos } = (await workspace.admin("GET", "/api/2.0/token/list")) as {
    token_infos: { comment: string }[];
  };
  expect(token_infos.filter(({ comment }) => comment.startsWith("by ")).map(({ comment }) => comment)).toEqual(
    Array<string>(5).fill("by 0"),
  );
  folders.forEach((folder) => folder.remove());
});

test("refuses a host that is not this workspace", async () => {
  terraform.write({
    provider: { databricks: [{ host: "https://adb-1.2.azuredatabricks.net" }] },
    resource: { databricks_group: { g: { display_name: "g" } } },
  });
  const { code, stderr } = await terraform.run("plan", "-no-color", "-input=false", "-state=none");
  expect(code).toBe(1);
  expect(stderr).toMatch("this provider serves only the local workspace https://localhost:8443");
  expect(stderr).toMatch(/"host": "https:\/\/adb-1\.2/);
});

test("destroys everything it made", async () => {
  terraform.write(configuration);
  const { code, stdout, stderr } = await terraform.run("destroy", "-auto-approve", "-no-color");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toMatch(/Destroy complete! Resources: \d+ destroyed\./);
  expect(terraform.state().resources).toEqual([]);
});

function attributes(type: string, name: string): Record<string, unknown> {
  const found = terraform.state().resources.find((resource) => resource.type === type && resource.name === name);
  return found?.instances[0]?.attributes ?? {};
}
