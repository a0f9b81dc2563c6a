import { Construct } from "constructs";
import type { StateResource } from "../../lib/terraform/states";
import { Catalog, Integration, type IntegrationProps } from "../../constructs";
import { managedParts } from "../../scripts/state/managed-parts";
import { Template, testStack } from "../support/template";

/** What a deploy of these integrations would put into the state, each resource with the key that it is of. */
function deployed(keys: readonly string[], more: Partial<IntegrationProps> = {}) {
  const owned: { readonly key: string; readonly resource: StateResource }[] = [];
  const addressesBefore = new Set<string>();
  const { stack, workspace } = testStack();
  const shared = new Construct(stack, "catalogs");
  new Catalog(shared, "marketing", { name: "marketing", alsoIn: [7, 8] });
  const all = new Construct(stack, "integrations");
  const collect = (key: string) => {
    for (const [type, byId] of Object.entries(new Template(stack).json.resource ?? {})) {
      for (const [id, attributes] of Object.entries(byId)) {
        const address = `${type}.${id}`;
        if (addressesBefore.has(address)) continue;
        addressesBefore.add(address);
        const instances = [
          { attributes: { ...attributes, id: attributes.name ?? address, securable_name: "marketing" } },
        ];
        owned.push({ key, resource: { stack: "onramp", mode: "managed", type, address, instances } });
      }
    }
  };
  collect("catalogs.marketing");
  for (const key of keys) {
    new Integration(all, key, {
      workspace,
      tool: "qualytics",
      catalog: { name: `c_${key}` },
      schema: { name: "s" },
      privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA"] },
      secondForms: {
        enrichment: { catalog: { name: `e_${key}` }, schema: { name: "s" }, privileges: { schema: ["USE_SCHEMA"] } },
      },
      warehouse: { name: key },
      credentialKind: "pat",
      lifetimeDays: 90,
      ...more,
    });
    collect(key);
  }
  const resources = owned.map(({ resource }) => resource);
  const of = (key: string) => owned.filter((each) => each.key === key).map(({ resource }) => resource.address);
  const parts = (key: string) =>
    managedParts(
      key,
      keys.filter((each) => each !== key),
      resources,
    );
  return { of, parts };
}

const addresses = (resources: readonly StateResource[]) => resources.map(({ address }) => address).sort();
const isData = (address: string) => /^databricks_(catalog|schema|workspace_binding)\./.test(address);

test.each([
  [["clevertap", "clevertap2", "clevertap-eu", "clevertap_eu"]],
  [["catalog", "my-catalog", "my_schema", "principal", "x_warehouse"]],
  [["enrichment", "s", "integrations2", "second_forms2"]],
])("everything of an integration is found, and nothing of another: %j", (keys) => {
  const { of, parts } = deployed(keys);
  for (const key of keys) {
    const { data, rest, unclear } = parts(key);
    expect(addresses(data)).toEqual(of(key).filter(isData).sort());
    expect(addresses(rest)).toEqual(
      of(key)
        .filter((each) => !isData(each))
        .sort(),
    );
    expect(unclear).toEqual([]);
  }
});

test.each([[["a", "a_schema", "a_principal"]], [["s", "second_forms"]]])(
  "what keys make look alike is left alone rather than guessed, and the data is still told apart: %j",
  (keys) => {
    const { of, parts } = deployed(keys);
    for (const key of keys) {
      const { data, rest, unclear } = parts(key);
      expect(addresses(data)).toEqual(of(key).filter(isData).sort());
      expect(of(key)).toEqual(expect.arrayContaining(addresses(rest)));
      expect(addresses([...data, ...rest, ...unclear])).toEqual(expect.arrayContaining(of(key)));
      expect(addresses(rest)).toContainEqual(expect.stringMatching(/^databricks_obo_token\./));
    }
    expect(keys.flatMap((key) => parts(key).unclear)).not.toEqual([]);
  },
);

test("a shared catalog is named as in the config, and its ties to workspaces go with it", () => {
  const { of, parts } = deployed(["marketing"]);
  expect(addresses(parts("catalogs.marketing").data)).toEqual(of("catalogs.marketing").sort());
  expect(of("catalogs.marketing").length).toBeGreaterThan(1);
  expect(parts("catalogs.sales")).toEqual({ data: [], rest: [], unclear: [] });
});

test("what is only looked up, and what is gone from a state, is no part", () => {
  const [address, instances] = ["databricks_catalog.integrations_a_catalog_C2B1E5AB", [{ attributes: { id: "c" } }]];
  const resource: StateResource = { stack: "onramp", mode: "data", type: "databricks_catalog", address, instances };
  const gone: StateResource = { ...resource, mode: "managed", instances: [] };
  expect(managedParts("a", [], [resource, gone])).toEqual({ data: [], rest: [], unclear: [] });
});
