import { buildStacks } from "../../stacks/workspace-stack";
import type { OnrampConfig } from "../../config/resolved";
import { stateHome } from "../../stacks/backend";
import { Template, testApp } from "../template";
import { config, integration, reader, warehouse } from "./config-fixture";

const SANDBOX = { ONRAMP_SANDBOX: "f00d", ONRAMP_SANDBOX_STATE: "/sandbox/state" };

function stacks(made: OnrampConfig, env = {}) {
  return buildStacks(testApp(), made, stateHome(made, env, "/project"));
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
