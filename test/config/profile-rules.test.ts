import { check, integrations, messagesOf } from "./check";

const only = (...entries: string[]) => check(integrations(...entries)).config.integrations[0]!;

const QUALYTICS = "q: { tool: qualytics, read: [sales], enrichment: { catalog: quality, schema: enrichment } }";

/** Entries with exactly one thing wrong about what the tool's profile allows. */
test.each<[string[], RegExp]>([
  // tools and access
  [["x: { tool: kate, read: [a] }"], /x\.tool — is "kate"; .*did you mean "kater"/],
  [["katr: { read: [a] }"], /integrations\.katr — has no tool, .*did you mean "kater"/],
  [
    ["clevertap: { catalog: c, schema: s, mode: imprt }"],
    /mode — is "imprt", which CleverTap does not have; allowed: import; fix: did you mean "import"/,
  ],
  [["kater: { read: [a], mode: constructor }"], /mode — is "constructor", which Kater does not have; fix: remove/],
  // the schema
  [
    ["rudderstack: { catalog: c, schema: rudder, read: [a] }"],
    /schema — is rudder, but RudderStack .* works only in _rudderstack: .*"Do not change this name"; allowed: _rudderstack; fix: remove the line/,
  ],
  [["kater: { schema: s, read: [a] }"], /kater\.schema — is given, but Kater has no schema of its own/],
  // the catalog
  [["rudderstack: { read: [a] }"], /catalog — is missing: it holds the schema of RudderStack/],
  [["segment-storage: {}"], /catalog — is missing: it holds the schemas of Segment/],
  [["tealium: { catalog: c, read: [a] }"], /catalog — would create the catalog c, in which Tealium/],
  // what it reads
  [["kater: {}"], /read — is missing: Kater would have nothing to read/],
  [["looker: { catalog: c, schema: s }"], /read — is missing: Looker would have nothing to read/],
  [["datahub: { mode: usage }"], /read — is missing: DataHub would have nothing to read/],
  [["vantage: { read: [] }"], /read — is empty: .*fix: remove the line, which then means system\.billing/],
  [["posthog: { catalog: c, schema: s, read: [a] }"], /read — is given, but PostHog .* reads nothing besides/],
  // the credential
  [
    ["posthog: { catalog: c, schema: s, credential: { kind: pat } }"],
    /credential\.kind — is pat, which PostHog .* does not accept: PostHog supports no other authentication than OAuth.*; allowed: oauth or external/,
  ],
  [
    ["kater: { read: [a], credential: { kind: external, lifetimeDays: 30 } }"],
    /lifetimeDays — is given, but the credential is external/,
  ],
  // who governs
  [["immuta: { read: [a] }"], /allowManagingOthers — is missing: Immuta gets MANAGE .*; allowed: true/],
  [["immuta: { read: [a], allowManagingOthers: false }"], /allowManagingOthers — is false: Immuta gets MANAGE/],
  [
    ["kater: { read: [a], allowManagingOthers: true }"],
    /allowManagingOthers — is given, but Kater manages nobody's access/,
  ],
  // second forms
  [
    ["kater: { read: [a], enrichment: { catalog: c, schema: s } }"],
    /enrichment — is given, but Kater has no such form; fix: remove/,
  ],
  [
    [QUALYTICS, "r: { tool: qualytics, read: [b], enrichment: p }"],
    /r\.enrichment — is "p", .*allowed: q; fix: did you mean "q"/,
  ],
  [
    ["q: { tool: qualytics, read: [a], enrichment: q }"],
    /q\.enrichment — is "q", and no other Qualytics.*fix: write enrichment: \{/,
  ],
  [
    [QUALYTICS.replace("}", "}, absent: true"), "r: { tool: qualytics, read: [b], enrichment: q }"],
    /r\.enrichment — is "q", and no other/,
  ],
  [
    [QUALYTICS, "k: { tool: kater, read: [b] }", "r: { tool: qualytics, read: [b], enrichment: k }"],
    /r\.enrichment — is "k"/,
  ],
])("refuses %j", (entries, message) => {
  expect(messagesOf(integrations(...entries))).toEqual([expect.stringMatching(message)]);
});

test("refuses two integrations that make the same enrichment schema, and says how one uses the other's", () => {
  const text = `catalogs: { quality: {} }\n${integrations(QUALYTICS, QUALYTICS.replace("q:", "r:"))}`;
  expect(messagesOf(text)).toEqual([
    expect.stringMatching(
      /r\.enrichment\.schema — is quality\.enrichment, the schema of integrations\.q\.enrichment\.schema already; fix: write enrichment: q/,
    ),
  ]);
});

test("refuses two tools that insist on one schema in one catalog", () => {
  const entry = (key: string) => `${key}: { tool: rudderstack, catalog: c, read: [x] }`;
  expect(messagesOf(`catalogs: { c: {} }\n${integrations(entry("a"), entry("b"))}`)).toEqual([
    expect.stringMatching(
      /b\.schema — is c\._rudderstack, .*fix: choose another catalog: RudderStack .* fixes the name/,
    ),
  ]);
});

test("refuses an enrichment schema that is another integration's own", () => {
  const text = `catalogs: { c: {} }\n${integrations(
    "clevertap: { catalog: c, schema: s }",
    "q: { tool: qualytics, read: [a], enrichment: { catalog: c, schema: S } }",
  )}`;
  expect(messagesOf(text)).toEqual([expect.stringMatching(/fix: choose another schema/)]);
});

test("refuses an enrichment catalog that another integration creates", () => {
  expect(messagesOf(integrations("clevertap: { catalog: quality, schema: s }", QUALYTICS))).toEqual([
    expect.stringMatching(/q\.enrichment\.catalog — creates the catalog quality, as integrations\.clevertap\.catalog/),
  ]);
});

test("mode changes what the profile gives, and is kept for those who look the profile up", () => {
  expect(only("clevertap: { catalog: c, schema: s, mode: import }")).toMatchObject({
    mode: "import",
    profile: { tool: "clevertap", archetype: "reader", privileges: { schema: ["USE_SCHEMA", "SELECT"] } },
  });
  expect(only("clevertap: { catalog: c, schema: s }")).not.toHaveProperty("access");
});

test("a schema whose name the tool fixes is there without being named", () => {
  expect(only("segment-reverse-etl: { catalog: c, read: [a] }").schema).toEqual({ name: "__segment_reverse_etl" });
  expect(only("rudderstack: { catalog: c, schema: _RudderStack, read: [a] }").schema).toEqual({ name: "_rudderstack" });
});

test("system tables are read as the profile lists them, unless read names others", () => {
  const names = (entry: string) =>
    only(entry).read.map(({ catalog, schema, table }) => [catalog, schema, table].filter(Boolean).join("."));
  expect(names("vantage: {}")).toEqual(["system.billing", "system.compute", "system.access"]);
  expect(names("datadog: { read: [system.billing.usage] }")).toEqual(["system.billing.usage"]);
  expect(names("datahub: { mode: usage, read: [sales] }")).toEqual(["sales", "system.query.history"]);
});

test("an external credential is of the kind that the form takes, and needs no cloud", () => {
  expect(only("kater: { read: [a], credential: { kind: external } }").credential).toMatchObject({
    kind: "pat",
    external: true,
  });
  expect(only("tealium: { read: [a], credential: { kind: external } }").credential).toMatchObject({
    kind: "oauth",
    external: true,
  });
  const unknownCloud = { DATABRICKS_HOST: "https://dbx.example.com", HOME: "/nonexistent" };
  const entry = (kind: string) => integrations(`kater: { read: [a], credential: { kind: ${kind} } }`);
  expect(messagesOf(entry("external"), {}, unknownCloud)).toEqual([]);
  expect(messagesOf(entry("pat"), {}, unknownCloud)).toHaveLength(1);
});

test("a second form is resolved like the own schema, or names the integration it is shared with", () => {
  const { integrations: both } = check(
    `catalogs: { quality: { name: Quality_EU } }\n${integrations(QUALYTICS, "r: { tool: qualytics, read: [b], enrichment: q }")}`,
  ).config;
  expect(both.map(({ secondForms }) => secondForms)).toEqual([
    { enrichment: { catalog: { shared: "quality" }, schema: { name: "enrichment" } } },
    { enrichment: { of: "q" } },
  ]);
  expect(only("qualytics: { read: [a] }")).not.toHaveProperty("secondForms");
});
