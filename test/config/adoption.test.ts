import { AZURE, check, integrations, messagesOf } from "./check";

const at = (catalog: string, schema = "s", more = "") =>
  integrations(`clevertap: { catalog: ${catalog}, schema: ${schema}${more && `, ${more}`} }`);
const only = (text: string) => check(text).config.integrations[0]!;

test("a schema is created in a catalog that is there already", () => {
  expect(only(at("{ name: Sales, existing: true }", "clevertap"))).toMatchObject({
    catalog: { existing: true, name: "sales" },
    schema: { name: "clevertap" },
  });
});

test("both may be there already, inline or shared", () => {
  expect(only(at("{ name: main, existing: true }", "{ name: S, existing: true }"))).toMatchObject({
    catalog: { existing: true, name: "main" },
    schema: { existing: true, name: "s" },
  });
  const { catalogs, integrations: entries } = check(
    `catalogs: { sales: { name: Sales_EU, existing: true } }\n${at("sales", "{ name: s, existing: true }")}`,
  ).config;
  expect(catalogs).toEqual({ sales: { existing: true, name: "sales_eu" } });
  expect(entries[0]!.catalog).toEqual({ shared: "sales" });
});

test("existing: false counts as not given", () => {
  expect(only(at("{ name: c, existing: false, comment: x }", "{ name: s, existing: false }"))).toMatchObject({
    catalog: { name: "c", comment: "x" },
    schema: { name: "s" },
  });
  expect(only(at("{ name: c, existing: false }")).catalog).not.toHaveProperty("existing");
});

test("import takes over a catalog and a schema by their names, folded", () => {
  expect(only(at("{ name: Sales, import: SALES, comment: ours }", '{ name: S, import: "`Sales`.s" }'))).toMatchObject({
    catalog: { name: "sales", comment: "ours", import: "sales" },
    schema: { name: "s", import: "sales.s" },
  });
  expect(only(at("{ name: main, existing: true }", "{ name: s, import: main.s }")).schema).toEqual({
    name: "s",
    import: "main.s",
  });
  expect(only(at("{ name: main, import: main }")).catalog).toEqual({ name: "main", import: "main" });
});

test("a schema may be taken over, or be somebody else's, in a catalog that was created before", () => {
  expect(only(at("c", "{ name: s, import: c.s }")).schema).toEqual({ name: "s", import: "c.s" });
  const shared = `catalogs: { c: {} }\n${at("c", "{ name: s, existing: true }")}`;
  expect(only(shared).schema).toEqual({ name: "s", existing: true });
});

test("an isolated catalog knows the other workspaces that may use it, each once", () => {
  expect(only(at("{ name: c, workspaces: [] }")).catalog).toEqual({ name: "c", workspaces: [] });
  expect(only(at("{ name: c, workspaces: [5, 6, 5] }")).catalog).toEqual({ name: "c", workspaces: [5, 6] });
});

test("a second connection may use a catalog and schema that are there already", () => {
  const text = integrations(
    "qualytics: { read: [a], enrichment: { catalog: { name: dq, existing: true }, schema: { name: e, existing: true } } }",
  );
  expect(only(text).secondForms).toEqual({
    enrichment: { catalog: { existing: true, name: "dq" }, schema: { existing: true, name: "e" } },
  });
});

test("the schema whose name a tool fixes may be there already", () => {
  const text = integrations(
    "rudderstack: { read: [a], catalog: { name: c, existing: true }, schema: { name: _RudderStack, existing: true } }",
  );
  expect(only(text).schema).toEqual({ existing: true, name: "_rudderstack" });
});

test.each([
  [
    "a reader that shows an existing catalog in its form",
    "r: { tool: tealium, read: [a], catalog: { name: a, existing: true } }",
  ],
  [
    "system for a reader's form",
    "r: { tool: generic-reader, read: [system], catalog: { name: system, existing: true } }",
  ],
  ["a tool that makes schemas in an existing catalog", "fivetran: { catalog: { name: lake, existing: true } }"],
  [
    "names in any script",
    "clevertap: { catalog: { name: verkäufe, existing: true }, schema: { name: データ, existing: true } }",
  ],
])("accepts %s", (_, entry) => {
  expect(messagesOf(integrations(entry))).toEqual([]);
});

test("one existing catalog serves several integrations without being shared", () => {
  const entry = (key: string) =>
    `${key}: { tool: clevertap, catalog: { name: sales, existing: true }, schema: ${key} }`;
  expect(messagesOf(integrations(entry("a"), entry("b")))).toEqual([]);
});

test("what an absent integration left behind is adopted by another", () => {
  const old = "old: { tool: clevertap, catalog: sales, schema: s, absent: true }";
  for (const kept of ["existing: true", "import: sales"]) {
    const entry = `new: { tool: clevertap, catalog: { name: sales, ${kept} }, schema: { name: s, import: sales.s } }`;
    expect(messagesOf(integrations(old, entry))).toEqual([]);
    expect(messagesOf(integrations(entry, old))).toEqual([]);
  }
});

/** Files with exactly one thing wrong. */
test.each([
  // beside existing
  [at("{ name: c, existing: true, comment: x }"), /catalog\.comment — is given beside existing: true, .*import: /],
  [at("{ name: c, existing: true, storageRoot: s3://b }"), /catalog\.storageRoot — is given beside existing: true/],
  [at("{ name: c, existing: true, workspaces: [] }"), /catalog\.workspaces — is given beside existing: true/],
  [at("{ name: c, existing: true, import: c }"), /catalog\.import — is given beside existing: true; fix: remove one/],
  [
    `catalogs: { c: { existing: true, comment: x } }\n${at("c")}`,
    /^onramp\.yaml:1:\d+ catalogs\.c\.comment — is given beside existing: true/,
  ],
  [
    at("{ name: c, existing: true }", "{ name: s, existing: true, import: c.s }"),
    /schema\.import — is given beside existing: true/,
  ],
  [
    integrations(
      "qualytics: { read: [a], enrichment: { catalog: { name: c, existing: true, comment: x }, schema: e } }",
    ),
    /enrichment\.catalog\.comment — is given beside existing: true/,
  ],
  // import
  [at("{ name: c, import: other }"), /catalog\.import — is "other", .* allowed: c; fix: write import: c/],
  [
    at("{ name: c, existing: true }", "{ name: s, import: s }"),
    /schema\.import — is "s", .* allowed: c\.s; fix: write import: c\.s/,
  ],
  [
    `catalogs: { c: { name: sales, existing: true } }\n${at("c", "{ name: s, import: c.s }")}`,
    /schema\.import — is "c\.s", .* allowed: sales\.s/,
  ],
  [at("{ name: c, import: true }"), /catalog\.import — is true; allowed: text; fix: write which one is meant/],
  // a schema in a catalog that is not there yet
  [
    at("c", "{ name: s, existing: true }"),
    /schema\.existing — is given, but the catalog c is created by integrations\.clevertap\.catalog .*fix: write catalog: \{ name: c, existing: true \}/,
  ],
  // whose catalog it is
  [
    integrations(
      "a: { tool: clevertap, catalog: sales, schema: s }",
      "b: { tool: clevertap, catalog: { name: Sales, existing: true }, schema: t }",
    ),
    /b\.catalog\.existing — is true, but integrations\.a\.catalog creates the catalog sales; fix: write existing: true in both/,
  ],
  [
    `catalogs: { c: { name: sales } }\n${integrations(
      "a: { tool: clevertap, catalog: c, schema: s }",
      "b: { tool: clevertap, catalog: { name: sales, existing: true }, schema: t }",
    )}`,
    /b\.catalog\.existing — is true, but catalogs\.c creates .*fix: write catalog: c/,
  ],
  [
    integrations(
      "a: { tool: clevertap, catalog: { name: c, import: c }, schema: s }",
      "b: { tool: clevertap, catalog: { name: c, import: c }, schema: t }",
    ),
    /b\.catalog — creates the catalog c, as integrations\.a\.catalog does/,
  ],
  [
    integrations(
      ...["a", "b"].map(
        (key) =>
          `${key}: { tool: clevertap, catalog: { name: c, existing: true }, schema: { name: s, existing: true } }`,
      ),
    ),
    /b\.schema — is c\.s, the schema of integrations\.a\.schema already; fix: choose another schema/,
  ],
  // catalogs that are nobody's to write to
  [
    at("{ name: Samples, existing: true }"),
    /catalog — is samples, which belongs to Databricks: CleverTap cannot write/,
  ],
  [`catalogs: { s: { name: system, existing: true } }\n${at("s")}`, /clevertap\.catalog — is system, .*cannot write/],
  [integrations("fivetran: { catalog: { name: samples, existing: true } }"), /Fivetran \(destination\) cannot write/],
  [at("{ name: hive_metastore, existing: true }"), /catalog — is hive_metastore, which is not governed/],
  [at("{ name: system, import: system }"), /catalog — would create the catalog system, which belongs/],
  [at("main"), /would create the catalog main, .*to use the one that is there, write \{ name: main, existing: true \}/],
  // workspaces
  [at("{ name: c, workspaces: 5 }"), /workspaces — is 5; allowed: a list/],
  [at("{ name: c, workspaces: [0] }"), /workspaces\[0\] — is 0; allowed: a whole number of at least 1/],
])("refuses %s", (text, message) => {
  expect(messagesOf(text)).toEqual([expect.stringMatching(message)]);
});

test("refuses this workspace among the others that may use a catalog, where the host tells its number", () => {
  const text = at("{ name: c, workspaces: [13, 12] }");
  expect(messagesOf(text)).toEqual([]);
  expect(messagesOf(text, {}, AZURE)).toEqual([
    expect.stringMatching(/catalog\.workspaces\[1\] — is 12, this workspace, .*fix: remove it; workspaces: \[\]/),
  ]);
});

test("what was meant to be there already, and is written wrongly, is not judged as if it were new", () => {
  const text = `catalogs: { m: { name: main, exsting: true } }\n${integrations(
    "a: { tool: clevertap, catalog: { name: sales, existing: yes }, schema: { name: s, existing: true } }",
    "b: { tool: clevertap, catalog: sales, schema: t }",
    "c: { tool: clevertap, catalog: m, schema: { name: s, existing: true } }",
  )}`;
  expect(messagesOf(text)).toEqual([
    expect.stringMatching(/catalogs\.m\.exsting — .*did you mean "existing"/),
    expect.stringMatching(/a\.catalog\.existing — is "yes"; .*fix: write true/),
  ]);
});
