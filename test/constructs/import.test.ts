import { TerraformOutput, type TerraformStack } from "cdktf";
import { Catalog, Schema, ServicePrincipal, SqlWarehouse, type SqlWarehouseProps } from "../../constructs";
import { Template, testStack } from "../support/template";

const WAREHOUSE = "0123456789abcdef";

const imports = ({ json }: Template) => (json as { import?: unknown }).import;

/** Attributes of the one resource that Terraform is to leave as they are. */
const left = (template: Template, type: string) =>
  (template.resource(type).lifecycle as { ignore_changes: string[] }).ignore_changes;

test("an imported catalog keeps what no property says, and does not ask where its data could go", () => {
  const { stack } = testStack();
  new Catalog(stack, "c", { name: "MAIN", import: "Main" });
  const template = new Template(stack);
  expect(imports(template)).toEqual([{ id: "main", to: `databricks_catalog.${template.idOf("databricks_catalog")}` }]);
  expect(left(template, "databricks_catalog")).toMatchInlineSnapshot(`
   [
     "storage_root",
     "connection_name",
     "provider_name",
     "share_name",
     "options",
     "properties",
     "enable_predictive_optimization",
     "browse_only",
     "force_destroy",
     "comment",
     "owner",
     "isolation_mode",
   ]
  `);
  expect(template.json).not.toHaveProperty("data");
});

test("what the properties say of an imported catalog is no longer left as it is, but for its storage", () => {
  const { stack } = testStack();
  const said = { storageRoot: "s3://b/p", comment: "ours", owner: "admins", alsoIn: [] };
  new Catalog(stack, "c", { name: "main", import: "main", ...said });
  const ignored = left(new Template(stack), "databricks_catalog");
  expect(ignored).toContain("storage_root");
  for (const attribute of ["comment", "owner", "isolation_mode"]) expect(ignored).not.toContain(attribute);
});

test("an imported catalog has to take writes as soon as something is made in it", () => {
  const conditions = (write: boolean) => {
    const { stack } = testStack();
    const catalog = new Catalog(stack, "c", { name: "main", import: "main" });
    if (write) for (const name of ["a", "b"]) new Schema(stack, name, { catalog, name });
    const { postcondition } = new Template(stack).resource("databricks_catalog").lifecycle as {
      postcondition: { condition: string }[];
    };
    return postcondition.map(({ condition }) => condition);
  };
  const [rename] = conditions(false);
  const writes = '${coalesce(self.catalog_type, "MANAGED_CATALOG") == "MANAGED_CATALOG"}';
  expect(conditions(true)).toEqual([rename, writes]);
});

test("an imported schema keeps what no property says", () => {
  const { stack } = testStack();
  const catalog = Catalog.fromCatalogName(stack, "c", "c");
  new Schema(stack, "s", { catalog, name: "s", import: "C.S", owner: "admins" });
  const template = new Template(stack);
  expect(imports(template)).toEqual([{ id: "c.s", to: `databricks_schema.${template.idOf("databricks_schema")}` }]);
  expect(left(template, "databricks_schema")).toEqual([
    "name",
    "catalog_name",
    "storage_root",
    "properties",
    "enable_predictive_optimization",
    "force_destroy",
    "comment",
  ]);
});

test("an imported warehouse has no defaults, and keeps its name, its settings and its permissions", () => {
  const { stack } = testStack();
  const warehouse = new SqlWarehouse(stack, "w", { import: WAREHOUSE, autoStopMinutes: 20 });
  warehouse.grantUse(new ServicePrincipal(stack, "p", { displayName: "p" }));
  const template = new Template(stack);
  const id = template.idOf("databricks_sql_endpoint");
  expect(imports(template)).toEqual([{ id: WAREHOUSE, to: `databricks_sql_endpoint.${id}` }]);
  expect(warehouse.autoStopMinutes).toBe(20);
  expect(left(template, "databricks_sql_endpoint")).toMatchInlineSnapshot(`
   [
     "enable_photon",
     "spot_instance_policy",
     "instance_profile_arn",
     "no_wait",
     "name",
     "cluster_size",
     "warehouse_type",
     "enable_serverless_compute",
     "min_num_clusters",
     "max_num_clusters",
     "channel",
     "tags",
   ]
  `);
  expect(template.resources("databricks_permissions")).toEqual({});
});

test("permissions that the stack wrote on a warehouse before it was imported are forgotten, not taken away", () => {
  const before = testStack().stack;
  new SqlWarehouse(before, "w", { name: "w" }).grantUse(new ServicePrincipal(before, "p", { displayName: "p" }));
  const { stack } = testStack();
  new SqlWarehouse(stack, "w", { import: WAREHOUSE });
  const from = `databricks_permissions.${new Template(before).idOf("databricks_permissions")}`;
  expect(new Template(stack).json.removed).toEqual([{ from, lifecycle: [{ destroy: false }] }]);
});

test("an imported principal keeps its name, and entitlements that nobody asked for", () => {
  const { stack } = testStack();
  const principal = new ServicePrincipal(stack, "p", { displayName: "tool", import: "4711" });
  new TerraformOutput(stack, "name", { value: principal.displayName, staticId: true });
  const template = new Template(stack);
  const address = `databricks_service_principal.${template.idOf("databricks_service_principal")}`;
  expect(imports(template)).toEqual([{ id: "4711", to: address }]);
  expect(left(template, "databricks_service_principal")).toMatchInlineSnapshot(`
   [
     "display_name",
     "active",
     "allow_cluster_create",
     "allow_instance_pool_create",
     "workspace_consume",
     "external_id",
     "workspace_access",
   ]
  `);
  expect(template.output("name")).toBe(`\${${address}.display_name}`);
});

test.each<[string, string, Record<string, string> | undefined, (stack: TerraformStack) => unknown]>([
  ["databricks_sql_warehouse", "BI", { name: "BI" }, (stack) => new SqlWarehouse(stack, "w", { import: "BI" })],
  ["databricks_sql_warehouse", WAREHOUSE, undefined, (stack) => new SqlWarehouse(stack, "w", { import: WAREHOUSE })],
  [
    "databricks_service_principal",
    "SP tool",
    { display_name: "SP tool" },
    (stack) => new ServicePrincipal(stack, "p", { displayName: "p", import: "SP tool" }),
  ],
  [
    "databricks_service_principal",
    "3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f",
    { application_id: "3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f" },
    (stack) => new ServicePrincipal(stack, "p", { displayName: "p", import: "3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f" }),
  ],
  [
    "databricks_service_principal",
    "4711",
    undefined,
    (stack) => new ServicePrincipal(stack, "p", { displayName: "p", import: "4711" }),
  ],
])(
  "the %s %s is imported by its id, which Terraform looks up where something else is given",
  (type, given, lookup, make) => {
    const { stack } = testStack();
    make(stack);
    const template = new Template(stack);
    const [[id, data] = []] = Object.entries(template.json.data?.[type] ?? {});
    expect(data ?? null).toEqual(lookup ? expect.objectContaining(lookup) : null);
    expect(imports(template)).toMatchObject([{ id: lookup ? `\${data.${type}.${id}.id}` : given }]);
  },
);

test.each<[string, string, (stack: ReturnType<typeof testStack>["stack"]) => unknown]>([
  [
    "a catalog under another name",
    "import is other, allowed is its name, main: a catalog cannot be renamed",
    (stack) => new Catalog(stack, "c", { name: "main", import: "other" }),
  ],
  [
    "a schema under another name",
    "import is c.other, allowed is its full name, c.s",
    (stack) =>
      new Schema(stack, "s", { catalog: Catalog.fromCatalogName(stack, "c", "c"), name: "s", import: "c.other" }),
  ],
  [
    "a warehouse by its name under another one",
    "import is BI, a name that BI 2 takes the place of; allowed is the warehouse's id, 16 hexadecimal digits",
    (stack) => new SqlWarehouse(stack, "w", { import: "BI", name: "BI 2" }),
  ],
  ["no warehouse", "import is empty, allowed are", (stack) => new SqlWarehouse(stack, "w", { import: "" })],
  [
    "no principal",
    "import is empty, allowed are its numeric id, application id or display name",
    (stack) => new ServicePrincipal(stack, "p", { displayName: "p", import: " " }),
  ],
  ["a warehouse with wrong settings", "autoStopMinutes is 3", (stack) => new SqlWarehouse(stack, "w", imported(3))],
])("refuses to import %s", (_, message, make) => {
  expect(() => make(testStack().stack)).toThrow(message);
});

function imported(autoStopMinutes: number): SqlWarehouseProps {
  return { import: WAREHOUSE, autoStopMinutes };
}

test("refuses a warehouse that is neither named nor imported", () => {
  expect(() => new SqlWarehouse(testStack().stack, "w", {})).toThrow("name is missing, give it a name");
});
