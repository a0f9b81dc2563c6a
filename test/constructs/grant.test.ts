import { Catalog, Grant, grantRead, Schema, ServicePrincipal } from "../../constructs";
import { Template, testStack } from "../support/template";

function principals(...names: string[]) {
  const { stack } = testStack();
  return { stack, principals: names.map((name) => new ServicePrincipal(stack, name, { displayName: name })) };
}

test("one grant holds what one principal may do on one securable", () => {
  const {
    stack,
    principals: [tool],
  } = principals("tool");
  Grant.of(tool!, { catalog: "sales" }).allow("USE_CATALOG");
  expect(new Template(stack).resources("databricks_grant")).toMatchInlineSnapshot(`
   {
     "tool_grants_sales_2436AD65": {
       "catalog": "sales",
       "principal": "\${databricks_service_principal.tool_A5A69C7F.application_id}",
       "privileges": [
         "USE_CATALOG",
       ],
     },
   }
  `);
});

test("privileges given later are added once each, in a fixed order", () => {
  const {
    stack,
    principals: [tool],
  } = principals("tool");
  Grant.of(tool!, { catalog: "c", schema: "s" }).allow("USE_SCHEMA", "SELECT");
  const grant = Grant.of(tool!, { catalog: "c", schema: "s" }).allow("MODIFY", "SELECT");
  expect(grant.privileges).toEqual(["MODIFY", "SELECT", "USE_SCHEMA"]);
  expect(new Template(stack).grants()).toEqual(["c.s: MODIFY SELECT USE_SCHEMA"]);
});

test("what only privilege model 1.1 knows is left to Terraform, which asks the metastore", () => {
  const {
    stack,
    principals: [tool],
  } = principals("tool");
  const on = { catalog: "c", schema: "s" };
  Grant.of(tool!, on).allow("USE_SCHEMA").allowFrom11("CREATE_VIEW").allow("CREATE_TABLE");
  const template = new Template(stack);
  const version = "data.databricks_current_metastore.current_metastore.metastore_info[0].privilege_model_version";
  expect(template.resource("databricks_grant").privileges).toBe(
    `\${setunion(["CREATE_TABLE","USE_SCHEMA"], try(tonumber(${version}) >= 1.1, false) ? ["CREATE_VIEW"] : [])}`,
  );
  expect(template.json.data).toEqual({ databricks_current_metastore: { current_metastore: {} } });
});

test("a privilege that is allowed everywhere needs no look at the metastore", () => {
  const {
    stack,
    principals: [tool],
  } = principals("tool");
  Grant.of(tool!, { catalog: "c", schema: "s" }).allowFrom11("CREATE_VIEW").allow("CREATE_VIEW");
  const template = new Template(stack);
  expect(template.grants()).toEqual(["c.s: CREATE_VIEW"]);
  expect(template.json).not.toHaveProperty("data");
});

test("grants on one securable follow each other, those on others do not wait", () => {
  const { stack, principals: tools } = principals("a", "b", "c");
  for (const tool of tools) {
    Grant.of(tool, { catalog: "shared" }).allow("USE_CATALOG");
    Grant.of(tool, { catalog: "shared", schema: tool.displayName }).allow("SELECT");
  }
  const grants = new Template(stack).resources("databricks_grant");
  const idOf = (start: string) => Object.keys(grants).find((id) => new RegExp(`^${start}_[0-9A-F]{8}$`).test(id))!;
  const [first, second, third] = ["a", "b", "c"].map((name) => idOf(`${name}_grants_shared`));
  expect(grants[first!]).not.toHaveProperty("depends_on");
  expect(grants[second!]).toHaveProperty("depends_on", [`databricks_grant.${first}`]);
  expect(grants[third!]).toHaveProperty("depends_on", [`databricks_grant.${second}`]);
  expect(grants[idOf("b_grants_shared_b")]).not.toHaveProperty("depends_on");
});

test("a grant waits for what the stack creates, also when that comes later in the program", () => {
  const {
    stack,
    principals: [tool],
  } = principals("tool");
  grantRead(tool!, { catalog: "c", schema: "s", table: "t" });
  const catalog = new Catalog(stack, "c", { name: "c" });
  new Schema(stack, "s", { catalog, name: "s" });
  const template = new Template(stack);
  const catalogAddress = `databricks_catalog.${template.idOf("databricks_catalog")}`;
  const schemaAddress = `databricks_schema.${template.idOf("databricks_schema")}`;
  const waits = Object.values(template.resources("databricks_grant")).map((grant) => grant.depends_on);
  expect(waits).toEqual([[catalogAddress], [schemaAddress], [schemaAddress]]);
});

test.each([
  ["a catalog", { catalog: "c" }, ["c: SELECT USE_CATALOG USE_SCHEMA"]],
  ["a schema", { catalog: "c", schema: "s" }, ["c: USE_CATALOG", "c.s: SELECT USE_SCHEMA"]],
  ["a table", { catalog: "c", schema: "s", table: "t" }, ["c: USE_CATALOG", "c.s: USE_SCHEMA", "c.s.t: SELECT"]],
])("reading %s takes the privileges on the way to it, and no more", (_, securable, grants) => {
  const {
    stack,
    principals: [tool],
  } = principals("tool");
  grantRead(tool!, securable);
  expect(new Template(stack).grants()).toEqual(grants);
});

test.each([{ catalog: "samples" }, { catalog: "samples", schema: "tpch", table: "orders" }])(
  "reading %j needs no grant",
  (securable) => {
    const {
      stack,
      principals: [tool],
    } = principals("tool");
    grantRead(tool!, securable);
    expect(new Template(stack).grants()).toEqual([]);
  },
);

test("names that differ only in where their parts end get grants of their own", () => {
  const {
    stack,
    principals: [tool],
  } = principals("tool");
  Grant.of(tool!, { catalog: "a_b", schema: "c" }).allow("SELECT");
  Grant.of(tool!, { catalog: "a", schema: "b_c" }).allow("SELECT");
  expect(new Template(stack).grants().sort()).toEqual(["a.b_c: SELECT", "a_b.c: SELECT"]);
});

test.each(["constructor", "__proto__", "toString", "valueOf"])(
  "a catalog, schema, table or group may be called %s",
  (name) => {
    const { stack } = testStack();
    const principal = new ServicePrincipal(stack, "p", { displayName: "p", groups: [name] });
    Grant.of(principal, { catalog: name, schema: name, table: name }).allow("SELECT");
    const template = new Template(stack);
    expect(template.resource("databricks_grant")).toMatchObject({ table: `${name}.${name}.${name}` });
    expect(Object.values(template.json.data?.databricks_group ?? {})).toMatchObject([{ display_name: name }]);
  },
);
