import { planChange } from "../../provider/engine/plan";
import { refreshState } from "../../provider/engine/refresh";
import { conform } from "../../provider/engine/conform";
import type { Resource } from "../../provider/engine/resource";
import { PROVIDER_SCHEMA, type Block } from "../../provider/engine/schema";
import { UNKNOWN, type Values } from "../../provider/engine/value";
import { RESOURCES } from "../../provider/resources";

function type(name: string): { block: Block; resource: Resource; values: (raw: object) => Values } {
  const block = PROVIDER_SCHEMA.resource_schemas[name]?.block;
  const resource = RESOURCES[name];
  if (!block || !resource) throw new Error(name);
  return { block, resource, values: (raw) => conform(block, { ...raw }) };
}

function plan(name: string, prior: object | undefined, config: object) {
  const { block, resource, values } = type(name);
  return planChange(block, resource, prior && values(prior), values(config));
}

function refresh(name: string, state: object, answer: object, isNew = false): Values {
  const { block, resource, values } = type(name);
  return refreshState(block, resource, values(state), { ...answer }, isNew);
}

const warehouse = {
  id: "w",
  name: "bi",
  cluster_size: "Small",
  auto_stop_mins: 120,
  enable_photon: true,
  max_num_clusters: 1,
  spot_instance_policy: "COST_OPTIMIZED",
  no_wait: false,
  warehouse_type: "PRO",
  min_num_clusters: 1,
  channel: [{ name: "CHANNEL_NAME_CURRENT" }],
  state: "RUNNING",
};
const small = { name: "bi", cluster_size: "Small" };

describe("planning a new object", () => {
  test("leaves what the service decides unknown and fills in defaults", () => {
    const { planned, replace } = plan("databricks_sql_endpoint", undefined, small);
    expect(planned).toMatchObject({
      ...small,
      id: UNKNOWN,
      state: UNKNOWN,
      auto_stop_mins: 120,
      enable_photon: true,
      max_num_clusters: 1,
      spot_instance_policy: "COST_OPTIMIZED",
      warehouse_type: null,
      channel: [],
    });
    expect(replace).toEqual([]);
  });

  test("keeps what is configured but not known yet, and a default only inside a block that is there", () => {
    const { planned } = plan("databricks_sql_endpoint", undefined, { ...small, name: UNKNOWN, channel: [{}] });
    expect(planned).toMatchObject({ name: UNKNOWN, channel: [{ name: "CHANNEL_NAME_CURRENT", dbsql_version: null }] });
  });
});

describe("planning a change", () => {
  test.each<[what: string, name: string, prior: object, config: object]>([
    ["the same again", "databricks_sql_endpoint", warehouse, small],
    [
      "null for false in a state of the real provider",
      "databricks_schema",
      { id: "c.s", name: "s", catalog_name: "c", force_destroy: false },
      { name: "s", catalog_name: "c" },
    ],
    [
      "an imported object without defaults",
      "databricks_schema",
      { id: "c.s", name: "s", catalog_name: "c" },
      { name: "s", catalog_name: "c", comment: "" },
    ],
    [
      "another case of a Unity Catalog name",
      "databricks_schema",
      { id: "c.s", name: "s", catalog_name: "c" },
      { name: "S", catalog_name: "C" },
    ],
    [
      "a slash at the end of a storage root",
      "databricks_catalog",
      { id: "c", name: "c", storage_root: "s3://b/c" },
      { name: "c", storage_root: "s3://b/c/" },
    ],
    [
      "privileges in another order and spelling",
      "databricks_grant",
      { id: "catalog/c/p", catalog: "c", principal: "p", privileges: ["SELECT", "USE_CATALOG"] },
      { catalog: "c", principal: "p", privileges: ["use catalog", "SELECT"] },
    ],
    [
      "members of a set with empty text in place of null",
      "databricks_permissions",
      {
        id: "/sql/warehouses/w",
        sql_endpoint_id: "w",
        access_control: [{ group_name: "", user_name: "u", service_principal_name: "", permission_level: "CAN_USE" }],
      },
      { sql_endpoint_id: "w", access_control: [{ user_name: "u", permission_level: "CAN_USE" }] },
    ],
    ["a time limit alone", "databricks_sql_endpoint", warehouse, { ...small, timeouts: { create: "5m" } }],
  ])("sees no change in %s", (_what, name, prior, config) => {
    expect(plan(name, prior, config)).toEqual({ planned: type(name).values(prior), replace: [] });
  });

  test("changes in place what can be changed, and shows nothing else", () => {
    const { planned, replace } = plan("databricks_sql_endpoint", warehouse, { ...small, auto_stop_mins: 10 });
    expect(planned).toEqual(type("databricks_sql_endpoint").values({ ...warehouse, auto_stop_mins: 10 }));
    expect(replace).toEqual([]);
  });

  test("takes away optional attributes that are no longer configured", () => {
    const prior = { id: "c.s", name: "s", catalog_name: "c", comment: "old", properties: { a: "b" } };
    const { planned } = plan("databricks_schema", prior, { name: "s", catalog_name: "c" });
    expect(planned).toMatchObject({ comment: null, properties: {} });
  });

  test("empties the tags of a warehouse and resets its channel when they are no longer configured", () => {
    const tags = [{ custom_tags: [{ key: "cost", value: "bi" }] }];
    const prior = { ...warehouse, tags, channel: [{ name: "CHANNEL_NAME_PREVIEW" }] };
    expect(plan("databricks_sql_endpoint", prior, small).planned).toMatchObject({
      tags: [{ custom_tags: [{ key: null, value: null }] }],
      channel: [{ name: "CHANNEL_NAME_CURRENT" }],
    });
  });

  test("shows a default that an imported object lacks only beside something that changes", () => {
    const imported = { id: "c.s", name: "s", catalog_name: "c", comment: "theirs" };
    const config = { name: "s", catalog_name: "c" };
    const alone = plan("databricks_schema", imported, { ...config, comment: "theirs" });
    expect(alone.planned["force_destroy"]).toBeNull();
    expect(plan("databricks_schema", imported, config).planned["force_destroy"]).toBe(false);
  });

  test.each<[string, object, object, string[]]>([
    ["databricks_schema", { name: "s", catalog_name: "c" }, { name: "t", catalog_name: "c" }, ["name"]],
    [
      "databricks_grant",
      { schema: "c.s", principal: "p", privileges: ["SELECT"] },
      { schema: UNKNOWN, principal: "p", privileges: ["SELECT"] },
      ["schema"],
    ],
    [
      "databricks_obo_token",
      { application_id: "a", lifetime_seconds: 60 },
      { application_id: "a", lifetime_seconds: 90 },
      ["lifetime_seconds"],
    ],
    ["databricks_catalog", { name: "c", options: { a: "1" } }, { name: "c", options: { a: "2" } }, ["options"]],
    [
      "databricks_catalog",
      { name: "c", options: { authorized_paths: "1" } },
      { name: "c", options: { authorized_paths: "2" } },
      [],
    ],
    ["databricks_catalog", { name: "c" }, { name: "d" }, []],
  ])("%s %j → %j makes a new object because of %j", (name, prior, config, replace) => {
    expect(plan(name, { id: "x", ...prior }, config).replace).toEqual(replace);
  });
});

describe("looking at the service", () => {
  test("takes everything into the state of a new object", () => {
    expect(
      refresh("databricks_schema", { id: "c.s", name: "s" }, { comment: "theirs", owner: "o" }, true),
    ).toMatchObject({
      comment: "theirs",
      owner: "o",
    });
  });

  test("shows a changed value of a managed attribute, and a computed one that is not managed", () => {
    const state = { id: "c.s", name: "s", comment: "ours", owner: "o" };
    expect(refresh("databricks_schema", state, { comment: "theirs", owner: "p" })).toMatchObject({
      comment: "theirs",
      owner: "p",
    });
  });

  test("passes over what somebody added to an attribute that is not managed", () => {
    expect(refresh("databricks_schema", { id: "c.s" }, { comment: "theirs", properties: { a: "b" } })).toMatchObject({
      comment: null,
      properties: null,
    });
  });

  test("passes over an optional attribute that was cleared, unless the resource reads literally", () => {
    expect(refresh("databricks_schema", { id: "c.s", comment: "ours" }, { comment: "" })["comment"]).toBe("ours");
    expect(refresh("databricks_obo_token", { id: "t", comment: "ours" }, { comment: "" })["comment"]).toBe("");
  });

  test("takes the service's spelling of a name, and keeps the configuration's of a privilege", () => {
    expect(refresh("databricks_schema", { id: "c.s", name: "S" }, { name: "s" }, true)["name"]).toBe("s");
    const grant = { id: "catalog/c/p", catalog: "c", principal: "p", privileges: ["use catalog"] };
    expect(refresh("databricks_grant", grant, { privileges: ["USE_CATALOG"] })["privileges"]).toEqual(["use catalog"]);
  });

  test("fills in zeros where the service leaves something out inside a block, as the real provider does", () => {
    const state = refresh("databricks_sql_endpoint", warehouse, { health: { status: "HEALTHY" } });
    expect(state["health"]).toEqual([{ status: "HEALTHY", details: "", failure_reason: [], message: "", summary: "" }]);
    expect(state["channel"]).toEqual([{ name: "CHANNEL_NAME_CURRENT", dbsql_version: null }]);
  });
});
