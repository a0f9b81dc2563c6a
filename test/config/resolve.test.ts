import { PROFILES } from "../../profiles";
import { check } from "./check";

const only = (text: string) => check(text).config.integrations[0]!;

test("the smallest file has everything else from the profile", () => {
  const { config, notes } = check(
    "integrations:\n  clevertap:\n    catalog: CLEVERTAP_CATALOG\n    schema: CLEVERTAP_SCHEMA\n",
  );
  expect(config).toEqual({
    file: "onramp.yaml",
    name: "onramp",
    workspace: { host: "https://dbc-1.cloud.databricks.com", cloud: "aws", rateLimit: 50 },
    backend: { kind: "local" },
    catalogs: {},
    warehouses: {},
    integrations: [
      {
        name: "clevertap",
        profile: PROFILES.get("clevertap"),
        stack: "onramp",
        catalog: { name: "clevertap_catalog" },
        schema: { name: "clevertap_schema" },
        read: [],
        warehouse: {
          name: "clevertap",
          size: "2X-Small",
          type: "PRO",
          serverless: true,
          autoStopMinutes: 10,
          minClusters: 1,
          maxClusters: 1,
          channel: "CHANNEL_NAME_CURRENT",
          tags: { onramp: "clevertap" },
        },
        principal: { displayName: "clevertap", groups: [] },
        replaceGrants: false,
        credential: { kind: "pat", lifetimeDays: 90 },
        absent: false,
      },
    ],
  });
  expect(notes).toEqual([]);
});

test("the long form reaches every field", () => {
  const { config } = check(`
name: prod-eu
workspace: { rateLimit: 20 }
defaults: { owner: admins, tags: { cost: bi, team: data }, naming: { principal: "sp-{integration}" } }
catalogs: { marketing: { name: Marketing_EU, storageRoot: s3://bucket/path, comment: shared } }
warehouses: { bi: { size: Small, autoStopMinutes: 15, maxClusters: 2, tags: { cost: other } } }
integrations:
  first:
    tool: clevertap
    catalog: Marketing
    schema: { name: CleverTap }
    read: [marketing.Sales, "main.\`crm-eu\`.customers", samples.tpch]
    warehouse: bi
    credential: { kind: pat, lifetimeDays: 30 }
    absent: true
  second:
    tool: generic-reader
    stack: other
    read: [main]
    warehouse: { name: Mine, type: CLASSIC, minClusters: 2, channel: CHANNEL_NAME_PREVIEW }
`);
  expect(config).toMatchObject({
    name: "prod-eu",
    owner: "admins",
    workspace: { rateLimit: 20 },
    catalogs: { marketing: { name: "marketing_eu", storageRoot: "s3://bucket/path", comment: "shared" } },
    warehouses: {
      bi: {
        name: "bi",
        size: "Small",
        serverless: true,
        autoStopMinutes: 15,
        maxClusters: 2,
        tags: { cost: "other", team: "data", onramp: "bi" },
      },
    },
  });
  expect(config.integrations).toMatchObject([
    {
      name: "first",
      stack: "prod-eu",
      catalog: { shared: "marketing" },
      schema: { name: "clevertap" },
      read: [
        { catalog: "marketing_eu", schema: "sales" },
        { catalog: "main", schema: "crm-eu", table: "customers" },
        { catalog: "samples", schema: "tpch" },
      ],
      warehouse: { shared: "bi" },
      principal: { displayName: "sp-first", groups: [] },
      owner: "admins",
      credential: { kind: "pat", lifetimeDays: 30 },
      absent: true,
    },
    {
      name: "second",
      stack: "other",
      warehouse: {
        name: "Mine",
        type: "CLASSIC",
        serverless: false,
        minClusters: 2,
        maxClusters: 2,
        channel: "CHANNEL_NAME_PREVIEW",
        tags: { cost: "bi", team: "data", onramp: "second" },
      },
      credential: { kind: "oauth", lifetimeDays: 90 },
    },
  ]);
  expect(config.integrations[1]).not.toHaveProperty("catalog");
});

test("an entry without fields is one with every default", () => {
  const { config } = check(
    "catalogs:\n  c:\nwarehouses:\n  w:\nintegrations:\n  clevertap: { catalog: c, schema: s, warehouse: w }\n",
  );
  expect(config.catalogs).toEqual({ c: { name: "c" } });
  expect(config.warehouses.w).toMatchObject({ name: "w", size: "2X-Small", autoStopMinutes: 10 });
});

test("the same table read twice is read once", () => {
  expect(only("integrations: { generic-reader: { read: [a.b, A.B, '`a`.b'] } }").read).toEqual([
    { catalog: "a", schema: "b" },
  ]);
});
