import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AbsentIntegration, Catalog, Integration, Schema, ServicePrincipal, SqlWarehouse } from "../../constructs";
import { startSandbox, type Sandbox } from "../../sandbox";
import { adminCall } from "../support/as-admin";
import { terraform, type Program } from "./terraform";

const UNITY = "/api/2.1/unity-catalog";
const SCIM = "/api/2.0/preview/scim/v2";

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "onramp-constructs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const call = <T = Record<string, string>>(method: string, path: string, body?: object) =>
  adminCall<T>(sandbox, method, path, body);
const newPrincipal = (displayName: string, on = sandbox) =>
  adminCall<{ id: string; applicationId: string }>(on, "POST", `${SCIM}/ServicePrincipals`, {
    displayName,
    active: true,
  });

/** The path of a warehouse's permissions, after somebody else's group may use it. */
async function shared(warehouse: string, group: string): Promise<string> {
  const path = `/api/2.0/permissions/sql/warehouses/${warehouse}`;
  await call("POST", `${SCIM}/Groups`, { displayName: group });
  await call("PATCH", path, { access_control_list: [{ group_name: group, permission_level: "CAN_USE" }] });
  return path;
}

test.each(["id", "name"])("an import by %s takes over without a change, but for what the program says", async (by) => {
  const old = `old_${by}`;
  await call("POST", `${UNITY}/catalogs`, { name: old, comment: "theirs", properties: { a: "b" } });
  await call("POST", `${UNITY}/schemas`, { catalog_name: old, name: "crm", comment: "theirs" });
  const settings = { name: `${old} bi`, cluster_size: "Small", auto_stop_mins: 45, max_num_clusters: 3 };
  const { id: warehouseId } = await call("POST", "/api/2.0/sql/warehouses", settings);
  const permissions = await shared(warehouseId!, `${old} bi users`);
  const principal = await newPrincipal(`robot by ${by}`);
  const imports = by === "id" ? [warehouseId!, principal.id] : [`${old} bi`, `robot by ${by}`];
  const look = () =>
    Promise.all(
      [
        `${UNITY}/catalogs/${old}`,
        `${UNITY}/schemas/${old}.crm`,
        `/api/2.0/sql/warehouses/${warehouseId}`,
        permissions,
      ].map((path) => call("GET", path)),
    );
  const before = await look();

  const { plan, apply } = await terraform(sandbox, folder);
  const program =
    ({ comment, imported = true }: { comment?: string; imported?: boolean } = {}): Program =>
    (stack) => {
      const catalog = new Catalog(stack, "c", { name: old, import: old });
      const schema = new Schema(stack, "s", { catalog, name: "crm", import: `${old}.crm`, comment });
      const warehouse = new SqlWarehouse(stack, "w", imported ? { import: imports[0] } : { name: `${old} bi` });
      const tool = new ServicePrincipal(stack, "p", { displayName: "tool", import: imports[1], entitlements: [] });
      warehouse.grantUse(tool);
      schema.grantCreateTable(tool);
    };
  expect(await plan(program())).toEqual([
    "create databricks_grant",
    "create databricks_grant",
    "import databricks_catalog",
    "import databricks_schema",
    "import databricks_service_principal",
    "import databricks_sql_endpoint",
  ]);
  await apply();
  expect(await look()).toEqual(before);
  expect(await plan(program())).toEqual([]);
  expect(await plan(program({ comment: "ours" }))).toEqual(["update databricks_schema"]);
  const reset = ["create databricks_permissions", "update databricks_sql_endpoint"];
  expect(await plan(program({ imported: false }))).toEqual(reset);
});

test("what was created and is now existing is forgotten with its permissions and bindings, and nothing changes", async () => {
  const { plan, apply, destroy } = await terraform(sandbox, folder);
  await plan((stack) => {
    const catalog = new Catalog(stack, "c", { name: "kept", alsoIn: [4711, 4712] });
    new Schema(stack, "s", { catalog, name: "kept" });
    new SqlWarehouse(stack, "w", { name: "kept" }).grantUse(new ServicePrincipal(stack, "p", { displayName: "p" }));
  });
  await apply();
  const { warehouses } = await call<{ warehouses: { id: string; name: string }[] }>("GET", "/api/2.0/sql/warehouses");
  const { id } = warehouses.find(({ name }) => name === "kept")!;
  const permissions = `/api/2.0/permissions/sql/warehouses/${id}`;
  const look = () =>
    Promise.all(
      [`${UNITY}/schemas/kept.kept`, `${UNITY}/bindings/catalog/kept`, permissions].map((path) => call("GET", path)),
    );
  const before = await look();

  const adopting: Program = (stack) => {
    const catalog = Catalog.fromLookup(stack, "c", { name: "kept" });
    Schema.fromLookup(stack, "s", { catalog, name: "kept" });
    SqlWarehouse.fromLookup(stack, "w", { existing: "kept" }).grantUse(
      new ServicePrincipal(stack, "p", { displayName: "p" }),
    );
  };
  expect(await plan(adopting)).toEqual([
    "forget databricks_catalog",
    "forget databricks_permissions",
    "forget databricks_schema",
    "forget databricks_sql_endpoint",
    "forget databricks_workspace_binding",
    "forget databricks_workspace_binding",
  ]);
  await apply();
  expect(await look()).toEqual(before);
  expect(await plan(adopting)).toEqual([]);
  await destroy(adopting);
  expect(JSON.stringify(await look())).toContain("kept");
});

test("an isolated catalog opens to the workspaces listed, follows the list, and can be destroyed", async () => {
  const { plan, apply, destroy } = await terraform(sandbox, folder);
  const isolated =
    (...workspaces: number[]): Program =>
    (stack) =>
      void new Catalog(stack, "c", { name: "isolated", alsoIn: workspaces });
  const bound = async () => {
    const path = `${UNITY}/bindings/catalog/isolated`;
    const { bindings } = await call<{ bindings: { workspace_id: number }[] }>("GET", path);
    const here = sandbox.workspace.data.identity.workspaceId;
    return bindings.map(({ workspace_id }) => (workspace_id === here ? "here" : workspace_id));
  };
  await plan(isolated(1, 2));
  await apply();
  expect(new Set(await bound())).toEqual(new Set(["here", 1, 2]));
  expect(await plan(isolated(2, 3))).toEqual([
    "create databricks_workspace_binding",
    "delete databricks_workspace_binding",
  ]);
  await apply();
  expect(new Set(await bound())).toEqual(new Set(["here", 2, 3]));
  await destroy(isolated(2, 3));
  await expect(bound()).rejects.toThrow("404");
});

test("on Azure the token of a principal that stays is revoked when its integration is absent", async () => {
  const azure = await startSandbox({ cloud: "azure" });
  try {
    const { applicationId: existing, id } = await newPrincipal("stays", azure);
    await adminCall(azure, "PATCH", "/api/2.0/permissions/authorization/tokens", {
      access_control_list: [{ service_principal_name: existing, permission_level: "CAN_USE" }],
    });
    const { plan, apply } = await terraform(azure, folder);
    const tokens = async () => {
      const path = `/api/2.0/token-management/tokens?created_by_id=${id}`;
      return (await adminCall<{ token_infos?: unknown[] }>(azure, "GET", path)).token_infos ?? [];
    };
    await plan(
      (stack, workspace) =>
        void new Integration(stack, "tool", {
          workspace,
          tool: "tool",
          privileges: {},
          warehouse: { name: "w" },
          principal: { existing },
          credentialKind: "pat",
          lifetimeDays: 30,
        }),
    );
    await apply();
    expect(await tokens()).toHaveLength(1);
    const absent: Program = (stack, workspace) =>
      void new AbsentIntegration(stack, "tool", {
        workspace,
        credentialKind: "pat",
        ownCatalog: false,
        ownSchema: false,
        principal: { existing },
      });
    expect(await plan(absent)).toEqual([
      "delete databricks_permissions",
      "delete databricks_sql_endpoint",
      "delete databricks_token",
    ]);
    await apply();
    expect(await tokens()).toEqual([]);
    expect(await plan((): void => undefined)).toEqual(["delete databricks_service_principal_secret"]);
    await apply();
  } finally {
    await azure.close();
  }
});
