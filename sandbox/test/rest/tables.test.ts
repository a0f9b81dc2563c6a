import { harness, UC } from "./harness";

const TABLES = `${UC}/tables`;

function withTable() {
  const made = harness();
  made.workspace.unityCatalog.createTable(made.workspace.admin, "main", "default", {
    name: "orders",
    tableType: "MANAGED",
    columns: [
      { name: "id", type: "BIGINT", nullable: false },
      { name: "price", type: "DECIMAL(10,2)", nullable: true, comment: "net" },
    ],
  });
  return made;
}

test("shows a table with its columns", async () => {
  const { admin } = withTable();
  const expected = {
    full_name: "main.default.orders",
    catalog_name: "main",
    schema_name: "default",
    table_type: "MANAGED",
    data_source_format: "DELTA",
    columns: [
      { name: "id", type_text: "bigint", type_name: "LONG", position: 0, nullable: false },
      { name: "price", type_text: "decimal(10,2)", type_name: "DECIMAL", position: 1, nullable: true, comment: "net" },
    ],
  };
  expect((await admin.call("GET", `${TABLES}/main.default.ORDERS?`)).body).toMatchObject(expected);
  const list = await admin.call("GET", `${TABLES}?catalog_name=main&schema_name=default`);
  expect(list.body.tables).toMatchObject([expected]);
});

test("shows only the tables that the caller sees", async () => {
  const { admin, workspace, addPrincipal } = withTable();
  const reader = addPrincipal();
  workspace.unityCatalog.createTable(workspace.admin, "main", "default", {
    name: "other",
    tableType: "MANAGED",
    columns: [],
  });
  const grant = (on: string, privilege: string) =>
    admin.call("PATCH", `${UC}/permissions/${on}`, { changes: [{ principal: reader.name, add: [privilege] }] });
  const list = () => reader.call("GET", `${TABLES}?catalog_name=main&schema_name=default`);
  expect(await list()).toMatchObject({
    status: 403,
    body: { message: "User does not have USE SCHEMA on Schema 'main.default'." },
  });
  await grant("schema/main.default", "USE_SCHEMA");
  expect((await list()).body).toEqual({ tables: [] });
  await grant("table/main.default.orders", "SELECT");
  expect((await list()).body.tables).toMatchObject([{ name: "orders" }]);
  expect(await reader.call("GET", `${TABLES}/main.default.other`)).toMatchObject({
    status: 403,
    body: { message: "User does not have SELECT on Table 'main.default.other'." },
  });
});

test.each([
  ["", 400, "INVALID_PARAMETER_VALUE"],
  ["?catalog_name=main", 400, "INVALID_PARAMETER_VALUE"],
  ["/main.default", 400, "INVALID_PARAMETER_VALUE"],
  ["/main.default.none", 404, "TABLE_DOES_NOT_EXIST"],
  ["/main.none.x", 404, "SCHEMA_DOES_NOT_EXIST"],
])("refuses GET tables%s with %d %s", async (path, status, error_code) => {
  const { admin } = harness();
  expect(await admin.call("GET", `${TABLES}${path}`)).toMatchObject({ status, body: { error_code } });
});
