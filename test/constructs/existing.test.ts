import { TerraformOutput, TerraformVariable } from "cdktf";
import {
  Catalog,
  type ICatalog,
  Cluster,
  type ClusterProps,
  Schema,
  ServicePrincipal,
  SqlWarehouse,
} from "../../constructs";
import { Template, testStack } from "../support/template";

/** Addresses that a stack forgets. */
const forgotten = ({ json }: Template) => ((json.removed ?? []) as { from: string }[]).map(({ from }) => from).sort();
const addresses = ({ json }: Template) =>
  Object.entries(json.resource ?? {})
    .flatMap(([type, byId]) => Object.keys(byId).map((id) => `${type}.${id}`))
    .sort();

test("an existing catalog and schema are looked up by their folded names, and nothing else", () => {
  const { stack } = testStack();
  const catalog = Catalog.fromLookup(stack, "c", { name: "MAIN" });
  const schema = Schema.fromLookup(stack, "s", { catalog, name: "CRM" });
  expect([catalog.catalogName, schema.schemaName]).toEqual(["main", "crm"]);
  expect(catalog.node.defaultChild).toHaveProperty("terraformResourceType", "databricks_catalog");
  const { data, resource } = new Template(stack).json;
  expect({ data, resource }).toMatchInlineSnapshot(`
   {
     "data": {
       "databricks_catalog": {
         "c_738FD935": {
           "name": "main",
         },
       },
       "databricks_schema": {
         "s_B97C4B6B": {
           "name": "main.crm",
         },
       },
     },
     "resource": undefined,
   }
  `);
});

test("where things were created, the existing ones of the same ids take them out of the state with all that belongs to them", () => {
  const created = testStack().stack;
  const own = new Catalog(created, "c", { name: "c", alsoIn: [1] });
  new Schema(created, "s", { catalog: own, name: "s" });
  const principal = new ServicePrincipal(created, "p", { displayName: "p" });
  new SqlWarehouse(created, "w", { name: "w" }).grantUse(principal);

  const existing = testStack().stack;
  const catalog = Catalog.fromLookup(existing, "c", { name: "c" });
  Schema.fromLookup(existing, "s", { catalog, name: "s" });
  SqlWarehouse.fromLookup(existing, "w", { existing: "w" });
  const kept = addresses(new Template(created)).filter((address) => !address.includes("service_principal"));
  expect(kept).toHaveLength(5);
  expect(forgotten(new Template(existing))).toEqual(kept);
});

test("refuses to adopt in HCL, where the blocks that keep what was created would be missing", () => {
  const { stack } = testStack();
  Catalog.fromLookup(stack, "c", { name: "c" });
  expect(() => stack.toHclTerraform()).toThrow("c/forgotten needs a removed block");
});

test.each<[string, boolean, (catalog: ICatalog, principal: ServicePrincipal) => unknown]>([
  ["reading", false, (catalog, principal) => catalog.grantRead(principal)],
  ["reading a schema", false, (catalog, p) => Schema.fromLookup(catalog, "s", { catalog, name: "s" }).grantRead(p)],
  ["creating schemas", true, (catalog, principal) => catalog.grantCreateSchema(principal)],
  ["changing data", true, (catalog, principal) => catalog.grant(principal, "SELECT", "MODIFY")],
  ["creating a schema", true, (catalog) => new Schema(catalog, "s", { catalog, name: "s" })],
  [
    "creating tables in an existing schema",
    true,
    (catalog, p) => Schema.fromLookup(catalog, "s", { catalog, name: "s" }).grantCreateTable(p),
  ],
])("for %s, an existing catalog has to take writes: %s", (_, checked, use) => {
  const { stack } = testStack();
  use(Catalog.fromLookup(stack, "c", { name: "c" }), new ServicePrincipal(stack, "p", { displayName: "p" }));
  const [data] = Object.values(new Template(stack).json.data!.databricks_catalog!);
  const condition = '${coalesce(self.catalog_info[0].catalog_type, "MANAGED_CATALOG") == "MANAGED_CATALOG"}';
  const expected = { postcondition: [expect.objectContaining({ condition })] as unknown[] };
  expect(data!.lifecycle).toEqual(checked ? expected : undefined);
});

test.each([
  ["0123456789abcdef", { id: "0123456789abcdef" }],
  ["0123456789ABCDEF", { id: "0123456789ABCDEF" }],
  ["Shared Endpoint", { name: "Shared Endpoint" }],
  ["0123456789abcde", { name: "0123456789abcde" }],
])("an existing warehouse given as %s is looked up by %j", (existing, by) => {
  const { stack } = testStack();
  SqlWarehouse.fromLookup(stack, "w", { existing });
  expect(Object.values(new Template(stack).json.data!.databricks_sql_warehouse!)).toEqual([by]);
});

test("an existing warehouse gives what the workspace says about it, and its permissions are never written", () => {
  const { stack } = testStack();
  const warehouse = SqlWarehouse.fromLookup(stack, "w", { existing: "w", viaGroup: "users of it" });
  warehouse.grantUse(new ServicePrincipal(stack, "p", { displayName: "p" }));
  const { hostname, port, httpPath, autoStopMinutes, names } = warehouse;
  const value = { hostname, port, httpPath, autoStopMinutes, ...names };
  new TerraformOutput(stack, "o", { value, staticId: true });
  const template = new Template(stack);
  const data = `data.databricks_sql_warehouse.${Object.keys(template.json.data!.databricks_sql_warehouse!)[0]}`;
  expect(template.output("o")).toEqual({
    hostname: `\${${data}.odbc_params[0].hostname}`,
    port: `\${${data}.odbc_params[0].port}`,
    httpPath: `\${${data}.odbc_params[0].path}`,
    autoStopMinutes: `\${${data}.auto_stop_mins}`,
    warehouse_id: `\${${data}.id}`,
    warehouse_name: `\${${data}.name}`,
    warehouse_existing: true,
    use_group: "users of it",
  });
  expect(template.resources("databricks_permissions")).toEqual({});
});

test("a cluster is looked up by its id and has no permissions, and clusters share one look at the host", () => {
  const { stack } = testStack();
  const principal = new ServicePrincipal(stack, "p", { displayName: "p" });
  for (const cluster of ["1121-101500-abcd1234", "1121-101500-efgh5678"])
    new Cluster(stack, cluster, { cluster, workspaceId: 42 }).grantUse(principal);
  const { json } = new Template(stack);
  expect(Object.keys(json.resource!)).toEqual(["databricks_service_principal"]);
  expect(Object.keys(json.data!.databricks_current_config!)).toEqual(["current_config"]);
  expect(Object.values(json.data!.databricks_cluster!)).toMatchObject([
    { cluster_id: "1121-101500-abcd1234" },
    { cluster_id: "1121-101500-efgh5678" },
  ]);
});

test.each<[Partial<ClusterProps>, string]>([
  [{ cluster: "Team cluster" }, 'cluster is "Team cluster", allowed is its id, e.g. 1121-101500-abcd1234'],
  [{ cluster: "sql/protocolv1/o/1/1121-101500-abcd1234" }, "allowed is its id"],
  [{ workspaceId: 1.5 }, "workspaceId is 1.5, allowed is a whole number"],
])("refuses a cluster with %j", (props, message) => {
  const all = { cluster: "1121-101500-abcd1234", workspaceId: 1, ...props };
  expect(() => new Cluster(testStack().stack, "k", all)).toThrow(message);
});

test("refuses names that nothing can have", () => {
  const { stack } = testStack();
  expect(() => Catalog.fromLookup(stack, "c", { name: "a.b" })).toThrow('name is "a.b"');
  expect(() => Schema.fromLookup(stack, "s", { catalog: Catalog.fromCatalogName(stack, "d", "d"), name: "" })).toThrow(
    "name is empty",
  );
  expect(() => SqlWarehouse.fromLookup(stack, "w", { existing: " ", viaGroup: "" })).toThrow(
    "existing is empty, allowed are the warehouse's id or name; viaGroup is empty, name the group",
  );
});

test("names known to Terraform only are not checked", () => {
  const { stack } = testStack();
  const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
  Catalog.fromLookup(stack, "c", { name });
  SqlWarehouse.fromLookup(stack, "w", { existing: name });
  new Cluster(stack, "k", { cluster: name, workspaceId: 1 });
  const { data } = new Template(stack).json;
  expect(JSON.stringify(data!.databricks_catalog)).toContain("${var.name}");
});
