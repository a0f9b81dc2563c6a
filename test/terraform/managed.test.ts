import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { managedBy } from "../../lib/terraform/managed";
import { config } from "../support/config-fixture";

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "onramp-held-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const read = () =>
  managedBy(config(), { env: { ONRAMP_SANDBOX: "f00d", ONRAMP_SANDBOX_STATE: folder }, project: folder });

function write(...resources: readonly (readonly [mode: string, type: string, name: string, ...instances: object[]])[]) {
  const state = {
    version: 4,
    resources: resources.map(([mode, type, name, ...instances]) => ({
      mode,
      type,
      name,
      instances: instances.map((attributes) => ({ attributes })),
    })),
  };
  writeFileSync(join(folder, "onramp.tfstate"), JSON.stringify(state));
}

test("names what the stacks own, and none of the credentials beside", async () => {
  write(
    ["managed", "databricks_catalog", "a", { id: "c", name: "c" }],
    ["managed", "databricks_schema", "b", { id: "c.s" }],
    ["managed", "databricks_sql_endpoint", "c", { id: "0123456789abcdef", name: "bi" }],
    [
      "managed",
      "databricks_service_principal",
      "integrations_my-tool_principal_0A1B2C3D",
      { id: "42", application_id: "app", display_name: "my-tool" },
    ],
    ["managed", "databricks_grant", "d", { principal: "app", catalog: "c", privileges: ["USE_CATALOG"] }],
    ["managed", "databricks_grant", "e", { principal: "app", catalog: null, table: "c.s.t", privileges: ["SELECT"] }],
    // One that is being replaced.
    ["managed", "databricks_obo_token", "f", { id: "t1", token_value: "dapi-1" }, { id: "t2", token_value: "dapi-2" }],
    ["managed", "databricks_token", "g", { id: "t3" }],
    ["managed", "databricks_group_member", "i", { id: "7|42" }],
    ["managed", "databricks_service_principal_secret", "h", { id: "s1", secret: "dose" }],
  );
  const managed = await read();
  expect(managed).toEqual({
    catalogs: new Set(["c"]),
    schemas: new Set(["c.s"]),
    warehouses: new Set(["0123456789abcdef"]),
    principals: [{ id: "42", applicationId: "app", displayName: "my-tool" }],
    grants: [
      { principal: "app", on: "c", privileges: ["USE_CATALOG"] },
      { principal: "app", on: "c.s.t", privileges: ["SELECT"] },
    ],
    memberships: new Set(["7|42"]),
    tokens: new Set(["t1", "t2", "t3"]),
    secrets: new Set(["s1"]),
    secretDetails: [{ id: "s1", principal: "", lifetime: "" }],
    owners: new Map([
      ["c", ""],
      ["c.s", ""],
    ]),
    integrations: [{ name: "my-tool", stack: "onramp" }],
  });
});

test("leaves out what is only looked up, but knows the integration that adopts a principal", async () => {
  write(
    ["data", "databricks_catalog", "a", { id: "main" }],
    ["data", "databricks_service_principal", "integrations_bi_principal_0A1B2C3D", { id: "42", application_id: "app" }],
  );
  expect(await read()).toMatchObject({
    catalogs: new Set(),
    principals: [],
    integrations: [{ name: "bi", stack: "onramp" }],
  });
});

test("knows an integration of which a deploy left nothing but a schema or catalog that is not empty", async () => {
  write(
    ["managed", "databricks_schema", "integrations_click-tool_schema_0A1B2C3D", { id: "c.s" }],
    ["managed", "databricks_catalog", "integrations_bi_tool_catalog_0A1B2C3D", { id: "c" }],
    ["managed", "databricks_schema", "integrations_dq_second_forms_enrichment_schema_0A1B2C3D", { id: "c.q" }],
    ["data", "databricks_schema", "integrations_other_schema_0A1B2C3D", { id: "c.o" }],
    ["managed", "databricks_catalog", "catalogs_shared_0A1B2C3D", { id: "d" }],
  );
  const { integrations } = await read();
  expect(integrations.map(({ name }) => name)).toEqual(["click-tool", "bi_tool", "dq"]);
});

test("is empty before the first deploy", async () => {
  expect(await read()).toMatchObject({ catalogs: new Set(), principals: [], integrations: [] });
});

test("refuses a state that is none", async () => {
  writeFileSync(join(folder, "onramp.tfstate"), "dapi-1");
  await expect(read()).rejects.toMatchObject({ exitCode: 2 });
  await expect(read()).rejects.not.toThrow("dapi-1");
});
