import { Catalog, Schema, ServicePrincipal, type ISchema, type IServicePrincipal } from "../../constructs";
import { Template, testStack } from "../support/template";

test("a schema needs a catalog and a name only, and waits for a catalog of the same stack", () => {
  const { stack } = testStack();
  const catalog = new Catalog(stack, "sales", { name: "sales" });
  new Schema(stack, "orders", { catalog, name: "orders" });
  expect(new Template(stack).resources("databricks_schema")).toMatchInlineSnapshot(`
   {
     "orders_46FA7C19": {
       "catalog_name": "sales",
       "depends_on": [
         "databricks_catalog.sales_16F9C3E7",
       ],
       "force_destroy": false,
       "name": "orders",
     },
   }
  `);
});

test("every property arrives", () => {
  const { stack } = testStack();
  const catalog = Catalog.fromCatalogName(stack, "c", "c");
  const schema = new Schema(stack, "s", { catalog, name: "S", storageRoot: "gs://b/p", comment: "hers", owner: "eve" });
  expect(schema.node.defaultChild).toHaveProperty("terraformResourceType", "databricks_schema");
  expect(new Template(stack).resource("databricks_schema")).toMatchObject({
    catalog_name: "c",
    name: "s",
    storage_root: "gs://b/p",
    comment: "hers",
    owner: "eve",
    force_destroy: false,
  });
});

test.each<[string, (schema: ISchema, principal: IServicePrincipal) => unknown, string[]]>([
  ["grant", (s, p) => s.grant(p, "SELECT", "MODIFY"), ["c.s: MODIFY SELECT"]],
  ["grantUse", (s, p) => s.grantUse(p), ["c: USE_CATALOG", "c.s: USE_SCHEMA"]],
  ["grantRead", (s, p) => s.grantRead(p), ["c: USE_CATALOG", "c.s: SELECT USE_SCHEMA"]],
  ["grantCreateTable", (s, p) => s.grantCreateTable(p), ["c: USE_CATALOG", "c.s: CREATE_TABLE USE_SCHEMA"]],
])("%s confers exactly its privileges", (_, give, grants) => {
  const { stack } = testStack();
  const catalog = new Catalog(stack, "c", { name: "c" });
  const schema = new Schema(stack, "s", { catalog, name: "s" });
  give(schema, new ServicePrincipal(stack, "p", { displayName: "p" }));
  expect(new Template(stack).grants()).toEqual(grants);
});

test.each([
  [{ name: "a.b" }, 'name is "a.b"'],
  [{ name: "INFORMATION_SCHEMA" }, "every catalog has already; choose another name"],
  [{ name: "s", storageRoot: "https://x" }, "storageRoot is"],
])("refuses %j", (props, message) => {
  const { stack } = testStack();
  const catalog = Catalog.fromCatalogName(stack, "c", "c");
  expect(() => new Schema(stack, "s", { catalog, ...props })).toThrow(message);
});

test("refuses to create a schema twice in one stack", () => {
  const { stack } = testStack();
  const catalog = Catalog.fromCatalogName(stack, "c", "c");
  new Schema(stack, "a", { catalog, name: "same" });
  expect(() => new Schema(stack, "b", { catalog, name: "same" })).toThrow("c.same is created twice in one stack");
});
