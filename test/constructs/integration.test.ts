import { TerraformOutput } from "cdktf";
import {
  AbsentIntegration,
  type AbsentIntegrationProps,
  Catalog,
  Integration,
  type IntegrationProps,
  SqlWarehouse,
} from "../../constructs";
import { connectionSchema } from "../../workspace/connection";
import type { Cloud } from "../../workspace/host";
import { Template, testStack } from "../template";

const writer = {
  tool: "clevertap",
  catalog: { name: "clevertap_catalog" },
  schema: "clevertap_schema",
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "SELECT", "CREATE_TABLE"] },
  warehouse: { name: "clevertap" },
  credentialKind: "pat",
  lifetimeDays: 90,
} as const satisfies Omit<IntegrationProps, "workspace">;

function integration(props: Partial<IntegrationProps> = {}, id = "clevertap", cloud: Cloud = "aws") {
  const { stack, workspace } = testStack({ cloud });
  return { stack, integration: new Integration(stack, id, { workspace, ...writer, ...props }) };
}

test("an integration with a schema of its own becomes these resources", () => {
  const { stack } = integration();
  const { resource } = new Template(stack).json;
  const addresses = Object.entries(resource!).flatMap(([type, byId]) => Object.keys(byId).map((id) => `${type}.${id}`));
  expect(addresses).toMatchInlineSnapshot(`
   [
     "databricks_catalog.clevertap_catalog_E9E8F4AD",
     "databricks_grant.clevertap_principal_grants_clevertap_catalog_8A67E1DF",
     "databricks_grant.clevertap_principal_grants_clevertap_catalog_clevertap_schema_84A0889E",
     "databricks_obo_token.clevertap_credential_EA2E8ED5",
     "databricks_permissions.clevertap_warehouse_permissions_AE0575B2",
     "databricks_schema.clevertap_schema_ED4C9D7D",
     "databricks_service_principal.clevertap_principal_9A9D7054",
     "databricks_sql_endpoint.clevertap_warehouse_18DB360D",
   ]
  `);
});

test("its connection has the shape that the scripts read", () => {
  const { stack, integration: made } = integration({ read: [{ catalog: "main", schema: "sales" }] });
  new TerraformOutput(stack, "connection", { value: made.connection, staticId: true });
  const connection = new Template(stack).output("connection") as { port: string };
  expect(connection).toMatchInlineSnapshot(`
   {
     "auto_stop_minutes": 10,
     "catalog": "clevertap_catalog",
     "credential": {
       "id": "\${databricks_obo_token.clevertap_credential_EA2E8ED5.id}",
       "kind": "pat",
       "lifetime_days": 90,
     },
     "host": "\${databricks_sql_endpoint.clevertap_warehouse_18DB360D.odbc_params[0].hostname}",
     "http_path": "\${databricks_sql_endpoint.clevertap_warehouse_18DB360D.odbc_params[0].path}",
     "integration": "clevertap",
     "port": "\${databricks_sql_endpoint.clevertap_warehouse_18DB360D.odbc_params[0].port}",
     "principal": {
       "application_id": "\${databricks_service_principal.clevertap_principal_9A9D7054.application_id}",
       "display_name": "clevertap",
     },
     "read": [
       "main.sales",
     ],
     "schema": "clevertap_schema",
     "tool": "clevertap",
     "warehouse_id": "\${databricks_sql_endpoint.clevertap_warehouse_18DB360D.id}",
     "warehouse_name": "clevertap",
   }
  `);
  expect(connectionSchema.safeParse({ ...connection, port: 443 }).success).toBe(true);
});

test("a reader gets no catalog, no schema and no grants but those for reading, and shows the first catalog it reads", () => {
  const read = [
    { catalog: "sales", schema: "crm", table: "customers" },
    { catalog: "sales", schema: "orders" },
    { catalog: "samples" },
  ];
  const { stack, integration: made } = integration({ catalog: undefined, schema: undefined, read });
  const template = new Template(stack);
  expect(template.json.resource).not.toHaveProperty("databricks_catalog");
  expect(template.grants()).toEqual([
    "sales: USE_CATALOG",
    "sales.crm: USE_SCHEMA",
    "sales.crm.customers: SELECT",
    "sales.orders: SELECT USE_SCHEMA",
  ]);
  expect(made.connection).toMatchObject({
    catalog: "sales",
    schema: undefined,
    read: ["sales.crm.customers", "sales.orders", "samples"],
  });
});

test("what it reads in its own catalog is merged with the grants for its own schema", () => {
  const { stack } = integration({ read: [{ catalog: "clevertap_catalog" }] });
  expect(new Template(stack).grants()).toEqual([
    "clevertap_catalog: SELECT USE_CATALOG USE_SCHEMA",
    "clevertap_catalog.clevertap_schema: CREATE_TABLE SELECT USE_SCHEMA",
  ]);
});

test("the owner owns the created catalog and schema, unless the catalog names its own", () => {
  const both = new Template(integration({ owner: "admins" }).stack);
  expect(both.resource("databricks_catalog").owner).toBe("admins");
  expect(both.resource("databricks_schema").owner).toBe("admins");
  const own = new Template(integration({ owner: "admins", catalog: { name: "c", owner: "eve" } }).stack);
  expect(own.resource("databricks_catalog").owner).toBe("eve");
});

test("integrations share a catalog and a warehouse that are given as constructs", () => {
  const { stack, workspace } = testStack();
  const catalog = new Catalog(stack, "shared", { name: "shared" });
  const warehouse = new SqlWarehouse(stack, "bi", { name: "bi" });
  for (const id of ["a", "b"]) new Integration(stack, id, { workspace, ...writer, catalog, warehouse, schema: id });
  const template = new Template(stack);
  expect(Object.keys(template.resources("databricks_schema"))).toHaveLength(2);
  expect(template.resource("databricks_permissions").access_control).toHaveLength(2);
  expect(template.resource("databricks_catalog").name).toBe("shared");
});

test("the principal's name can differ from the integration's", () => {
  const { stack } = integration({ principalName: "sp-clevertap" });
  expect(new Template(stack).resource("databricks_service_principal").display_name).toBe("sp-clevertap");
});

test("refuses a schema without a catalog", () => {
  expect(() => integration({ catalog: undefined })).toThrow(
    "schema is clevertap_schema without a catalog; name the catalog",
  );
});

function absent(props: Partial<AbsentIntegrationProps> = {}, cloud: Cloud = "aws") {
  const { stack, workspace } = testStack({ cloud });
  const defaults = { workspace, credentialKind: "pat", ownCatalog: true, ownSchema: true } as const;
  new AbsentIntegration(stack, "clevertap", { ...defaults, ...props });
  return stack;
}

test("an absent integration forgets catalog and schema by the addresses they had, and has nothing else", () => {
  const present = new Template(integration().stack);
  const { resource, removed, provider } = new Template(absent()).json;
  expect(resource).toBeUndefined();
  expect(provider!.databricks).toHaveLength(1);
  expect(removed).toEqual(
    ["databricks_catalog", "databricks_schema"].map((type) => ({
      from: `${type}.${present.idOf(type)}`,
      lifecycle: [{ destroy: false }],
    })),
  );
});

test("an absent integration forgets only what it created", () => {
  const { removed } = new Template(absent({ ownCatalog: false })).json;
  expect(removed).toHaveLength(1);
  expect(JSON.stringify(removed)).toContain("databricks_schema.");
  expect(new Template(absent({ ownCatalog: false, ownSchema: false })).json).not.toHaveProperty("removed");
});

test("an absent integration keeps the provider that Terraform needs to forget a token on Azure, without its secret", () => {
  const present = new Template(integration({}, "clevertap", "azure").stack).json.provider!.databricks!;
  const { provider, resource } = new Template(absent({}, "azure")).json;
  expect(provider!.databricks![1]).toEqual({ alias: present[1]!.alias, rate_limit: 50 });
  expect(resource).toBeUndefined();
  expect(new Template(absent({ credentialKind: "oauth" }, "azure")).json.provider!.databricks).toHaveLength(1);
});

test("refuses to be absent in HCL, where the block that keeps the data would be missing", () => {
  expect(() => absent().toHclTerraform()).toThrow("synthesize JSON (without --hcl)");
});
