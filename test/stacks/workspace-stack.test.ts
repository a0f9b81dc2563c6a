import { buildStacks } from "../../stacks/workspace-stack";
import type { IntegrationConfig, OnrampConfig } from "../../lib/config/resolved";
import { stateLocation } from "../../lib/terraform/state-location";
import { findProfile, PROFILES } from "../../profiles";
import { Template, testApp } from "../support/template";
import { config, integration, qualytics, reader, warehouse } from "../support/config-fixture";

const SANDBOX = { ONRAMP_SANDBOX: "f00d", ONRAMP_SANDBOX_STATE: "/sandbox/state" };

function stacks(made: OnrampConfig, env = {}) {
  return buildStacks(testApp(), made, stateLocation(made, env, "/project"));
}

function templates(made: OnrampConfig, env = {}): Record<string, Template> {
  return Object.fromEntries(stacks(made, env).map((stack) => [stack.node.id, new Template(stack)]));
}

function template(made: OnrampConfig, env = {}): Template {
  return templates(made, env).onramp!;
}

test("the CleverTap sample becomes this stack; a changed address here replaces what people have deployed", () => {
  const { terraform, ...rest } = template(config()).json;
  expect(terraform.backend).toHaveProperty("local");
  expect(rest).toMatchSnapshot();
});

test("what depends on the workspace is all that differs in the sandbox", () => {
  const real = template(config()).json;
  const sandbox = template(
    config({ workspace: { host: "https://localhost:1", cloud: "aws", rateLimit: 50 } }),
    SANDBOX,
  );
  expect(sandbox.output("workspace")).toBe("sandbox:f00d");
  expect(real.output!.workspace!.value).toBe("https://dbc-1.cloud.databricks.com");
  expect(sandbox.json.resource).toEqual(real.resource);
});

test("several integrations: all in the maps, no flat host and path, secrets marked sensitive", () => {
  const { output } = template(config({ integrations: [integration("a"), reader("b")] })).json;
  expect(Object.keys(output!).sort()).toEqual(["connections", "secrets", "workspace"]);
  expect(Object.keys(output!.connections!.value as object)).toEqual(["a", "b"]);
  expect(output!.secrets).toMatchObject({
    sensitive: true,
    value: {
      a: expect.stringMatching(/^\$\{databricks_obo_token\..*\.token_value\}$/) as string,
      b: expect.stringMatching(/^\$\{databricks_service_principal_secret\..*\.secret\}$/) as string,
    },
  });
});

test("an external credential is in no output, and nothing makes one", () => {
  const external = integration("a", { credential: { kind: "pat", lifetimeDays: 90, external: true } });
  const made = template(config({ integrations: [external, integration("b")] }));
  expect(made.output("connections")).toMatchObject({ a: { credential: { kind: "pat", external: true } } });
  expect(Object.keys(made.output("secrets") as object)).toEqual(["b"]);
  expect(Object.keys(made.resources("databricks_obo_token"))).toHaveLength(1);
  expect(Object.keys(made.resources("databricks_service_principal"))).toHaveLength(2);
});

test("the output names the chosen access, by which readers find the same profile", () => {
  const profile = findProfile("clevertap", "import")!;
  const { connections } = template(config({ integrations: [integration("a", { profile, mode: "import" })] })).json
    .output!;
  const { a } = connections!.value as Record<string, { tool: string; access: string }>;
  expect(findProfile(a!.tool, a!.access)).toEqual(profile);
});

test("a tool that makes schemas may do so without one of its own; a catalog that a reader only shows is left alone", () => {
  const catalogs = { m: { name: "m" } };
  const more = { catalog: { shared: "m" }, schema: undefined };
  const writer = integration("a", { profile: PROFILES.get("segment-storage")!, ...more });
  expect(template(config({ catalogs, integrations: [writer] })).grants()).toEqual(["m: CREATE_SCHEMA USE_CATALOG"]);
  const optional = integration("b", { profile: PROFILES.get("generic-writer")!, ...more });
  expect(template(config({ catalogs, integrations: [optional] })).grants()).toEqual([]);
});

test("the principal has the entitlements that the profile asks for", () => {
  const made = template(config({ integrations: [reader("vantage", { profile: PROFILES.get("vantage")! })] }));
  expect(made.resource("databricks_service_principal")).toMatchObject({
    databricks_sql_access: true,
    workspace_access: true,
  });
});

const enrichment = { catalog: { shared: "m" }, schema: { name: "results" } };

test("a second form gets schema and grants and is in the output; one of another integration is only named", () => {
  const made = template(
    config({
      catalogs: { m: { name: "marketing" } },
      integrations: [
        qualytics({ secondForms: { enrichment } }),
        qualytics({ name: "other", secondForms: { enrichment: { of: "qualytics" } } }),
      ],
    }),
  );
  expect(made.resource("databricks_schema")).toMatchObject({
    catalog_name: expect.anything() as string,
    name: "results",
  });
  expect(made.grants().filter((grant) => grant.startsWith("marketing"))).toEqual([
    "marketing: USE_CATALOG",
    "marketing.results: CREATE_TABLE USE_SCHEMA",
  ]);
  expect(made.output("connections")).toMatchObject({
    qualytics: { second_forms: { enrichment: { catalog: "marketing", schema: "results" } } },
    other: { second_forms: { enrichment: { of: "qualytics" } } },
  });
});

test("an absent integration forgets the schema of its second form, and its catalog unless that is shared", () => {
  const forgotten = (secondForms: IntegrationConfig["secondForms"]) =>
    JSON.stringify(
      template(config({ catalogs: { m: { name: "m" } }, integrations: [qualytics({ secondForms, absent: true })] }))
        .json.removed ?? [],
    ).match(/databricks_\w+?(?=\.)/g);
  expect(forgotten({ enrichment })).toEqual(["databricks_schema"]);
  expect(forgotten({ enrichment: { ...enrichment, catalog: { name: "own" } } })).toEqual([
    "databricks_catalog",
    "databricks_workspace_binding",
    "databricks_schema",
  ]);
  expect(forgotten({ enrichment: { of: "other" } })).toBeNull();
});

test("a stack of its own waits for the main one when its second form is in a shared catalog", () => {
  const [main, side] = stacks(
    config({
      catalogs: { m: { name: "m" } },
      integrations: [qualytics({ stack: "side", secondForms: { enrichment } })],
    }),
  );
  expect(side!.dependsOn(main!)).toBe(true);
});

test("where only the provider will know the workspace, Terraform records it", () => {
  const { output, data } = template(config({ workspace: { cloud: "aws", rateLimit: 50 } })).json;
  expect(output!.workspace!.value).toBe("${data.databricks_current_config.current_config.host}");
  expect(data).toHaveProperty("databricks_current_config");
});

test("shared catalogs and warehouses are created once in the main stack, with the owner, and used there", () => {
  const made = template(
    config({
      owner: "admins",
      catalogs: { marketing: { name: "marketing" } },
      warehouses: { bi: warehouse("bi", { size: "Small" }) },
      integrations: ["a", "b"].map((name) =>
        integration(name, { catalog: { shared: "marketing" }, warehouse: { shared: "bi" } }),
      ),
    }),
  );
  expect(made.resource("databricks_catalog")).toMatchObject({ name: "marketing", owner: "admins" });
  expect(made.idOf("databricks_catalog")).toMatch(/^catalogs_marketing_[0-9A-F]{8}$/);
  expect(made.idOf("databricks_sql_endpoint")).toMatch(/^warehouses_bi_[0-9A-F]{8}$/);
  expect(made.resource("databricks_permissions").access_control).toHaveLength(2);
});

test("a stack of its own gets the integration, names the shared catalog only, and is deployed after the main one", () => {
  const made = config({
    catalogs: { marketing: { name: "marketing" } },
    integrations: [integration("a", { stack: "side", catalog: { shared: "marketing" } })],
  });
  const [main, side] = stacks(made);
  expect(side!.dependsOn(main!)).toBe(true);
  const { onramp, side: sideTemplate } = templates(made);
  expect(Object.keys(onramp!.json.resource!)).toEqual(["databricks_catalog"]);
  expect(sideTemplate!.json.resource).not.toHaveProperty("databricks_catalog");
  expect(sideTemplate!.resource("databricks_schema")).toMatchObject({ catalog_name: "marketing" });
  expect(JSON.stringify(sideTemplate!.json)).not.toContain("terraform_remote_state");
});

test("a stack that needs nothing of the main one can be deployed alone", () => {
  const made = config({ integrations: [integration("a"), integration("b", { stack: "side" })] });
  const [main, side] = stacks(made);
  expect(side!.dependsOn(main!)).toBe(false);
});

test("the main stack is there when it has something, and when nothing else is", () => {
  const idsOf = (made: OnrampConfig) => stacks(made).map((stack) => stack.node.id);
  expect(idsOf(config({ integrations: [integration("a", { stack: "side" })] }))).toEqual(["side"]);
  expect(idsOf(config({ integrations: [integration("a", { stack: "z" }), integration("b")] }))).toEqual([
    "onramp",
    "z",
  ]);
  expect(idsOf(config({ integrations: [] }))).toEqual(["onramp"]);
  expect(template(config({ integrations: [] })).output("connections")).toEqual({});
});

test("an absent integration leaves the outputs and the warehouse, and keeps its shared catalog", () => {
  const made = template(
    config({
      catalogs: { marketing: { name: "marketing" } },
      warehouses: { bi: warehouse("bi") },
      integrations: [
        integration("a", { catalog: { shared: "marketing" }, warehouse: { shared: "bi" }, absent: true }),
        integration("b", { catalog: { shared: "marketing" }, warehouse: { shared: "bi" } }),
      ],
    }),
  );
  expect(Object.keys(made.output("connections") as object)).toEqual(["b"]);
  expect(made.output("host")).toBeDefined();
  expect(made.resource("databricks_permissions").access_control).toHaveLength(1);
  expect(made.json.removed).toHaveLength(1);
  expect(JSON.stringify(made.json.removed)).toMatch(/databricks_schema\.integrations_a_schema_/);
});

test("text from the config is text to Terraform, never an expression", () => {
  const made = template(
    config({
      integrations: [
        integration("a", {
          catalog: { name: "a", comment: "costs ${amount} %{if}" },
          warehouse: warehouse("w", { tags: { cost: "${x}" } }),
        }),
      ],
    }),
  );
  expect(made.resource("databricks_catalog").comment).toBe("costs $${amount} %%{if}");
  expect(JSON.stringify(made.resource("databricks_sql_endpoint").tags)).toContain("$${x}");
});
