import { DATA_SOURCES } from "../../provider/data-sources";
import { conform } from "../../provider/engine/conform";
import { PROVIDER_SCHEMA } from "../../provider/engine/schema";
import { validateConfig } from "../../provider/engine/validate";
import type { Script } from "./operations";
import { startWorkspace } from "./real-workspace";
import { Refusal, scriptedWorkspace } from "./scripted-workspace";
import { TerraformFolder } from "./terraform";

function dataSource(type: string, config: object) {
  const source = DATA_SOURCES[`databricks_${type}`];
  const block = PROVIDER_SCHEMA.data_source_schemas[`databricks_${type}`]?.block;
  if (!source || !block) throw new Error(type);
  return { source, values: conform(block, { ...config }) };
}

/** What a data source answers, and what it asks for that. */
async function read(type: string, config: object, script: Script) {
  const { client, calls } = scriptedWorkspace(script);
  const { source, values } = dataSource(type, config);
  return { calls, answer: await source.read(client, values) };
}

const CLUSTERS = "GET clusters/list";
const PRINCIPALS = "GET ServicePrincipals?excludedAttributes=roles&filter=";

describe("a cluster", () => {
  const etl = { cluster_id: "1", cluster_name: "etl" };
  const twins = [
    { cluster_id: "2", cluster_name: "twin" },
    { cluster_id: "3", cluster_name: "twin" },
  ];

  test("is found by its id, or by its name on a later page", async () => {
    const byId = await read("cluster", { cluster_id: "1" }, { "GET clusters/get?cluster_id=1": etl });
    expect(byId.answer).toEqual({ id: "1", ...etl, cluster_info: etl });
    const pages = {
      [CLUSTERS]: { clusters: twins, next_page_token: "t" },
      [`${CLUSTERS}?page_token=t`]: { clusters: [etl] },
    };
    expect((await read("cluster", { cluster_name: "etl" }, pages)).answer).toMatchObject({ id: "1" });
  });

  test.each([
    [{ cluster_name: "gone" }, "there is no cluster with name 'gone'"],
    [{ cluster_name: "twin" }, "there is more than one cluster with name 'twin'"],
    [{}, "you need to specify either `cluster_name` or `cluster_id`"],
    [{ cluster_id: "9" }, "Cluster 9 does not exist"],
  ])("fails for %j: %s", async (config, message) => {
    const refusal = new Refusal(400, "INVALID_PARAMETER_VALUE", "Cluster 9 does not exist");
    const script = { [CLUSTERS]: { clusters: [etl, ...twins] }, "GET clusters/get?cluster_id=9": refusal };
    await expect(read("cluster", config, script)).rejects.toThrow(message);
  });

  test("is listed by a part of its name in any case, after the service's own filters", async () => {
    const filter_by = [{ cluster_states: ["RUNNING", "PENDING"], is_pinned: true }];
    const filter = "filter_by.cluster_states=RUNNING&filter_by.cluster_states=PENDING&filter_by.is_pinned=true";
    const { answer } = await read(
      "clusters",
      { cluster_name_contains: "TW", filter_by },
      { [`${CLUSTERS}?${filter}`]: { clusters: [etl, ...twins] } },
    );
    expect(answer).toEqual({ id: "_", ids: ["2", "3"] });
  });
});

describe("a group", () => {
  const member = (kind: string, value: string) => ({ value, $ref: `${kind}/${value}` });
  const analysts = {
    id: "1",
    displayName: "analysts",
    members: [member("Users", "u"), member("ServicePrincipals", "s"), member("Groups", "c")],
    groups: [{ value: "2" }],
    entitlements: [{ value: "databricks-sql-access" }],
  };
  const company = { id: "2", members: [member("Groups", "1"), member("Users", "v")], groups: [{ value: "1" }] };
  const attributes = "attributes=displayName%2Cmembers%2Croles%2Centitlements%2CexternalId%2Cgroups";
  const script = {
    "GET Groups?filter=displayName+eq+%22analysts%22": { Resources: [analysts] },
    [`GET Groups/2?${attributes}`]: company,
  };

  test("comes with its members by kind, and with those of the groups it is in", async () => {
    const { calls, answer } = await read("group", { display_name: "analysts" }, script);
    expect(calls).toHaveLength(2);
    expect(answer).toMatchObject({
      id: "1",
      members: ["1", "c", "s", "u", "v"],
      users: ["u", "v"],
      service_principals: ["s"],
      child_groups: ["1", "c"],
      groups: ["1", "2"],
      acl_principal_id: "groups/analysts",
      databricks_sql_access: true,
      workspace_access: false,
    });
  });

  test("comes alone when it is told so", async () => {
    const { calls, answer } = await read("group", { display_name: "analysts", recursive: false }, script);
    expect(calls).toHaveLength(1);
    expect(answer).toMatchObject({ users: ["u"], groups: ["2"], recursive: false });
  });

  test("fails when there is none of that name", async () => {
    await expect(read("group", { display_name: "gone" }, {})).rejects.toThrow("cannot find group: gone");
  });
});

describe("a service principal", () => {
  const tool = { id: "42", applicationId: "app", displayName: "tool", active: true };

  test.each([
    [{ application_id: "app" }, "applicationId+eq+%22app%22"],
    [{ display_name: "tool" }, "displayName+eq+%22tool%22"],
    [{ scim_id: "42" }, "id+eq+%2242%22"],
  ])("is found by %j", async (config, filter) => {
    const { answer } = await read("service_principal", config, { [PRINCIPALS + filter]: { Resources: [tool] } });
    expect(answer).toMatchObject({
      id: "42",
      sp_id: "42",
      application_id: "app",
      acl_principal_id: "servicePrincipals/app",
    });
  });

  test.each([
    [{ application_id: "x" }, "cannot find SP with an application ID x"],
    [{ scim_id: "7" }, "cannot find SP with an ID 7"],
    [{ display_name: "gone" }, "cannot find SP with name gone"],
    [{ display_name: "twin" }, "there are 2 Service Principals with name twin"],
  ])("fails for %j: %s", async (config, message) => {
    const script = { [`${PRINCIPALS}displayName+eq+%22twin%22`]: { Resources: [tool, tool] } };
    await expect(read("service_principal", config, script)).rejects.toThrow(message);
  });

  test.each([[{}], [{ application_id: "a", display_name: "b" }]])("refuses to choose for %j", (config) => {
    const { source, values } = dataSource("service_principal", config);
    expect(validateConfig(source, values)[0]?.message).toMatch("exactly one of application_id, scim_id, display_name");
  });
});

describe("a warehouse", () => {
  const sources = ["a", "b"].map((id) => ({ id: `d${id}`, name: "twin", warehouse_id: id }));
  const script = { "GET preview/sql/data_sources": [sources] };

  test.each([
    [{ name: "gone" }, "can't find SQL warehouse with the name 'gone'"],
    [{ id: "gone" }, "can't find SQL warehouse with the ID 'gone'"],
    [{ name: "twin" }, "there are multiple SQL warehouses with the name 'twin'"],
    [{}, "either 'id' or 'name' should be provided"],
  ])("fails for %j: %s", async (config, message) => {
    await expect(read("sql_warehouse", config, script)).rejects.toThrow(message);
  });

  test("fails when it was deleted after it had been listed", async () => {
    const gone = new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "SQL warehouse a does not exist.");
    await expect(read("sql_warehouse", { id: "a" }, { ...script, "GET sql/warehouses/a": gone })).rejects.toThrow(
      "SQL warehouse a does not exist.",
    );
  });
});

test("says how the provider signs in only once it had to", async () => {
  const { client } = scriptedWorkspace({});
  const current = () => dataSource("current_config", {}).source.read(client, {});
  expect(await current()).toMatchObject({ host: "https://localhost:8443", cloud_type: "aws", auth_type: "" });
  await client.me();
  expect(await current()).toMatchObject({ auth_type: "pat" });
});

describe("with terraform", () => {
  test("reads every data source of a workspace and settles", async () => {
    const workspace = await startWorkspace();
    const terraform = new TerraformFolder(workspace.host);
    await workspace.admin("POST", "/api/2.1/clusters/create", {
      cluster_name: "etl",
      spark_version: "15.4.x-scala2.12",
      node_type_id: "i3.xlarge",
      num_workers: 1,
    });
    await workspace.admin("POST", "/api/2.0/preview/scim/v2/ServicePrincipals", { displayName: "tool" });
    const data = {
      databricks_catalog: { a: { name: "samples" } },
      databricks_catalogs: { a: {} },
      databricks_cluster: { a: { cluster_name: "etl" } },
      databricks_clusters: { a: {} },
      databricks_current_config: { a: {} },
      databricks_current_metastore: { a: {} },
      databricks_current_user: { a: {} },
      databricks_group: { a: { display_name: "admins" } },
      databricks_schema: { a: { name: "samples.tpch" } },
      databricks_schemas: { a: { catalog_name: "samples" } },
      databricks_service_principal: { a: { display_name: "tool" } },
      databricks_service_principals: { a: { display_name_contains: "oo" } },
      databricks_sql_warehouse: { a: { name: "Serverless Starter Warehouse" } },
      databricks_sql_warehouses: { a: { warehouse_name_contains: "STARTER" } },
      databricks_tables: { a: { catalog_name: "samples", schema_name: "tpch" } },
    };
    expect(Object.keys(data)).toEqual(Object.keys(DATA_SOURCES));
    terraform.write({ data });
    await terraform.run("init", "-no-color");
    expect((await terraform.apply()).stderr).toBe("");
    const read = new Map(terraform.state().resources.map(({ type, instances }) => [type, instances[0]?.attributes]));
    expect(read.get("databricks_catalog")).toMatchObject({
      catalog_info: [{ catalog_type: expect.any(String) as string, isolation_mode: "OPEN", comment: "" }],
      provider_config: null,
    });
    expect(read.get("databricks_cluster")).toMatchObject({ cluster_info: [{ state: expect.any(String) as string }] });
    expect(read.get("databricks_group")).toMatchObject({ recursive: true, users: [expect.any(String)] });
    expect(read.get("databricks_tables")?.["ids"]).toContain("samples.tpch.lineitem");
    expect(read.get("databricks_sql_warehouses")?.["ids"]).toHaveLength(1);
    expect(await terraform.plan()).toEqual([]);

    terraform.write({
      data: { databricks_catalog: { a: { name: "gone" } }, databricks_group: { a: { display_name: "gone" } } },
    });
    const { code, stderr } = await terraform.run("plan", "-no-color", "-input=false", "-state=none");
    expect(code).toBe(1);
    expect(stderr).toMatch("Error: cannot read catalog: cannot read data catalog: Catalog 'gone' does not exist.");
    expect(stderr).toMatch(/Error: cannot read group: cannot find group: gone\n[^"]+"display_name": "gone"/);
    terraform.remove();
    await workspace.host.close();
  });
});
