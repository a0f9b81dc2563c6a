import { startWorkspace, type WorkspaceUnderTest } from "./real-workspace";
import { TerraformFolder } from "./terraform";

/** What somebody made by hand, and terraform takes over. Expected changes are those of the real provider 1.99.0. */
let workspace: WorkspaceUnderTest;
let terraform: TerraformFolder;
/** Ids the workspace chose. */
let ids: Record<"application" | "group" | "obo" | "principal" | "secret" | "token" | "warehouse", string>;

const UNITY = "/api/2.1/unity-catalog";
const SCIM = "/api/2.0/preview/scim/v2";

beforeAll(async () => {
  workspace = await startWorkspace();
  terraform = new TerraformFolder(workspace.host);
  const post = async (path: string, body: object) =>
    (await workspace.admin("POST", path, body)) as Record<string, string>;
  const patch = (path: string, body: object) => workspace.admin("PATCH", path, body);
  await post(`${UNITY}/catalogs`, { name: "shop", comment: "theirs", properties: { team: "crm" } });
  await post(`${UNITY}/schemas`, { catalog_name: "shop", name: "crm" });
  await post(`${UNITY}/volumes`, { catalog_name: "shop", schema_name: "crm", name: "files", volume_type: "MANAGED" });
  await patch(`${UNITY}/catalogs/shop`, { isolation_mode: "ISOLATED" });
  await patch(`${UNITY}/bindings/catalog/shop`, { add: [{ workspace_id: 12345 }] });
  const principal = await post(`${SCIM}/ServicePrincipals`, {
    displayName: "tool",
    entitlements: [{ value: "databricks-sql-access" }, { value: "workspace-access" }],
  });
  const group = await post(`${SCIM}/Groups`, { displayName: "tools", members: [{ value: principal["id"] }] });
  await patch(`${UNITY}/permissions/schema/shop.crm`, {
    changes: [{ principal: "tools", add: ["USE_SCHEMA", "SELECT"] }],
  });
  const warehouse = await post("/api/2.0/sql/warehouses", {
    name: "bi",
    cluster_size: "Small",
    tags: { custom_tags: [{ key: "cost", value: "bi" }] },
    channel: { name: "CHANNEL_NAME_PREVIEW" },
  });
  await patch(`/api/2.0/permissions/sql/warehouses/${warehouse["id"]}`, {
    access_control_list: [{ group_name: "tools", permission_level: "CAN_USE" }],
  });
  const lifetime = { lifetime_seconds: 3600, comment: "theirs" };
  const application_id = principal["applicationId"];
  const tokens = (await Promise.all([
    post("/api/2.0/token/create", lifetime),
    post("/api/2.0/token-management/on-behalf-of/tokens", { application_id, ...lifetime }),
  ])) as unknown as { token_info: { token_id: string } }[];
  const [token = "", obo = ""] = tokens.map(({ token_info }) => token_info.token_id);
  const secret = await post(`/api/2.0/accounts/servicePrincipals/${principal["id"]}/credentials/secrets`, {});
  ids = {
    application: String(application_id),
    group: String(group["id"]),
    obo,
    principal: String(principal["id"]),
    secret: String(secret["id"]),
    token,
    warehouse: String(warehouse["id"]),
  };
  terraform.write({});
  await terraform.run("init", "-no-color");
});

afterAll(async () => {
  terraform.remove();
  await workspace.host.close();
});

/** Type, import id, configuration and what a plan then changes, as `attribute: before → after`. */
const everyType = (): [type: string, id: string, config: object, changes: string[]][] => [
  [
    "catalog",
    "shop",
    { name: "shop" },
    ['comment: "theirs" → null', "force_destroy: null → false", 'properties: {"team":"crm"} → {}'],
  ],
  ["schema", "shop.crm", { catalog_name: "shop", name: "CRM" }, []],
  ["volume", "shop.crm.files", { catalog_name: "shop", schema_name: "crm", name: "files", volume_type: "MANAGED" }, []],
  ["workspace_binding", "12345|catalog|shop", { securable_name: "shop", workspace_id: 12345 }, []],
  [
    "grant",
    "schema/shop.crm/tools",
    { schema: "shop.crm", principal: "tools", privileges: ["USE_SCHEMA"] },
    ['privileges: ["SELECT","USE_SCHEMA"] → ["USE_SCHEMA"]'],
  ],
  [
    "sql_endpoint",
    ids.warehouse,
    { name: "bi", cluster_size: "Small" },
    [
      'channel: [{"dbsql_version":"","name":"CHANNEL_NAME_PREVIEW"}] → [{"dbsql_version":"","name":"CHANNEL_NAME_CURRENT"}]',
      'tags: [{"custom_tags":[{"key":"cost","value":"bi"}]}] → [{"custom_tags":[{"key":null,"value":null}]}]',
    ],
  ],
  [
    "permissions",
    `/sql/warehouses/${ids.warehouse}`,
    { sql_endpoint_id: ids.warehouse, access_control: [{ group_name: "tools", permission_level: "CAN_USE" }] },
    [],
  ],
  [
    "service_principal",
    ids.principal,
    { display_name: "tool", databricks_sql_access: true },
    [
      "allow_cluster_create: null → false",
      "allow_instance_pool_create: null → false",
      "workspace_access: true → false",
      "workspace_consume: null → false",
    ],
  ],
  ["group", ids.group, { display_name: "tools" }, []],
  ["group_member", `${ids.group}|${ids.principal}`, { group_id: ids.group, member_id: ids.principal }, []],
];

/** Plans to import each id to a resource `taken` of its type, and gives what changes by type, and what terraform says. */
async function planImports(imports: [type: string, id: string, config: object][], ...args: string[]) {
  terraform.write({
    resource: Object.fromEntries(imports.map(([type, , config]) => [`databricks_${type}`, { taken: config }])),
    import: imports.map(([type, id]) => ({ to: `databricks_${type}.taken`, id })),
  });
  return terraform.run("plan", "-no-color", "-input=false", "-out=plan", ...args);
}

test("plans for every type to change what the real provider would change", async () => {
  const types = everyType();
  expect(await planImports(types.map(([type, id, config]) => [type, id, config]))).toMatchObject({ code: 0 });
  const changes = Object.fromEntries((await terraform.changes()).map(({ address, changed }) => [address, changed]));
  expect(changes).toEqual(
    Object.fromEntries(types.map(([type, , , changed]) => [`databricks_${type}.taken`, changed])),
  );
  expect((await terraform.run("show", "-no-color", "plan")).stdout).toMatch(
    `Plan: ${types.length} to import, 0 to add, 4 to change, 0 to destroy.`,
  );
});

test("brings the objects to their configuration, and then has nothing left to do", async () => {
  expect((await terraform.run("apply", "-no-color", "plan")).stdout).toMatch("0 added, 4 changed, 0 destroyed");
  expect(await terraform.plan()).toEqual([]);
  expect(await workspace.admin("GET", `${UNITY}/permissions/schema/shop.crm`)).toEqual({
    privilege_assignments: [{ principal: "tools", privileges: ["USE_SCHEMA"] }],
  });
});

test("takes them by the import command too", async () => {
  const address = "databricks_workspace_binding.taken";
  await terraform.run("state", "rm", address);
  expect(await terraform.run("import", "-no-color", "-input=false", address, "12345|catalog|shop")).toMatchObject({
    code: 0,
  });
  expect(await terraform.plan()).toEqual([]);
});

test("replaces a token right after its import, because nobody tells its value again", async () => {
  const config = { lifetime_seconds: 3600, comment: "theirs" };
  const planned = await planImports(
    [
      ["token", ids.token, config],
      ["obo_token", ids.obo, { application_id: ids.application, ...config }],
    ],
    "-state=tokens",
  );
  expect(planned.stdout).toMatch("Plan: 2 to import, 2 to add, 0 to change, 2 to destroy.");
});

test("refuses ids of things that do not exist, as terraform says it", async () => {
  const gone: [type: string, id: string, config: object][] = [
    ["catalog", "gone", { name: "gone" }],
    ["schema", "shop.gone", { catalog_name: "shop", name: "gone" }],
    ["grant", "catalog/shop/nobody", { catalog: "shop", principal: "nobody", privileges: ["BROWSE"] }],
    ["sql_endpoint", "gone", { name: "gone", cluster_size: "Small" }],
    ["service_principal", "99", { display_name: "gone" }],
    ["group", "99", { display_name: "gone" }],
    ["group_member", `${ids.group}|99`, { group_id: ids.group, member_id: "99" }],
    ["workspace_binding", "99|catalog|shop", { securable_name: "shop", workspace_id: 99 }],
    ["obo_token", "gone", { application_id: ids.application }],
  ];
  const { code, stderr } = await planImports(gone, "-state=none");
  expect(code).toBe(1);
  expect(stderr.match(/Error: Cannot import non-existent remote object/g)).toHaveLength(gone.length);
});

test("refuses ids of the wrong form and says the right one", async () => {
  const wrong: [type: string, id: string, config: object, message: string][] = [
    ["schema", "shop", { catalog_name: "shop", name: "s" }, "expected <catalog>.<schema>"],
    [
      "grant",
      "shop",
      { catalog: "shop", principal: "p", privileges: [] },
      "<kind of securable>/<full name>/<principal>",
    ],
    ["group_member", "7", { group_id: "7", member_id: "8" }, "<group id>|<member id>"],
    [
      "permissions",
      "w",
      { sql_endpoint_id: "w", access_control: [{ permission_level: "CAN_USE" }] },
      "/sql/warehouses/<warehouse id>",
    ],
    [
      "workspace_binding",
      "shop",
      { securable_name: "shop", workspace_id: 1 },
      "<workspace_id>|<securable_type>|<securable_name>",
    ],
    ["service_principal_secret", ids.secret, { service_principal_id: ids.principal }, "it cannot be imported"],
  ];
  const { code, stderr } = await planImports(
    wrong.map(([type, id, config]) => [type, id, config]),
    "-state=none",
  );
  expect(code).toBe(1);
  const said = stderr.replaceAll(/\s+/g, " ");
  for (const [type, , , message] of wrong) {
    expect(said).toContain(`Error: cannot read ${type.replaceAll("_", " ")}: `);
    expect(said).toContain(message);
  }
});
