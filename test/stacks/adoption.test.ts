import { stateLocation } from "../../lib/terraform/state-location";
import type { IntegrationConfig, OnrampConfig } from "../../lib/config/resolved";
import { buildStacks, type SeenPrincipal } from "../../stacks/workspace-stack";
import { Template, testApp } from "../support/template";
import { config, integration, qualytics, reader } from "../support/config-fixture";

const APPLICATION = "11111111-2222-3333-4444-555555555555";
const adopting = (more: Partial<IntegrationConfig> = {}) =>
  reader("a", {
    read: [{ catalog: "shop" }],
    principal: { existing: APPLICATION, groups: ["tools"] },
    ...more,
  });

function stacks(made: OnrampConfig, seen?: ReadonlyMap<string, SeenPrincipal>) {
  const built = buildStacks(testApp(), made, stateLocation(made, {}, "/project"), { principals: seen });
  return { built, templates: built.map((stack) => new Template(stack)) };
}

/** Types of what a stack has: resources, then what it looks up and what it forgets. */
function types({ json }: Template) {
  return {
    resources: Object.keys(json.resource ?? {}).sort(),
    data: Object.keys((json as { data?: object }).data ?? {}).sort(),
    removed: (JSON.stringify(json.removed ?? []).match(/databricks_\w+?(?=\.)/g) ?? []).sort(),
  };
}

test("what is there already is only looked up: catalog, schema, warehouse and principal", () => {
  const [only] = stacks(
    config({
      integrations: [
        integration("a", {
          catalog: { name: "marketing", existing: true },
          schema: { name: "crm", existing: true },
          warehouse: { existing: "BI", viaGroup: "bi-users" },
          principal: { existing: APPLICATION, groups: [] },
        }),
      ],
    }),
  ).templates;
  expect(types(only!)).toMatchObject({
    resources: ["databricks_grant", "databricks_group_member", "databricks_obo_token"],
    data: expect.arrayContaining([
      "databricks_catalog",
      "databricks_schema",
      "databricks_service_principal",
      "databricks_sql_warehouse",
    ]) as string[],
  });
  expect(only!.output("connections")).toMatchObject({ a: { catalog: "marketing", schema: "crm" } });
});

test("a cluster in the place of a warehouse is in the connection details with its path", () => {
  const cluster = { cluster: "1121-101500-abcd1234", workspaceId: 42 };
  const [only] = stacks(
    config({ integrations: [reader("a", { read: [{ catalog: "c" }], warehouse: cluster })] }),
  ).templates;
  expect(only!.output("connections")).toMatchObject({
    a: { http_path: "sql/protocolv1/o/42/1121-101500-abcd1234", cluster_id: "1121-101500-abcd1234" },
  });
});

test("a stack of its own looks up shared things that are there already, if it uses them, and waits for nobody", () => {
  const made = config({
    catalogs: { m: { name: "marketing", existing: true }, unused: { name: "unused", existing: true } },
    warehouses: { bi: { existing: "BI" }, other: { existing: "Other" } },
    integrations: [
      integration("a", { stack: "side", catalog: { shared: "m" }, warehouse: { shared: "bi" } }),
      integration("b", { stack: "side", catalog: { shared: "unused" }, warehouse: { shared: "other" }, absent: true }),
    ],
  });
  const { built, templates } = stacks(made);
  const data = (template: Template, type: string) =>
    Object.values((template.json as { data: Record<string, Record<string, { name?: string }>> }).data[type] ?? {})
      .map(({ name }) => name)
      .sort();
  const [main, side] = templates;
  expect(built[1]!.dependsOn(built[0]!)).toBe(false);
  expect(data(main!, "databricks_catalog")).toEqual(["marketing", "unused"]);
  expect(data(side!, "databricks_catalog")).toEqual(["marketing"]);
  expect(data(side!, "databricks_sql_warehouse")).toEqual(["BI"]);
});

test("a stack of its own waits for the main one when it reads what that creates, not when it is there already", () => {
  const side = (catalog: OnrampConfig["catalogs"][string]) =>
    stacks(
      config({ catalogs: { m: catalog }, integrations: [reader("a", { stack: "side", read: [{ catalog: "m" }] })] }),
    ).built;
  const waits = ([main, other]: ReturnType<typeof side>) => other!.dependsOn(main!);
  expect(waits(side({ name: "m" }))).toBe(true);
  expect(waits(side({ name: "m", existing: true }))).toBe(false);
});

test("a refusal stands before every grant of its integration and no other, as text", () => {
  const seen = new Map([["a", { refusal: "costs ${amount}" }]]);
  const [only] = stacks(
    config({ integrations: [adopting(), reader("b", { read: [{ catalog: "shop" }] })] }),
    seen,
  ).templates;
  const grants = Object.values(only!.resources("databricks_grant")) as unknown as {
    principal: string;
    lifecycle?: { precondition?: { error_message: string }[] };
  }[];
  const messages = (adopted: boolean) =>
    grants
      .filter(({ principal }) => (principal === APPLICATION) === adopted)
      .map(({ lifecycle }) => lifecycle?.precondition?.map(({ error_message }) => error_message));
  expect(messages(true)).toEqual([["costs $${amount}"]]);
  expect(messages(false)).toEqual([undefined]);
});

test("an adopted principal joins no group that it was seen to belong to already", () => {
  const joined = (seen?: ReadonlyMap<string, SeenPrincipal>) =>
    types(stacks(config({ integrations: [adopting()] }), seen).templates[0]!).resources.includes(
      "databricks_group_member",
    );
  expect(joined()).toBe(true);
  expect(joined(new Map([["a", { memberOf: ["tools"] }]]))).toBe(false);
});

test("a catalog that an integration created is forgotten when it becomes a shared one that is there already", () => {
  const removed = (made: OnrampConfig) => JSON.stringify(stacks(made).templates[0]!.json.removed ?? []);
  const [created] = stacks(config({ integrations: [integration("a", { catalog: { name: "m" } })] })).templates;
  const own = `databricks_catalog.${created!.idOf("databricks_catalog")}`;
  const shared = (catalog: OnrampConfig["catalogs"][string]) =>
    removed(config({ catalogs: { m: catalog }, integrations: [integration("a", { catalog: { shared: "m" } })] }));
  expect(shared({ name: "m", existing: true })).toContain(own);
  expect(shared({ name: "m" })).not.toContain(own);
});

test("an absent integration forgets what was its own, and what is there already in case that was created before", () => {
  const forgotten = (more: Partial<IntegrationConfig>) =>
    types(stacks(config({ integrations: [integration("a", { ...more, absent: true })] })).templates[0]!).removed;
  const place = ["databricks_catalog", "databricks_schema", "databricks_workspace_binding"];
  expect(forgotten({})).toEqual(place);
  expect(forgotten({ catalog: { name: "c", existing: true }, schema: { name: "s", existing: true } })).toEqual(place);
  const warehouse = ["databricks_permissions", "databricks_schema", "databricks_sql_endpoint"];
  expect(forgotten({ catalog: { shared: "m" }, warehouse: { import: "0123456789abcdef" } })).toEqual(warehouse);
  expect(forgotten({ catalog: { shared: "m" }, warehouse: { existing: "BI" } })).toEqual(warehouse);
  expect(forgotten({ catalog: { shared: "m" }, principal: { existing: APPLICATION, groups: [] } })).toEqual([
    "databricks_schema",
    "databricks_service_principal",
  ]);
  const enrichment = { catalog: { name: "c", existing: true } as const, schema: { name: "s" } };
  const second = qualytics({ secondForms: { enrichment }, absent: true });
  expect(types(stacks(config({ integrations: [second] })).templates[0]!).removed).toEqual(place);
});
