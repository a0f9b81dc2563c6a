import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import type IOperation from "@databricks/sql/dist/contracts/IOperation";
import { type Harness, startHarness } from "./harness";

let harness: Harness;
let session: IDBSQLSession;
let limited: IDBSQLSession;

beforeAll(async () => {
  harness = await startHarness();
  session = await harness.connect();
  await harness.admin(
    "CREATE SCHEMA main.sales",
    "CREATE TABLE main.sales.orders (id BIGINT NOT NULL COMMENT 'key', price DECIMAL(10,2), tags ARRAY<STRING>) COMMENT 'all orders'",
    "CREATE TABLE main.sales.order_lines (id BIGINT)",
    "CREATE VIEW main.sales.v AS SELECT id FROM main.sales.orders",
    "CREATE CATALOG hidden",
  );
  const tool = harness.tool();
  await harness.admin(`GRANT USE SCHEMA, SELECT ON SCHEMA main.sales TO \`${tool.name}\``);
  limited = await harness.connect(tool.token);
});
afterAll(() => harness.close());

async function all(operation: Promise<IOperation>): Promise<Record<string, unknown>[]> {
  const opened = await operation;
  const rows = (await opened.fetchAll()) as Record<string, unknown>[];
  await opened.close();
  return rows;
}

test("catalogs are those the caller sees", async () => {
  const catalogs = async (of: IDBSQLSession) => (await all(of.getCatalogs())).map((row) => row.TABLE_CAT);
  expect(await catalogs(session)).toEqual(expect.arrayContaining(["hidden", "main", "samples", "sandbox"]));
  const seen = await catalogs(limited);
  expect(seen).toEqual(expect.arrayContaining(["main", "samples"]));
  expect(seen).not.toContain("hidden");
  expect(seen).not.toContain("sandbox");
});

test("schemas are found by catalog and pattern", async () => {
  expect(await all(session.getSchemas({ catalogName: "main", schemaName: "s%" }))).toEqual([
    { TABLE_SCHEM: "sales", TABLE_CATALOG: "main" },
  ]);
  const seen = await all(limited.getSchemas({ catalogName: "main" }));
  expect(seen.map((row) => row.TABLE_SCHEM)).toEqual(["information_schema", "sales"]);
});

test("tables are found by pattern and type", async () => {
  const names = async (request: Parameters<IDBSQLSession["getTables"]>[0]) =>
    (await all(session.getTables({ catalogName: "main", schemaName: "sales", ...request }))).map(
      (row) => row.TABLE_NAME,
    );
  expect(await names({})).toEqual(["order_lines", "orders", "v"]);
  expect(await names({ tableName: "order_" })).toEqual(["orders"]);
  expect(await names({ tableName: String.raw`order\_%` })).toEqual(["order_lines"]);
  expect(await names({ tableTypes: ["VIEW"] })).toEqual(["v"]);
  expect(await all(session.getTables({ catalogName: "main", schemaName: "sales", tableName: "ORDERS" }))).toMatchObject(
    [{ TABLE_CAT: "main", TABLE_SCHEM: "sales", TABLE_TYPE: "TABLE", REMARKS: "all orders" }],
  );
  expect(await all(limited.getTables({ catalogName: "sandbox" }))).toEqual([]);
});

test("columns have JDBC types, sizes and comments", async () => {
  const request = { catalogName: "main", schemaName: "sales", tableName: "orders" };
  expect(await all(session.getColumns(request))).toMatchObject([
    { COLUMN_NAME: "id", DATA_TYPE: -5, TYPE_NAME: "BIGINT", NULLABLE: 0, REMARKS: "key", IS_NULLABLE: "NO" },
    { COLUMN_NAME: "price", DATA_TYPE: 3, TYPE_NAME: "DECIMAL(10,2)", COLUMN_SIZE: 10, DECIMAL_DIGITS: 2 },
    { COLUMN_NAME: "tags", DATA_TYPE: 2003, TYPE_NAME: "ARRAY<STRING>", ORDINAL_POSITION: 2 },
  ]);
  expect(await all(session.getColumns({ ...request, columnName: "p%" }))).toHaveLength(1);
});

test("types, table types and what the workspace has none of are answered", async () => {
  expect((await all(session.getTypeInfo())).map((row) => row.TYPE_NAME)).toContain("DECIMAL");
  expect(await all(session.getTableTypes())).toEqual([{ TABLE_TYPE: "TABLE" }, { TABLE_TYPE: "VIEW" }]);
  expect(await all(session.getFunctions({ functionName: "%" }))).toEqual([]);
  expect(await all(session.getPrimaryKeys({ schemaName: "sales", tableName: "orders" }))).toEqual([]);
  const reference = { parentCatalogName: "a", parentSchemaName: "b", parentTableName: "c" };
  const foreign = { foreignCatalogName: "a", foreignSchemaName: "b", foreignTableName: "d" };
  expect(await all(session.getCrossReference({ ...reference, ...foreign }))).toEqual([]);
});

test("GetInfo says what the server is", async () => {
  expect((await session.getInfo(17)).getValue()).toBe("Spark SQL");
  expect((await session.getInfo(29)).getValue()).toBe("`");
});
