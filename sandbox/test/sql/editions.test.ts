import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
let session: IDBSQLSession;
beforeAll(async () => {
  harness = await startHarness({ workspaceOptions: { edition: "free" } });
  session = await harness.connect();
});
afterAll(() => harness.close());

test("a session in Free Edition begins in the catalog of the workspace", async () => {
  expect(await run(session, "SELECT current_catalog() AS c, current_schema() AS s")).toEqual([
    { c: "workspace", s: "default" },
  ]);
});

test.each(["CREATE CATALOG new", "CREATE CATALOG IF NOT EXISTS new", "CREATE CATALOG IF NOT EXISTS workspace"])(
  "%s is refused where the metastore has no storage root",
  async (statement) => {
    expect(await refusal(session, statement)).toContain(
      "Metastore storage root URL does not exist. Default Storage is enabled in your account.",
    );
  },
);

test("a catalog with a place of its own can be made there", async () => {
  const create = "CREATE CATALOG IF NOT EXISTS new MANAGED LOCATION 's3://bucket/new'";
  await run(session, create);
  await run(session, create);
  expect(await run(session, "SHOW CATALOGS LIKE 'new'")).toEqual([{ catalog: "new" }]);
  const { unityCatalog, admin } = harness.workspace;
  expect(unityCatalog.catalog(admin, "new").storageRoot).toBe("s3://bucket/new");
});

test("an isolated catalog that is not bound to the workspace is hidden and refused, through views too", async () => {
  const { admin, unityCatalog, data } = harness.workspace;
  await run(session, "CREATE CATALOG IF NOT EXISTS far MANAGED LOCATION 's3://bucket/far'");
  await run(session, "CREATE TABLE far.default.t AS SELECT 1 AS x");
  await run(session, "CREATE VIEW workspace.default.v AS SELECT x FROM far.default.t");
  unityCatalog.update(admin, unityCatalog.catalog(admin, "far"), { isolationMode: "ISOLATED" });
  expect(await run(session, "SELECT x FROM workspace.default.v")).toEqual([{ x: 1 }]);
  unityCatalog.bindings.change(admin, "far", { add: [], remove: [data.identity.workspaceId] });
  for (const statement of [
    "SELECT * FROM far.default.t",
    "SELECT * FROM workspace.default.v",
    "SHOW SCHEMAS IN far",
    "CREATE SCHEMA far.s",
    "GRANT USE CATALOG ON CATALOG far TO `account users`",
    "SELECT * FROM far.information_schema.tables",
  ]) {
    expect(await refusal(session, statement)).toContain("Catalog 'far' is not accessible in current workspace");
  }
  expect(await run(session, "SHOW CATALOGS LIKE 'far'")).toEqual([]);
});

test("nothing is made in shared and foreign catalogs", async () => {
  const { admin, unityCatalog } = harness.workspace;
  unityCatalog.sources.createProvider(admin, { name: "acme" });
  unityCatalog.sources.createConnection(admin, { name: "erp", type: "POSTGRESQL", options: {} });
  unityCatalog.createCatalog(admin, { name: "shared", source: { provider: "acme", share: "s" } });
  unityCatalog.createCatalog(admin, { name: "erp", source: { connection: "erp", options: { database: "erp" } } });
  expect(await refusal(session, "CREATE SCHEMA shared.s")).toContain("[INSUFFICIENT_PERMISSIONS]");
  expect(await refusal(session, "CREATE TABLE erp.information_schema.t (x INT)")).toContain("is read-only");
  expect(await run(session, "DESCRIBE CATALOG erp")).toContainEqual({
    info_name: "Catalog Type",
    info_value: "Foreign",
  });
  await run(session, "DROP CATALOG erp");
});
