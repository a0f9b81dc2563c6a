import { TerraformOutput } from "cdktf";
import { Catalog, Integration, type IntegrationProps, SqlWarehouse } from "../../constructs";
import type { CatalogConfig, PrincipalConfig, SchemaConfig, WarehouseConfig } from "../../lib/config/resolved";
import { connectionSchema } from "../../lib/terraform/connection";
import type { Cloud } from "../../lib/databricks/host";
import { Template, testStack } from "../support/template";

const writer = {
  tool: "clevertap",
  catalog: { name: "clevertap_catalog" },
  schema: { name: "clevertap_schema" },
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

test("a tool that makes schemas gets its privileges on the catalog without a schema of its own", () => {
  const privileges = { catalog: ["USE_CATALOG", "CREATE_SCHEMA"] } as const;
  const { stack } = integration({ schema: undefined, privileges });
  expect(new Template(stack).grants()).toEqual(["clevertap_catalog: CREATE_SCHEMA USE_CATALOG"]);
});

test("of what it may do to what it reads, each catalog, schema and table gets what applies to it", () => {
  const { stack } = integration({
    catalog: undefined,
    schema: undefined,
    privileges: { read: ["BROWSE", "SELECT", "READ_VOLUME"] },
    read: [{ catalog: "a" }, { catalog: "b", schema: "s" }, { catalog: "c", schema: "s", table: "t" }],
  });
  expect(new Template(stack).grants()).toEqual([
    "a: BROWSE READ_VOLUME SELECT USE_CATALOG USE_SCHEMA",
    "b: USE_CATALOG",
    "b.s: READ_VOLUME SELECT USE_SCHEMA",
    "c: USE_CATALOG",
    "c.s: USE_SCHEMA",
    "c.s.t: SELECT",
  ]);
});

test("system tables are read through ordinary grants", () => {
  const read = [{ catalog: "system", schema: "billing" }];
  const { stack } = integration({ catalog: undefined, schema: undefined, privileges: {}, read });
  expect(new Template(stack).grants()).toEqual(["system: USE_CATALOG", "system.billing: SELECT USE_SCHEMA"]);
});

const enrichment = {
  catalog: { name: "quality" },
  schema: { name: "results" },
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE"] },
} as const;

test("a second connection is a schema with grants for the same principal, and changes nothing of the rest", () => {
  const before = new Template(integration().stack).json.resource!;
  const { stack, integration: made } = integration({ secondForms: { enrichment }, owner: undefined });
  const { resource } = new Template(stack).json;
  const added = Object.entries(resource!).flatMap(([type, byId]) =>
    Object.keys(byId)
      .filter((id) => !Object.hasOwn(before[type] ?? {}, id))
      .map((id) => `${type}.${id}`),
  );
  expect(added).toMatchInlineSnapshot(`
   [
     "databricks_catalog.clevertap_second_forms_enrichment_catalog_B4718916",
     "databricks_grant.clevertap_principal_grants_quality_181DDC6B",
     "databricks_grant.clevertap_principal_grants_quality_results_875B93E3",
     "databricks_schema.clevertap_second_forms_enrichment_schema_2FC01193",
   ]
  `);
  for (const [type, byId] of Object.entries(before)) expect(resource![type]).toMatchObject(byId);
  const { second_forms, access } = made.connection;
  expect({ second_forms, access }).toEqual({
    second_forms: { enrichment: { catalog: "quality", schema: "results" } },
    access: undefined,
  });
});

test("a second connection of another integration is named, and nothing is created or granted for it", () => {
  const before = new Template(integration().stack).json.resource;
  const { stack, integration: made } = integration({ secondForms: { enrichment: { of: "other" } } });
  expect(new Template(stack).json.resource).toEqual(before);
  expect(made.connection.second_forms).toEqual({ enrichment: { of: "other" } });
});

test("with an external credential everything else is made, and the connection says so", () => {
  for (const cloud of ["aws", "azure"] as const) {
    const { stack, integration: made } = integration({ externalCredential: true }, "clevertap", cloud);
    const types = Object.keys(new Template(stack).json.resource!);
    expect(types.sort()).toEqual([
      "databricks_catalog",
      "databricks_grant",
      "databricks_permissions",
      "databricks_schema",
      "databricks_service_principal",
      "databricks_sql_endpoint",
    ]);
    expect(made.connection.credential).toEqual({ kind: "pat", external: true });
    expect(made.credential).toBeUndefined();
  }
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
  for (const id of ["a", "b"])
    new Integration(stack, id, { workspace, ...writer, catalog, warehouse, schema: { name: id } });
  const template = new Template(stack);
  expect(Object.keys(template.resources("databricks_schema"))).toHaveLength(2);
  expect(template.resource("databricks_permissions").access_control).toHaveLength(2);
  expect(template.resource("databricks_catalog").name).toBe("shared");
});

test("the principal's name can differ from the integration's", () => {
  const { stack } = integration({ principal: { displayName: "sp-clevertap" } });
  expect(new Template(stack).resource("databricks_service_principal").display_name).toBe("sp-clevertap");
});

// Typed as the config has them: what it resolves to can be handed over as it is.
const existingCatalog: CatalogConfig = { existing: true, name: "main" };
const existingSchema: SchemaConfig = { existing: true, name: "crm" };
const existingWarehouse: WarehouseConfig = { existing: "bi", viaGroup: "bi users" };
const cluster: WarehouseConfig = { cluster: "1121-101500-abcd1234", workspaceId: 42 };
const existingPrincipal: PrincipalConfig = { existing: "3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f", groups: ["tokens"] };

test("an integration of existing things makes grants, memberships and a credential, and nothing else", () => {
  const { stack } = integration({
    catalog: existingCatalog,
    schema: existingSchema,
    owner: "admins",
    warehouse: existingWarehouse,
    principal: existingPrincipal,
    entitlements: ["workspace-access"],
    secondForms: { enrichment: { ...enrichment, catalog: existingCatalog, schema: { existing: true, name: "dq" } } },
  });
  const template = new Template(stack);
  expect(Object.keys(template.json.resource!).sort()).toEqual([
    "databricks_grant",
    "databricks_group_member",
    "databricks_obo_token",
  ]);
  expect(template.grants()).toEqual([
    "main: USE_CATALOG",
    "main.crm: CREATE_TABLE SELECT USE_SCHEMA",
    "main.dq: CREATE_TABLE USE_SCHEMA",
  ]);
  expect(Object.keys(template.resources("databricks_group_member"))).toHaveLength(2);
});

test("the connection names a cluster in place of the warehouse", () => {
  const { stack, integration: made } = integration({ warehouse: cluster });
  new TerraformOutput(stack, "connection", { value: made.connection, staticId: true });
  const connection = new Template(stack).output("connection") as Record<string, unknown>;
  expect(connection).toMatchObject({
    cluster_id: "1121-101500-abcd1234",
    http_path: "sql/protocolv1/o/42/1121-101500-abcd1234",
  });
  expect(connection).not.toHaveProperty("warehouse_id");
  expect(connectionSchema.safeParse({ ...connection, port: 443, auto_stop_minutes: 30 }).success).toBe(true);
});

test("refuses a schema without a catalog", () => {
  expect(() => integration({ catalog: undefined })).toThrow(
    "schema is clevertap_schema without a catalog; name the catalog",
  );
});

test.each<[string, Partial<IntegrationProps>, object]>([
  ["a warehouse", {}, { databricks_sql_access: true }],
  [
    "a warehouse and more",
    { entitlements: ["workspace-access"] },
    { databricks_sql_access: true, workspace_access: true },
  ],
  ["a cluster", { warehouse: { cluster: "1121-101500-abcd1234", workspaceId: 7 } }, { workspace_access: true }],
])("the service principal may enter the workspace for %s, and no more", (_, props, allowed) => {
  const [principal] = Object.values(new Template(integration(props).stack).resources("databricks_service_principal"));
  expect(principal).toEqual({ display_name: "clevertap", ...allowed });
});
