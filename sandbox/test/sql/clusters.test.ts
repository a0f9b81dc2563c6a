import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import type { ClusterSettings } from "../../state/cluster-settings";
import type { ClusterRecord } from "../../state/records/cluster";
import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const SETTINGS = { sparkVersion: "16.4.x-scala2.12", nodeType: "i3.xlarge", workers: 1, autoStopMinutes: 10 };

/** A cluster that runs, and a way to connect to it as the official client does. */
function withCluster(settings: ClusterSettings = { accessMode: "USER_ISOLATION" }) {
  const { workspace } = harness;
  const cluster = workspace.clusters.create(workspace.admin, { ...SETTINGS, ...settings });
  const allow = (principal: string, level: string) =>
    workspace.access.merge(`/clusters/${cluster.id}`, [{ principal, level }]);
  const connect = (token?: string, workspaceId: number = workspace.data.identity.workspaceId) =>
    harness.connect(token, { connection: { path: `/sql/protocolv1/o/${workspaceId}/${cluster.id}` } });
  return { cluster, allow, connect };
}

const terminate = ({ id }: ClusterRecord) => harness.workspace.clusters.terminate(harness.workspace.admin, id);

/** What a client is told that is not let in. */
async function refused(session: Promise<IDBSQLSession>): Promise<unknown> {
  const error = (await session.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )) as { statusCode?: number; response?: { text(): Promise<string> } } | undefined;
  return { status: error?.statusCode, ...(JSON.parse((await error?.response?.text()) ?? "{}") as object) };
}

test("runs the statements of whoever may attach, on the tables of the workspace and with their privileges", async () => {
  const { allow, connect } = withCluster();
  const tool = harness.tool("on-a-cluster");
  allow(tool.name, "CAN_ATTACH_TO");
  const session = await connect(tool.token);
  expect(await run(session, "SELECT count(*) AS n FROM samples.tpch.region")).toEqual([{ n: 5 }]);
  expect(await run(session, "SELECT current_user() AS u, current_catalog() AS c")).toEqual([
    { u: tool.name, c: "main" },
  ]);
  expect(await refusal(session, "SELECT * FROM sandbox.canary.secret")).toContain("USE CATALOG on Catalog 'sandbox'");
});

test("is for those with CAN_ATTACH_TO", async () => {
  const tool = harness.tool("stranger");
  expect(await refused(withCluster().connect(tool.token))).toMatchObject({
    status: 403,
    error_code: "PERMISSION_DENIED",
    message: expect.stringContaining("does not have CAN_ATTACH_TO permission on cluster") as unknown,
  });
});

test("starts when it is terminated, for those who may restart it only", async () => {
  const { cluster, allow, connect } = withCluster();
  const tool = harness.tool("starter");
  allow(tool.name, "CAN_ATTACH_TO");
  terminate(cluster);
  expect(await refused(connect(tool.token))).toEqual({
    status: 403,
    error_code: "PERMISSION_DENIED",
    message: `You do not have permission to autostart ${cluster.id}`,
  });
  allow(tool.name, "CAN_RESTART");
  expect(await run(await connect(tool.token), "SELECT 1 AS x")).toEqual([{ x: 1 }]);
  expect(harness.workspace.clusters.state(cluster)).toBe("RUNNING");
});

test("letting go of a session does not start it again", async () => {
  const { cluster, connect } = withCluster();
  const session = await connect();
  terminate(cluster);
  await session.close();
  expect(harness.workspace.clusters.state(cluster)).toBe("TERMINATED");
});

test("is not there under the number of another workspace, and no session moves to another cluster", async () => {
  const { connect } = withCluster();
  expect(await refused(connect(undefined, 1))).toEqual({
    status: 403,
    error_code: "PERMISSION_DENIED",
    message: "Unauthorized access to Org: 1",
  });
  const { workspaceId } = harness.workspace.data.identity;
  const path = `/sql/protocolv1/o/${workspaceId}/0101-000000-missing0`;
  expect(await refused(harness.connect(undefined, { connection: { path } }))).toEqual({
    status: 404,
    error_code: "RESOURCE_DOES_NOT_EXIST",
    message: "No cluster found matching: 0101-000000-missing0",
  });
});

test("refuses everybody but the one it is dedicated to", async () => {
  const tool = harness.tool("dedicated");
  const { allow, connect } = withCluster({ accessMode: "SINGLE_USER", singleUser: tool.name });
  allow(tool.name, "CAN_RESTART");
  expect(await refused(connect())).toMatchObject({
    status: 403,
    message: expect.stringMatching(/^Single-user check failed: user 'admin@sandbox\.example' attempted/) as unknown,
  });
  expect(await run(await connect(tool.token), "SELECT 1 AS x")).toEqual([{ x: 1 }]);
});

test.each([
  "SELECT * FROM samples.tpch.region",
  "SELECT * FROM main.information_schema.tables",
  "SHOW CATALOGS",
  "USE CATALOG main",
  "CREATE TABLE main.default.t (x INT)",
  "SELECT * FROM csv.`/Volumes/main/default/v/a.csv`",
])("without isolation knows nothing of Unity Catalog: %s", async (statement) => {
  const session = await withCluster({ accessMode: "NONE" }).connect();
  expect(await refusal(session, statement)).toBe(
    "[UC_NOT_ENABLED] Unity Catalog is not enabled on this cluster. SQLSTATE: 56038",
  );
});

test("without isolation has no catalogs to list", async () => {
  const session = await withCluster({ accessMode: "NONE" }).connect();
  const catalogs = session.getCatalogs().then((operation) => operation.fetchAll());
  await expect(catalogs).rejects.toThrow("[UC_NOT_ENABLED]");
});

test("without isolation still computes", async () => {
  const session = await withCluster({ accessMode: "NONE" }).connect();
  expect(await run(session, "SELECT 1 + 1 AS x, current_catalog() AS c")).toEqual([{ x: 2, c: "spark_catalog" }]);
});

test("is in system.compute.clusters, and its statements in table_lineage but not in query.history", async () => {
  const { cluster, connect } = withCluster();
  await run(await connect(), "SELECT count(*) AS on_a_cluster FROM samples.tpch.nation");
  const admin = await harness.connect();
  await harness.admin("GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG system TO `admin@sandbox.example`");
  const rows = (statement: string) => run(admin, statement);
  expect(
    await rows(`SELECT data_security_mode AS mode FROM system.compute.clusters WHERE cluster_id = '${cluster.id}'`),
  ).toEqual([{ mode: "USER_ISOLATION" }]);
  const nation = "FROM system.access.table_lineage WHERE source_table_full_name = 'samples.tpch.nation'";
  expect(await rows(`SELECT count(*) AS n ${nation}`)).toEqual([{ n: 1 }]);
  expect(
    await rows("SELECT statement_text FROM system.query.history WHERE statement_text LIKE 'SELECT count(*) AS on_a%'"),
  ).toEqual([]);
});

test("answers 503 while it starts, where clients are not held", async () => {
  const own = await startHarness({ startingAnswer: "unavailable", workspaceOptions: { clusterStartMillis: 60_000 } });
  try {
    const { admin, clusters, data } = own.workspace;
    const { id } = clusters.create(admin, SETTINGS);
    const path = `/sql/protocolv1/o/${data.identity.workspaceId}/${id}`;
    expect(await refused(own.connect(undefined, { connection: { path } }))).toMatchObject({
      status: 503,
      message: `Cluster ${id} is starting.`,
    });
  } finally {
    await own.close();
  }
});
