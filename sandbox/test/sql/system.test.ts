import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { SYSTEM_TABLES } from "../../state/system";
import { type Harness, refusal, run, startHarness } from "./harness";

let harness: Harness;
let tool: { name: string; token: string };
let session: IDBSQLSession;
let admin: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  tool = harness.tool();
  session = await harness.connect(tool.token);
  admin = await harness.connect();
  await harness.admin(
    `GRANT SELECT ON CATALOG system TO \`${harness.workspace.admin.name}\``,
    "CREATE CATALOG c",
    "CREATE SCHEMA c.s",
    "CREATE TABLE c.s.t AS SELECT 1 AS id",
    "CREATE TABLE c.s.copy AS SELECT * FROM c.s.t",
  );
});
afterAll(() => harness.close());

const grant = async (...grants: string[]) => {
  harness.workspace.data.grants.forEach((held) => held.delete(tool.name));
  await harness.admin(...grants.map((each) => `GRANT ${each} TO \`${tool.name}\``));
};

test.each(
  SYSTEM_TABLES.map(({ schema, name, columns }) => [`system.${schema}.${name}`, Object.keys(columns)] as const),
)("reads %s with its columns", async (name, columns) => {
  const described = await run(admin, `DESCRIBE TABLE ${name}`);
  expect(described.map((row) => row["col_name"])).toEqual(columns);
  const [row] = await run(admin, `SELECT * FROM ${name} LIMIT 1`);
  if (row) expect(Object.keys(row)).toEqual(columns);
});

test("tells which statements ran, as whom and with what result", async () => {
  await refusal(session, "SELECT * FROM c.s.t");
  const rows = await run(
    admin,
    "SELECT statement_type, execution_status, error_message, compute.warehouse_id AS warehouse FROM system.query.history " +
      `WHERE executed_by = '${tool.name}' AND statement_text = 'SELECT * FROM c.s.t'`,
  );
  expect(rows).toMatchObject([
    { statement_type: "SELECT", execution_status: "FAILED", warehouse: harness.warehouseId },
  ]);
  expect(rows[0]?.["error_message"]).toMatch("INSUFFICIENT_PERMISSIONS");
});

test("tells from where to where rows went", async () => {
  expect(
    await run(
      admin,
      "SELECT source_table_full_name AS source, target_table_name AS target FROM system.access.table_lineage " +
        "WHERE target_table_full_name = 'c.s.copy'",
    ),
  ).toEqual([{ source: "c.s.t", target: "copy" }]);
});

test("joins usage with prices and warehouses", async () => {
  const [row] = await run(
    admin,
    "SELECT w.warehouse_name AS name, sum(u.usage_quantity * p.pricing.default) > 0 AS costs FROM system.billing.usage u " +
      "JOIN system.billing.list_prices p ON p.sku_name = u.sku_name " +
      "JOIN system.compute.warehouses w ON w.warehouse_id = u.usage_metadata.warehouse_id GROUP BY 1",
  );
  expect(row).toEqual({ name: "Serverless Starter Warehouse", costs: true });
});

test.each([
  [[], "User does not have USE CATALOG on Catalog 'system'."],
  [["USE CATALOG ON CATALOG system"], "User does not have USE SCHEMA on Schema 'system.billing'."],
  [
    ["USE CATALOG ON CATALOG system", "USE SCHEMA ON SCHEMA system.billing"],
    "User does not have SELECT on Table 'system.billing.usage'.",
  ],
])("refuses to read with %j", async (grants, message) => {
  await grant(...grants);
  expect(await refusal(session, "SELECT * FROM system.billing.usage")).toMatch(message);
});

test("lets a tool read the schema it was granted, and see no other", async () => {
  await grant(
    "USE CATALOG ON CATALOG system",
    "USE SCHEMA ON SCHEMA system.billing",
    "SELECT ON SCHEMA system.billing",
  );
  await run(session, "SELECT * FROM system.billing.usage");
  expect(await run(session, "SHOW SCHEMAS IN system")).toEqual([
    { databaseName: "billing" },
    { databaseName: "information_schema" },
  ]);
  expect(await refusal(session, "SELECT * FROM system.access.audit")).toMatch("USE SCHEMA on Schema 'system.access'");
});

test("has information_schema for everybody, with what each may see", async () => {
  await grant();
  const catalogs = await run(session, "SELECT catalog_name FROM system.information_schema.catalogs ORDER BY 1");
  expect(catalogs).toEqual([{ catalog_name: "main" }, { catalog_name: "samples" }]);
});

test.each([
  "INSERT INTO system.billing.usage SELECT * FROM system.billing.usage",
  "DELETE FROM system.query.history",
  "DROP TABLE system.query.history",
  "CREATE TABLE system.billing.mine (id INT)",
  "CREATE SCHEMA system.mine",
  "DROP SCHEMA system.billing CASCADE",
  "ALTER TABLE system.query.history ADD COLUMN x INT",
])("refuses %s, even to the metastore's admin", async (statement) => {
  await harness.admin(`GRANT ALL PRIVILEGES ON CATALOG system TO \`${harness.workspace.admin.name}\``);
  expect(await refusal(admin, statement)).toMatch("INSUFFICIENT_PERMISSIONS");
});
