import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, type ForgetCommand } from "../../scripts/state/forget";
import { WorkspaceInProcess } from "../support/workspace-in-process";

const YAML = `integrations:
  clevertap: { catalog: shop, schema: clevertap }
  orders_db: { tool: generic-writer, catalog: orders, schema: raw }
`;
const UC = "/api/2.1/unity-catalog";
const VOLUME = { catalog_name: "shop", schema_name: "clevertap", volume_type: "MANAGED" };
const PRINCIPAL = "3f0a1c52-0000-4000-8000-000000000001";

let there: WorkspaceInProcess;

beforeEach(async () => {
  there = new WorkspaceInProcess(YAML);
  // Stands in for Terraform: it says its version, and writes down what it is to remove.
  const tool = join(there.folder, "terraform");
  const removing = `echo "$@" >> "${join(there.folder, "removed")}"`;
  writeFileSync(tool, `#!/bin/sh\ncase "$1" in version) echo "Terraform v1.11.4";; state) ${removing};; esac\n`);
  chmodSync(tool, 0o755);
  there.env.TERRAFORM_BINARY_NAME = tool;
  await there.request("POST", `${UC}/catalogs`, { name: "shop" });
  for (const name of ["clevertap", "crm"]) await there.request("POST", `${UC}/schemas`, { name, catalog_name: "shop" });
  for (const name of ["files", "more"]) await there.request("POST", `${UC}/volumes`, { ...VOLUME, name });
});
afterEach(() => there.close());

/** Resources of CleverTap's integration, as a deploy leaves them in the state. */
const CLEVERTAP = {
  "databricks_catalog.integrations_clevertap_catalog_9247BEC8": { id: "shop", name: "shop" },
  "databricks_schema.integrations_clevertap_schema_EF91FB4E": { id: "shop.clevertap" },
  "databricks_service_principal.integrations_clevertap_principal_5B60616A": {
    id: "77",
    application_id: PRINCIPAL,
    display_name: "clevertap",
  },
  "databricks_obo_token.integrations_clevertap_credential_A104422F": { id: "t1", token_value: "dapi-secret" },
  "databricks_sql_endpoint.integrations_clevertap_warehouse_98D9352B": { id: "w1", name: "clevertap" },
} as const;
const [CATALOG, SCHEMA] = Object.keys(CLEVERTAP);
const ORDERS = { "databricks_schema.integrations_orders_db_schema_393766A3": { id: "orders.raw" } };
const GONE = {
  "databricks_schema.integrations_gone_schema_68EBEF29": { id: "shop.crm" },
  "databricks_service_principal.integrations_gone_principal_72853515": { id: "78", display_name: "gone" },
};

/** Puts resources into the state of a stack. */
function hold(
  resources: Readonly<Record<string, Readonly<Record<string, string>>>>,
  stack = "onramp",
  outputs = {},
): void {
  const written = Object.entries(resources).map(([address, attributes]) => {
    const [type, name] = address.split(".");
    return { mode: "managed", type, name, instances: [{ attributes }] };
  });
  const state = { version: 4, outputs, resources: written };
  writeFileSync(join(there.folder, `${stack}.tfstate`), JSON.stringify(state));
}

/** What Terraform was told to remove, one line a stack. */
function removed(): string[] {
  const file = join(there.folder, "removed");
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  return lines.map((line) => line.replace(/ -backup=\S+\.backup/, ""));
}

const forget = (command: Partial<ForgetCommand>, typed?: string) =>
  there.run((context, input) => run({ names: ["clevertap"], ...command }, context, input), typed);

test("drops catalog and schema from the state, and shows first what is in them and who owns it", async () => {
  hold({ ...CLEVERTAP, ...ORDERS });
  const { code, out, err } = await forget({ yes: true });
  expect(code).toBe(0);
  expect(removed()).toEqual([`state rm -lock-timeout=30s ${CATALOG} ${SCHEMA}`]);
  expect(out).toMatch(/^First in CleverTap\n +1\. .*select the connection clevertap/);
  expect(out).toMatch(/ catalog shop +owner \S+\n +schema shop\.clevertap +owner \S+\n +volume +files +owner \S+@\S+/);
  expect(out).toMatch(/ schema shop\.crm .*\(empty\)/);
  expect(out).toMatch(/stays in the workspace.*:\n {2}catalog shop\n {2}schema shop\.clevertap\n/);
  expect(out).toMatch(
    /Stays in the state.*:\n {2}service principal clevertap\n {2}token t1\n {2}warehouse clevertap\n/,
  );
  expect(err).toContain("Forgotten: catalog shop, schema shop.clevertap.");
  expect(err).toContain("As long as clevertap stays in");
  expect(out + err).not.toContain("dapi-secret");
  expect(there.writes).toEqual([]);
});

test("an integration that the config has no more is forgotten all the same, in the stack that holds it", async () => {
  hold(CLEVERTAP);
  hold(GONE, "old");
  const { code, out, err } = await forget({ names: ["gone"], yes: true });
  expect(code).toBe(0);
  expect(out).toMatch(/^First take the connection gone out of its tool\./);
  expect(removed()).toEqual(["state rm -lock-timeout=30s databricks_schema.integrations_gone_schema_68EBEF29"]);
  expect(err).not.toContain("As long as");
});

test("--all forgets the rest as well, and says how to revoke what stays valid", async () => {
  hold(CLEVERTAP);
  const { out, err } = await forget({ all: true, yes: true });
  expect(removed()).toEqual([`state rm -lock-timeout=30s ${Object.keys(CLEVERTAP).join(" ")}`]);
  expect(out).toContain("WARNING: these live on as well");
  expect(out).toContain("  databricks token-management delete t1\n");
  expect(out).toContain("  databricks warehouses delete w1\n");
  expect(err).not.toContain("Now take the rest away");
});

test("what is there no more, and what cannot be listed, hinders nothing", async () => {
  hold({ ...CLEVERTAP, ...ORDERS });
  const gone = await forget({ names: ["orders_db"], yes: true });
  expect(gone.out).toContain("schema orders.raw is not there any more");
  there.signInAs("ann@example.com");
  const hidden = await forget({ yes: true });
  expect(hidden.code).toBe(0);
  expect(hidden.out).toMatch(/catalog shop(: what is in it cannot be listed| is not there any more)/);
  expect(removed()).toHaveLength(2);
});

test("many things are counted rather than named", async () => {
  hold(CLEVERTAP);
  for (let at = 0; at < 20; at++) {
    const name = `v${at}`;
    await there.request("POST", `${UC}/volumes`, { ...VOLUME, name });
  }
  expect((await forget({ yes: true })).out).toContain("and 7 more");
});

test.each([
  ["y\n", 0, 1],
  ["n\n", 1, 0],
  ["", 1, 0],
])("asks on a terminal before it changes anything: %j", async (typed, code, changes) => {
  hold(CLEVERTAP);
  const result = await forget({}, typed);
  expect(result.code).toBe(code);
  expect(result.err).toContain("Forget 2 of");
  expect(removed()).toHaveLength(changes);
});

test("without a catalog or schema of its own there is nothing to forget", async () => {
  const [, , principal] = Object.entries(CLEVERTAP);
  hold(Object.fromEntries([principal!]));
  const { code, err } = await forget({});
  expect(code).toBe(0);
  expect(err).toContain("Nothing to forget");
  expect(removed()).toEqual([]);
});

test("refuses, and changes nothing: the state of another workspace", async () => {
  hold(CLEVERTAP, "onramp", { workspace: { value: "sandbox:another" } });
  const failure = await forget({ yes: true }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ exitCode: 2, message: expect.stringContaining("sandbox:another") as string });
  expect(removed()).toEqual([]);
});

test.each<[string, Partial<ForgetCommand>, RegExp]>([
  ["without anybody to ask", {}, /Nobody is there to be asked/],
  ["without a name", { names: [] }, /Nothing to forget is named/],
  ["a name that no state knows", { names: ["clevertapp"] }, /holds anything of "clevertapp"/],
  ["a shared catalog that is not there", { names: ["catalogs.x"] }, /holds anything of "catalogs\.x"/],
])("refuses, and changes nothing: %s", async (_what, command, message) => {
  hold(CLEVERTAP);
  const failure = await forget(command).catch((error: unknown) => error);
  expect(failure).toMatchObject({ exitCode: 2, message: expect.stringMatching(message) as string });
  expect(removed()).toEqual([]);
});
