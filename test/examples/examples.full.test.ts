import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startSandbox, type Sandbox } from "../../sandbox";
import { adminCall, adminSql } from "../support/as-admin";
import { failures, Project } from "../support/project";
import { difference, take } from "../support/workspace-diff";
import { printed } from "../support/processes";

jest.setTimeout(300_000);

const FOLDER = resolve(__dirname, "../../docs/examples");
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml"));
const SCIM = "/api/2.0/preview/scim/v2";

/** What stands for the reader's own in the examples. */
const STAND_INS = {
  cluster: "0123-456789-abcdefgh",
  workspace: "1234567890123456",
  principal: "00000000-0000-4000-8000-000000000001",
};

const SHOP = [
  "CREATE CATALOG shop",
  "CREATE SCHEMA shop.sales",
  "CREATE TABLE shop.sales.orders (id INT, item STRING)",
  "INSERT INTO shop.sales.orders VALUES (1, 'kettle')",
  "CREATE SCHEMA shop.crm",
  "CREATE TABLE shop.crm.customers (id INT, name STRING)",
  "INSERT INTO shop.crm.customers VALUES (1, 'first')",
];
const EXISTING = [
  "CREATE CATALOG clevertap_catalog",
  "CREATE SCHEMA clevertap_catalog.clevertap_schema",
  "CREATE TABLE clevertap_catalog.clevertap_schema.users (id INT, name STRING)",
  "INSERT INTO clevertap_catalog.clevertap_schema.users VALUES (1, 'first')",
  "CREATE CATALOG quality",
  "CREATE SCHEMA quality.enrichment",
];

/** Where an example is tried: what there is already, and what stands in the example's stand-ins' place. */
interface Site {
  readonly sandbox: Sandbox;
  readonly env: Readonly<Record<string, string>>;
  readonly filledIn: (text: string) => string;
}

/** Deploys, checks, deploys again and destroys; says what did not go as it should. */
async function tryOut(file: string, { sandbox, env, filledIn }: Site) {
  const project = new Project(sandbox, env);
  try {
    const before = take(sandbox);
    const first = await project.deploy(filledIn(readFileSync(join(FOLDER, file), "utf8")));
    const failed = failures(await project.check());
    const again = await project.deploy();
    await printed(project.terraform("destroy", "-input=false", "-no-color", "-auto-approve"));
    return { first, failed, again, left: difference(before, take(sandbox)) };
  } finally {
    project.remove();
  }
}

const WELL = {
  first: expect.stringMatching(/^Resources: (\d+ imported, )?[1-9]\d* added, 0 changed, 0 destroyed\.$/) as string,
  failed: [],
  again: "Resources: 0 added, 0 changed, 0 destroyed.",
  left: [],
};

/** The command that the example names. */
async function shareStarterWarehouse(sandbox: Sandbox): Promise<void> {
  const project = new Project(sandbox);
  try {
    const args = ["Serverless Starter Warehouse", "--group", "tools", "--create-group", "--yes"];
    const { code, stderr } = await project.onramp("workspace", "share-warehouse", ...args);
    if (code !== 0) throw new Error(stderr);
  } finally {
    project.remove();
  }
}

async function siteOf(sandbox: Sandbox, file: string): Promise<Site> {
  if (file === "default-storage.yaml") {
    await shareStarterWarehouse(sandbox);
    return { sandbox, env: {}, filledIn: (text) => text };
  }
  const isNew = /-new\./.test(file);
  await adminSql(sandbox, isNew ? SHOP : [...SHOP, ...EXISTING]);
  if (isNew) return { sandbox, env: {}, filledIn: (text) => text };

  const call = (method: string, path: string, body: object) =>
    adminCall<Readonly<Record<string, string>>>(sandbox, method, path, body);
  const entitlements = [{ value: "databricks-sql-access" }];
  const principal = await call("POST", `${SCIM}/ServicePrincipals`, { displayName: "theirs", entitlements });
  const { token_value: token } = await call("POST", "/api/2.0/token-management/on-behalf-of/tokens", {
    application_id: principal.applicationId,
    lifetime_seconds: 86_400,
  });
  for (const displayName of ["warehouse-users", "cluster-users"]) await call("POST", `${SCIM}/Groups`, { displayName });
  const { id } = await call("POST", "/api/2.0/sql/warehouses", {
    name: "Shared warehouse",
    cluster_size: "2X-Small",
    auto_stop_mins: 10,
    max_num_clusters: 1,
    warehouse_type: "PRO",
  });
  const { cluster_id: cluster } = await call("POST", "/api/2.1/clusters/create", {
    cluster_name: "shared",
    spark_version: "16.4.x-scala2.12",
    node_type_id: "i3.xlarge",
    num_workers: 1,
    data_security_mode: "USER_ISOLATION",
    autotermination_minutes: 30,
  });
  const allow = (path: string, group: string, level: string) =>
    call("PATCH", path, { access_control_list: [{ group_name: group, permission_level: level }] });
  await allow(`/api/2.0/permissions/warehouses/${id}`, "warehouse-users", "CAN_USE");
  await allow(`/api/2.0/permissions/clusters/${cluster}`, "cluster-users", "CAN_RESTART");
  return {
    sandbox,
    env: file === "clevertap-existing-identity.yaml" ? { ONRAMP_TOKEN_CLEVERTAP: token! } : {},
    filledIn: (text) =>
      text
        .replaceAll(STAND_INS.cluster, cluster!)
        .replaceAll(STAND_INS.workspace, String(sandbox.workspace.data.identity.workspaceId))
        .replaceAll(STAND_INS.principal, principal.applicationId!),
  };
}

describe("every example in docs", () => {
  test.each(FILES)("%s deploys, passes the check, and goes without a trace", async (file) => {
    const sandbox = await startSandbox(file === "default-storage.yaml" ? { like: "free" } : {});
    try {
      expect(await tryOut(file, await siteOf(sandbox, file))).toEqual(WELL);
    } finally {
      await sandbox.close();
    }
  });

  test("is in the list of them", () => {
    const list = readFileSync(join(FOLDER, "README.md"), "utf8");
    expect(FILES.filter((name) => !list.includes(`[${name}](${name})`))).toEqual([]);
  });
});
