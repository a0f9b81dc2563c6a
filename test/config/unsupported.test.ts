import { check, messagesOf } from "./check";

const entry = (more: string) => `integrations:\n  clevertap: { catalog: c, schema: s, ${more} }\n`;

test.each([
  ["backend: { kind: s3, bucket: b, region: r }\nintegrations: {}", "backend.kind"],
  ["backend: { kind: azurerm, storageAccount: a, container: c }\nintegrations: {}", "backend.kind"],
  ["backend: { kind: gcs, bucket: b }\nintegrations: {}", "backend.kind"],
  ["backend: { kind: cloud, organization: o }\nintegrations: {}", "backend.kind"],
  ["backend: { kind: http, address: https://x }\nintegrations: {}", "backend.kind"],
  [
    "catalogs: { main: { existing: true } }\nintegrations: { generic-reader: { read: [main] } }",
    "catalogs.main.existing",
  ],
  [
    "integrations: { clevertap: { catalog: { name: main, existing: true }, schema: s } }",
    "integrations.clevertap.catalog.existing",
  ],
  [
    "integrations: { clevertap: { catalog: c, schema: { name: s, existing: true } } }",
    "integrations.clevertap.schema.existing",
  ],
  [entry("warehouse: { existing: abc }"), "integrations.clevertap.warehouse.existing"],
  [
    `warehouses: { clevertap: {} }\n${entry("warehouse: { existing: abc }")}`,
    "integrations.clevertap.warehouse.existing",
  ],
  [entry("warehouse: { cluster: abc }"), "integrations.clevertap.warehouse.cluster"],
  [entry("principal: { existing: abc }"), "integrations.clevertap.principal.existing"],
  [entry("principal: { groups: [a] }"), "integrations.clevertap.principal.groups"],
  [
    "integrations: { qualytics: { read: [a], enrichment: { catalog: { name: c, existing: true }, schema: s } } }",
    "integrations.qualytics.enrichment.catalog.existing",
  ],
  [
    "integrations: { qualytics: { read: [a], enrichment: { catalog: c, schema: { name: s, existing: true } } } }",
    "integrations.qualytics.enrichment.schema.existing",
  ],
  [entry("credential: { useGroup: token-users }"), "integrations.clevertap.credential.useGroup"],
  [entry("takeOver: true"), "integrations.clevertap.takeOver"],
])("refuses %j as not supported yet, and nothing beside it", (text, path) => {
  const [message, ...others] = messagesOf(text);
  expect(message).toMatch(/ is not supported yet; fix: (remove|write) /);
  expect(message).toContain(` ${path} — `);
  expect(others).toEqual([]);
});

test("refuses every such field at once, each at its own place", () => {
  const more = "takeOver: true, warehouse: { cluster: abc, workspaceId: 1 }, credential: { useGroup: g }";
  expect(messagesOf(entry(more))).toHaveLength(4);
});

test("says both of a field that is not supported and has the wrong type only once", () => {
  expect(messagesOf(entry("takeOver: 1"))).toEqual([
    expect.stringContaining("takeOver — is 1; allowed: true or false"),
  ]);
});

test("accepts what says the default", () => {
  const text = `backend: { kind: local }
integrations:
  clevertap: { catalog: { name: c, existing: false }, schema: { name: s, existing: false }, takeOver: false }
`;
  expect(check(text).config.backend).toEqual({ kind: "local" });
});
