import { AbsentIntegration, Integration, type AbsentIntegrationProps, type IntegrationProps } from "../../constructs";
import type { Cloud } from "../../lib/databricks/host";
import { Template, testStack } from "../support/template";

const props = {
  tool: "clevertap",
  catalog: { name: "clevertap_catalog" },
  schema: { name: "clevertap_schema" },
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE"] },
  warehouse: { name: "clevertap" },
  credentialKind: "pat",
  lifetimeDays: 90,
} as const satisfies Omit<IntegrationProps, "workspace">;

const enrichment = { catalog: { name: "quality" }, schema: { name: "results" }, privileges: {} };

/** What is to be taken away. */
function present(changed: Partial<IntegrationProps> = {}, cloud: Cloud = "aws"): Template {
  const { stack, workspace } = testStack({ cloud });
  new Integration(stack, "clevertap", { workspace, ...props, ...changed });
  return new Template(stack);
}

function absent(changed: Partial<AbsentIntegrationProps> = {}, cloud: Cloud = "aws"): Template {
  const { stack, workspace } = testStack({ cloud });
  const defaults = { workspace, credentialKind: "pat", ownCatalog: true, ownSchema: true } as const;
  new AbsentIntegration(stack, "clevertap", { ...defaults, ...changed });
  return new Template(stack);
}

const forgotten = ({ json }: Template) => ((json.removed ?? []) as { from: string }[]).map(({ from }) => from).sort();
const addresses = (template: Template, ...types: string[]) =>
  types.flatMap((type) => Object.keys(template.resources(type)).map((id) => `${type}.${id}`)).sort();
const nothing = { ownCatalog: false, ownSchema: false };

test("an absent integration forgets catalog and schema by the addresses they had, and has nothing else", () => {
  const before = present({ catalog: { name: "clevertap_catalog", alsoIn: [1] } });
  const { resource, removed, provider } = absent().json;
  expect(resource).toBeUndefined();
  expect(provider!.databricks).toHaveLength(1);
  expect(removed).toEqual(
    ["databricks_catalog", "databricks_workspace_binding", "databricks_schema"].map((type) => ({
      from: `${type}.${before.idOf(type)}`,
      lifecycle: [{ destroy: false }],
    })),
  );
});

test("an absent integration forgets only what was its own", () => {
  expect(forgotten(absent({ ownCatalog: false }))).toEqual(addresses(present(), "databricks_schema"));
  expect(forgotten(absent({ ...nothing, secondForms: { enrichment: nothing } }))).toEqual([]);
});

test("an absent integration forgets the schema of its second connection, and the catalog if it made that", () => {
  const all = addresses(present({ secondForms: { enrichment } }), "databricks_catalog", "databricks_schema");
  const forgottenWith = (ownCatalog: boolean) =>
    forgotten(absent({ secondForms: { enrichment: { ownCatalog, ownSchema: true } } })).filter(
      (from) => !from.startsWith("databricks_workspace_binding."),
    );
  expect(forgottenWith(true)).toEqual(all);
  expect(forgottenWith(false)).toEqual(all.filter((from) => !/catalog\.clevertap_second_forms/.test(from)));
});

test("an absent integration forgets a warehouse that stays, with its permissions, and lets one of its own go", () => {
  const after = absent({ ...nothing, warehouseStays: true });
  expect(forgotten(after)).toEqual(addresses(present(), "databricks_sql_endpoint", "databricks_permissions"));
  expect(forgotten(absent(nothing))).toEqual([]);
});

test("an absent integration keeps the provider that Terraform needs to forget a token on Azure, without its secret", () => {
  const before = present({}, "azure").json.provider!.databricks!;
  const { provider, resource } = absent({}, "azure").json;
  expect(provider!.databricks![1]).toEqual({ alias: before[1]!.alias, rate_limit: 50 });
  expect(resource).toBeUndefined();
  expect(absent({ credentialKind: "oauth" }, "azure").json.provider!.databricks).toHaveLength(1);
});

test("an absent integration on Azure signs in once more as a principal that stays, whose token would stay too", () => {
  const principal = { existing: "3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f" };
  const before = present({ principal }, "azure");
  const { provider, data, resource } = absent({ principal }, "azure").json;
  expect(provider).toEqual(before.json.provider);
  expect(data!.databricks_service_principal).toEqual(before.json.data!.databricks_service_principal);
  const secrets = before.resources("databricks_service_principal_secret");
  expect(resource).toEqual({ databricks_service_principal_secret: secrets });
  expect(absent({ principal }).json).not.toHaveProperty("data");
});

test.each(["aws", "azure"] as const)("an absent integration on %s forgets a principal that stays", (cloud) => {
  const principal = { existing: "3c5e1a70-9d42-4b7e-8f61-0a2b4c6d8e9f" };
  const created = addresses(present({}, cloud), "databricks_service_principal");
  expect(forgotten(absent({ ...nothing, principal }, cloud))).toEqual(created);
  const external = absent({ ...nothing, principal, externalCredential: true }, cloud);
  expect(forgotten(external)).toEqual(created);
  expect(external.json).not.toHaveProperty("data");
});

test("refuses to be absent in HCL, where the block that keeps the data would be missing", () => {
  const { stack, workspace } = testStack();
  new AbsentIntegration(stack, "a", { workspace, credentialKind: "pat", ownCatalog: true, ownSchema: false });
  expect(() => stack.toHclTerraform()).toThrow("synthesize JSON (without --hcl)");
});
