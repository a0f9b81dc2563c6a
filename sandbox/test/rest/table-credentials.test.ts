import { harness, UC } from "./harness";

const PATH = `${UC}/temporary-table-credentials`;

function withTable(cloud: "aws" | "azure" | "gcp" = "aws") {
  const made = harness({ cloud });
  const { unityCatalog, admin } = made.workspace;
  const table = unityCatalog.createTable(admin, "main", "default", { name: "t", tableType: "MANAGED", columns: [] });
  const reader = made.addPrincipal();
  const schema = unityCatalog.schema(admin, "main", "default");
  unityCatalog.grants.change(admin, schema, [
    { principal: reader.name, add: ["USE SCHEMA", "SELECT", "EXTERNAL USE SCHEMA"] },
  ]);
  return { ...made, reader, table };
}

test.each([
  ["aws", "aws_temp_credentials", ["access_key_id", "secret_access_key", "session_token"]],
  ["azure", "azure_user_delegation_sas", ["sas_token"]],
  ["gcp", "gcp_oauth_token", ["oauth_token"]],
] as const)("gives credentials in the shape of %s that say they are for nothing", async (cloud, key, fields) => {
  const { reader, table, clock } = withTable(cloud);
  const { status, body } = await reader.call("POST", PATH, { table_id: table.id, operation: "READ" });
  expect([status, Object.keys(body).sort()]).toEqual([200, ["expiration_time", key, "url"].sort()]);
  expect(body).toMatchObject({ expiration_time: clock.now + 3_600_000 });
  expect(Object.keys(body[key] as object)).toEqual(fields);
  expect(JSON.stringify(body[key])).toContain("sandbox-credential-for-nothing");
});

test.each([
  [{}, 400, "Missing required field: table_id"],
  [{ table_id: "none", operation: "READ" }, 404, "Table with id 'none' does not exist."],
])("refuses %j", async (body, status, message) => {
  const { reader } = withTable();
  expect(await reader.call("POST", PATH, body)).toMatchObject({ status, body: { message } });
});

test.each([
  [undefined, 400, "Missing required field: operation"],
  ["ALL", 400, "Invalid value 'ALL' for field 'operation'; expected one of READ, READ_WRITE."],
  ["READ_WRITE", 403, "User does not have MODIFY on Table 'main.default.t'."],
])("refuses operation %s", async (operation, status, message) => {
  const { reader, table } = withTable();
  const answer = await reader.call("POST", PATH, { table_id: table.id, operation });
  expect(answer).toMatchObject({ status, body: { message } });
});
