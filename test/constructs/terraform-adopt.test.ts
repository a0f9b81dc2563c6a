import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import { Catalog, Cluster, Schema, ServicePrincipal, SqlWarehouse } from "../../constructs";
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
const newCatalog = (body: object) => call("POST", `${UNITY}/catalogs`, body);
const newPrincipal = (displayName: string, on = sandbox) =>
  adminCall<{ id: string; applicationId: string }>(on, "POST", `${SCIM}/ServicePrincipals`, {
    displayName,
    active: true,
  });
const newWarehouse = (name: string) =>
  call("POST", "/api/2.0/sql/warehouses", { name, cluster_size: "Small", auto_stop_mins: 45, max_num_clusters: 3 });
const membersOf = async (group: string) => {
  const { members = [] } = await call<{ members?: { value: string }[] }>("GET", `${SCIM}/Groups/${group}`);
  return members.map(({ value }) => value);
};

describe("a catalog that takes nothing", () => {
  beforeAll(async () => {
    await call("POST", `${UNITY}/providers`, {
      name: "partner",
      authentication_type: "TOKEN",
      recipient_profile_str: "{}",
    });
    await newCatalog({ name: "given", provider_name: "partner", share_name: "share" });
    const options = { host: "db.example.com", port: "5432", user: "u", password: "p" };
    await call("POST", `${UNITY}/connections`, { name: "pg", connection_type: "POSTGRESQL", options });
    await newCatalog({ name: "elsewhere", connection_name: "pg", options: { database: "d" } });
  });

  test.each([
    ["given", "shared with this metastore by somebody else (Delta Sharing), catalog_type DELTASHARING_CATALOG"],
    ["elsewhere", "a view of another database through a connection (foreign catalog), catalog_type FOREIGN_CATALOG"],
    ["system", "catalog_type SYSTEM_CATALOG"],
  ])("%s is refused by the plan for a schema, and may be read", async (name, kind) => {
    const { plan } = await terraform(sandbox, folder);
    const reading: Program = (stack) =>
      void Catalog.fromLookup(stack, "c", { name }).grantRead(new ServicePrincipal(stack, "p", { displayName: "p" }));
    await expect(
      plan((stack) => {
        new Schema(stack, "s", { catalog: Catalog.fromLookup(stack, "c", { name }), name: "s" });
      }),
    ).rejects.toThrow(kind);
    expect(await plan(reading)).toEqual(["create databricks_grant", "create databricks_service_principal"]);
  });
});

describe("a cluster", () => {
  const newCluster = (body: object) =>
    call<{ cluster_id: string }>("POST", "/api/2.1/clusters/create", {
      cluster_name: "team",
      spark_version: "16.4.x-scala2.12",
      node_type_id: "i3.xlarge",
      num_workers: 1,
      autotermination_minutes: 30,
      ...body,
    });

  test("in standard access mode gives its connection details, running or not", async () => {
    const { cluster_id: cluster } = await newCluster({ data_security_mode: "USER_ISOLATION" });
    await call("POST", "/api/2.1/clusters/delete", { cluster_id: cluster });
    const { plan, apply, outputs } = await terraform(sandbox, folder);
    await plan((stack) => {
      const { hostname, port, httpPath, autoStopMinutes, names } = new Cluster(stack, "k", {
        cluster,
        workspaceId: 42,
      });
      const value = { hostname, port, httpPath, autoStopMinutes, ...names };
      new TerraformOutput(stack, "details", { value, staticId: true });
    });
    await apply();
    expect(await outputs()).toEqual({
      details: {
        hostname: "localhost",
        port: sandbox.port,
        httpPath: `sql/protocolv1/o/42/${cluster}`,
        autoStopMinutes: 30,
        cluster_id: cluster,
        cluster_name: "team",
      },
    });
  });

  test.each(["SINGLE_USER", "NONE"])("fails the plan with access mode %s", async (mode) => {
    const { userName } = await call("GET", `${SCIM}/Me`);
    const user = mode === "SINGLE_USER" ? { single_user_name: userName } : {};
    const { cluster_id: cluster } = await newCluster({ data_security_mode: mode, ...user });
    const { plan } = await terraform(sandbox, folder);
    await expect(plan((stack) => void new Cluster(stack, "k", { cluster, workspaceId: 1 }))).rejects.toThrow(
      `("team") cannot be used: its access mode is ${mode}, allowed are USER_ISOLATION`,
    );
  });
});

test.each(["applicationId", "id", "displayName"] as const)(
  "membership in a group of a principal that is named by its %s comes and goes, and the other members stay",
  async (by) => {
    const displayName = `adopted by ${by}`;
    const [stranger, tool] = [await newPrincipal("stranger"), { displayName, ...(await newPrincipal(displayName)) }];
    const members = [{ value: stranger.id }];
    const { id: group } = await call("POST", `${SCIM}/Groups`, { displayName: `BI users ${by}`, members });
    await newWarehouse(`group bi ${by}`);
    const { plan, apply, destroy } = await terraform(sandbox, folder);
    const program: Program = (stack) => {
      const principal = ServicePrincipal.fromLookup(stack, "p", { existing: tool[by], groups: [`BI users ${by}`] });
      SqlWarehouse.fromLookup(stack, "w", { existing: `group bi ${by}`, viaGroup: `BI users ${by}` }).grantUse(
        principal,
      );
    };
    expect(await plan(program)).toEqual(["create databricks_group_member"]);
    await apply();
    expect(await membersOf(group!)).toEqual([stranger.id, tool.id]);
    expect(await plan(program)).toEqual([]);
    await destroy(program);
    expect(await membersOf(group!)).toEqual([stranger.id]);
  },
);

test("a refusal fails every plan with a grant for the principal, and never a destroy", async () => {
  await newCatalog({ name: "refused" });
  const { applicationId: existing } = await newPrincipal("unseen");
  const { plan, apply, destroy } = await terraform(sandbox, folder);
  const program =
    (refusal?: string): Program =>
    (stack) =>
      void Catalog.fromLookup(stack, "c", { name: "refused" }).grantUse(
        ServicePrincipal.fromLookup(stack, "p", { existing, refusal }),
      );
  await expect(plan(program("Nobody could look."))).rejects.toThrow("Nobody could look.");
  await plan(program());
  await apply();
  await destroy(program("Nobody could look."));
  const held = await call<{ privilege_assignments?: unknown[] }>("GET", `${UNITY}/permissions/catalog/refused`);
  expect(held.privilege_assignments ?? []).toEqual([]);
});

test.each<[string, Program, RegExp]>([
  ["catalog", (stack) => void Catalog.fromLookup(stack, "c", { name: "nowhere" }), /nowhere/],
  [
    "warehouse",
    (stack) => void SqlWarehouse.fromLookup(stack, "w", { existing: "0123456789abcdef" }),
    /0123456789abcdef/,
  ],
  ["cluster", (stack) => void new Cluster(stack, "k", { cluster: "1121-101500-gone1234", workspaceId: 1 }), /gone1234/],
])("fails the plan where the existing %s is missing", async (_, program, message) => {
  const { plan } = await terraform(sandbox, folder);
  await expect(plan(program)).rejects.toThrow(message);
});
