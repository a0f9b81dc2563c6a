import { parse } from "yaml";
import { PROFILES } from "../../profiles";
import { runCli } from "../../scripts/cli/main";
import type { InitCommand } from "../../scripts/init/run";
import { testContext } from "../support/context";
import { Desk } from "../support/desk";

let desk: Desk;
beforeEach(() => (desk = new Desk()));
afterEach(() => desk.close());

const written = () => parse(desk.text()!) as { integrations: Record<string, unknown> };
const CLUSTER = { spark_version: "15.4.x-scala2.12", node_type_id: "m5d.large", num_workers: 1 };

/** As the admin. */
async function create(path: string, body: object): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${desk.env.DATABRICKS_TOKEN}`, "content-type": "application/json" };
  const answer = await fetch(`https://localhost${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, string>;
}

test("every answer has an option", async () => {
  const bot = desk.workspace.principals.addServicePrincipal({ displayName: "bot" });
  const { context } = testContext(desk.env);
  const args = `init --tool dbt --name marts --existing-catalog main --schema marts --read samples --read main.default
    --existing-warehouse Serverless_Starter_Warehouse --via-group analysts --principal ${bot.applicationId}
    --credential pat --backend gcs:bucket=tf,prefix=onramp --no-input`;
  const words = args.split(/\s+/).map((word) => word.replaceAll("_", word.startsWith("Serverless") ? " " : "_"));
  expect(await runCli(words, { ...context, cwd: desk.folder })).toBe(0);
  expect(written()).toEqual({
    backend: { kind: "gcs", bucket: "tf", prefix: "onramp" },
    integrations: {
      marts: {
        tool: "dbt",
        catalog: { existing: "main" },
        schema: "marts",
        read: ["samples", "main.default"],
        warehouse: { existing: "Serverless Starter Warehouse", viaGroup: "analysts" },
        principal: { existing: bot.applicationId },
        credential: { kind: "pat" },
      },
    },
  });
});

test("a cluster needs no number of the workspace where that can be seen", async () => {
  const shared = { ...CLUSTER, cluster_name: "shared", data_security_mode: "USER_ISOLATION" };
  const { cluster_id: cluster } = await create("/api/2.1/clusters/create", shared);
  const { out } = await desk.init({ tool: "metabase", read: ["main"], cluster, input: false });
  const { workspaceId } = desk.workspace.data.identity;
  expect(written()).toEqual({ integrations: { metabase: { read: ["main"], warehouse: { cluster, workspaceId } } } });
  expect(out).toContain(`Will use     the cluster shared (${cluster}) as it is`);
});

test.each<[what: string, mode: string, words: string]>([
  ["for one user", "SINGLE_USER", "dedicated"],
  ["without isolation", "NONE", "no-isolation"],
])("refuses a cluster %s", async (_what, mode, words) => {
  const options = { ...CLUSTER, cluster_name: "alone", data_security_mode: mode };
  const { cluster_id: cluster } = await create("/api/2.1/clusters/create", options);
  const { exitCode, message } = await desk.failure({ tool: "metabase", read: ["main"], cluster, input: false });
  expect(exitCode).toBe(2);
  expect(message).toContain(`the access mode of the cluster alone is ${words}`);
});

/** What a tool cannot do without. */
function leastOf(tool: string): InitCommand {
  const profile = PROFILES.get(tool)!;
  return {
    tool,
    input: false,
    ...(profile.reads.want === "required" && { read: ["main"] }),
    ...(profile.archetype === "governor" && { allowManagingOthers: true }),
  };
}

test.each([...PROFILES.keys()])("%s loads with the least options", async (tool) => {
  const { code, out } = await desk.init(leastOf(tool));
  expect(code).toBe(0);
  expect(Object.keys(written().integrations)).toEqual([tool]);
  expect(out).toContain(`Will create  the service principal ${tool}`);
});

test("names every option that is missing, and writes nothing", async () => {
  desk.goOffline();
  expect(await desk.failure({ input: false })).toMatchObject({ fix: ["--tool TOOL: Which tool shall be connected?"] });
  const { exitCode, fix } = await desk.failure({ tool: "statsig", backend: "azurerm:container=c", input: false });
  expect(exitCode).toBe(2);
  expect(fix.map((line) => /^--\S+/.exec(line)?.[0])).toEqual(["--read", "--cloud", "--backend"]);
  expect(desk.files).toEqual([]);
});

test("without a terminal nobody is asked, either", async () => {
  const { fix } = await desk.failure({});
  expect(fix).toEqual(["--tool TOOL: Which tool shall be connected?"]);
});

test("what is there is used only when an option says so", async () => {
  desk.close();
  desk = new Desk({ cloud: "aws", edition: "free" });
  const { fix } = await desk.failure({ tool: "clevertap", input: false });
  expect(fix.filter((line) => line.startsWith("--"))).toEqual([
    "--catalog NAME or --existing-catalog NAME: In which catalog does CleverTap keep its schema?",
    "--warehouse, --existing-warehouse ID or --cluster ID: What runs the queries of CleverTap?",
  ]);
  expect(fix).toContain("  Proposed: workspace (is there).");
});

test.each<[command: InitCommand, message: string]>([
  [{ tool: "clevertop" }, '--tool: there is no profile "clevertop".'],
  [{ catalog: "a", existingCatalog: "b" }, "--catalog and --existing-catalog contradict each other: give one of them."],
  [{ warehouse: true, cluster: "c" }, "--warehouse and --cluster contradict each other: give one of them."],
  [{ viaGroup: "g" }, "--via-group needs --existing-warehouse beside it."],
  [{ workspaceId: "7" }, "--workspace-id needs --cluster beside it."],
  [{ cluster: "c", workspaceId: "x" }, "--workspace-id x is no number of a workspace."],
  [
    { backend: "s3:colour=red" },
    '--backend: "colour=red" is no setting of the backend s3; it has bucket, region, kmsKeyId or prefix.',
  ],
  [{ backend: "local:x" }, '--backend: "x" is no setting of the backend local; it has none.'],
])("refuses %j before anything is looked at", async (command, message) => {
  expect(await desk.failure({ ...command, input: false })).toMatchObject({ exitCode: 2, message });
  expect(desk.methods).toEqual([]);
});

test.each<[command: InitCommand, message: string]>([
  [
    { tool: "kater", schema: "s", read: ["main"] },
    "--schema NAME or --existing-schema NAME: is given, but Kater has no schema of its own",
  ],
  [{ tool: "clevertap", credential: "oauth" }, "--credential KIND: is oauth, which CleverTap does not accept"],
  [
    { tool: "clevertap", catalog: "sandbox" },
    "--catalog NAME or --existing-catalog NAME: the catalog sandbox is there already",
  ],
  [
    { tool: "clevertap", existingCatalog: "gone" },
    "--catalog NAME or --existing-catalog NAME: there is no catalog gone",
  ],
  [
    { tool: "clevertap", existingWarehouse: "gone" },
    "--warehouse, --existing-warehouse ID or --cluster ID: there is no warehouse gone",
  ],
  [{ tool: "clevertap", name: "Clever Tap" }, '--name NAME: "Clever Tap" cannot be used as an id'],
  [
    { tool: "clevertap", allowManagingOthers: true },
    "--allow-managing-others: is given, but CleverTap manages nobody's access",
  ],
  [
    { tool: "kater", read: ["main"], cluster: "0123-456789-abc" },
    "--warehouse, --existing-warehouse ID or --cluster ID: ",
  ],
])("refuses %j with the option and the reason", async (command, message) => {
  const failure = await desk.failure({ ...command, input: false });
  expect(failure).toMatchObject({ exitCode: 2, message: expect.stringContaining(message) as string });
  expect(desk.files).toEqual([]);
});

test("a warehouse that is not good enough for the tool is not offered, and refused with the vendor's reason", async () => {
  await create("/api/2.0/sql/warehouses", {
    name: "old",
    cluster_size: "Small",
    warehouse_type: "CLASSIC",
    enable_serverless_compute: false,
    max_num_clusters: 1,
  });
  const { message } = await desk.failure({ tool: "datadog", existingWarehouse: "old", input: false });
  expect(message).toContain("the warehouse old is classic, and Datadog says that Classic warehouses are not supported");
  const { err } = await desk.init({ yes: true }, ["datadog", "", "", "", ""]);
  expect(err).not.toMatch(/^ +\d+ +old /m);
});

test("refuses what cannot be a workspace, and asks nothing", async () => {
  desk.goOffline();
  desk.env.DATABRICKS_HOST = "https://accounts.cloud.databricks.com";
  const { exitCode, message } = await desk.failure({}, ["clevertap"]);
  expect(exitCode).toBe(2);
  expect(message).toMatch(/^DATABRICKS_HOST is the account console .*; fix: open the workspace in a browser/);
});
