import { AZURE, check, integrations, messagesOf } from "./check";

const at = (catalog: string, schema = "s", more = "") =>
  integrations(`clevertap: { catalog: ${catalog}, schema: ${schema}${more && `, ${more}`} }`);
const only = (text: string) => check(text).config.integrations[0]!;

test("a schema is created in a catalog that is there already", () => {
  expect(only(at("{ existing: Sales }", "clevertap"))).toMatchObject({
    catalog: { existing: true, name: "sales" },
    schema: { name: "clevertap" },
  });
});

test("both may be there already, inline or shared", () => {
  expect(only(at("{ existing: main }", "{ existing: S }"))).toMatchObject({
    catalog: { existing: true, name: "main" },
    schema: { existing: true, name: "s" },
  });
  const { catalogs, integrations: entries } = check(
    `catalogs: { sales: { existing: Sales_EU } }\n${at("sales", "{ existing: s }")}`,
  ).config;
  expect(catalogs).toEqual({ sales: { existing: true, name: "sales_eu" } });
  expect(entries[0]!.catalog).toEqual({ shared: "sales" });
});

test("a name beside existing or import that says the same thing does no harm", () => {
  expect(only(at("{ name: Sales, existing: sales }", "{ name: s, import: SALES.S }"))).toMatchObject({
    catalog: { existing: true, name: "sales" },
    schema: { name: "s", import: "sales.s" },
  });
});

test("import takes over a catalog and a schema by their names, folded", () => {
  expect(only(at("{ name: Sales, import: SALES, comment: ours }", '{ name: S, import: "`Sales`.s" }'))).toMatchObject({
    catalog: { name: "sales", comment: "ours", import: "sales" },
    schema: { name: "s", import: "sales.s" },
  });
  const taken = { name: "s", import: "main.s" };
  expect(only(at("{ existing: main }", "{ import: main.s }")).schema).toEqual(taken);
  expect(only(at("{ existing: main }", "{ import: S }")).schema).toEqual(taken);
  expect(only(at("{ import: Main }")).catalog).toEqual({ name: "main", import: "main" });
  const shared = `catalogs: { m: { import: main, comment: ours } }\n${at("m", "{ import: s }")}`;
  expect(check(shared).config.catalogs).toEqual({ m: { name: "main", import: "main", comment: "ours" } });
  expect(only(shared).schema).toEqual(taken);
});

test("a schema may be taken over, or be somebody else's, in a catalog that was created before", () => {
  expect(only(at("c", "{ name: s, import: c.s }")).schema).toEqual({ name: "s", import: "c.s" });
  const shared = `catalogs: { c: {} }\n${at("c", "{ existing: s }")}`;
  expect(only(shared).schema).toEqual({ existing: true, name: "s" });
});

test("an isolated catalog knows the other workspaces that may use it, each once", () => {
  expect(only(at("{ name: c, alsoIn: [] }")).catalog).toEqual({ name: "c", alsoIn: [] });
  expect(only(at("{ name: c, alsoIn: [5, 6, 5] }")).catalog).toEqual({ name: "c", alsoIn: [5, 6] });
});

test("a second connection may use a catalog and schema that are there already", () => {
  const text = integrations(
    "qualytics: { read: [a], enrichment: { catalog: { existing: dq }, schema: { existing: e } } }",
  );
  expect(only(text).secondForms).toEqual({
    enrichment: { catalog: { existing: true, name: "dq" }, schema: { existing: true, name: "e" } },
  });
});

test("the schema whose name a tool fixes may be there already", () => {
  const text = integrations("rudderstack: { read: [a], catalog: { existing: c }, schema: { existing: _RudderStack } }");
  expect(only(text).schema).toEqual({ existing: true, name: "_rudderstack" });
});

test.each([
  ["a reader that shows an existing catalog in its form", "r: { tool: tealium, read: [a], catalog: { existing: a } }"],
  ["system for a reader's form", "r: { tool: generic-reader, read: [system], catalog: { existing: system } }"],
  ["a tool that makes schemas in an existing catalog", "fivetran: { catalog: { existing: lake } }"],
  ["names in any script", "clevertap: { catalog: { existing: verkäufe }, schema: { existing: データ } }"],
])("accepts %s", (_, entry) => {
  expect(messagesOf(integrations(entry))).toEqual([]);
});

test("one existing catalog serves several integrations without being shared", () => {
  const entry = (key: string) => `${key}: { tool: clevertap, catalog: { existing: sales }, schema: ${key} }`;
  expect(messagesOf(integrations(entry("a"), entry("b")))).toEqual([]);
});

test("what an absent integration left behind is adopted by another", () => {
  const old = "old: { tool: clevertap, catalog: sales, schema: s, absent: true }";
  for (const kept of ["existing: sales", "import: sales"]) {
    const entry = `new: { tool: clevertap, catalog: { ${kept} }, schema: { import: s } }`;
    expect(messagesOf(integrations(old, entry))).toEqual([]);
    expect(messagesOf(integrations(entry, old))).toEqual([]);
  }
});

/** Files with exactly one thing wrong. */
test.each([
  // beside existing
  [at("{ existing: c, comment: x }"), /catalog\.comment — is given beside existing, .*import: /],
  [at("{ existing: c, storageRoot: s3://b }"), /catalog\.storageRoot — is given beside existing/],
  [at("{ existing: c, alsoIn: [] }"), /catalog\.alsoIn — is given beside existing/],
  [at("{ existing: c, import: c }"), /catalog\.import — is given beside existing; fix: remove one/],
  [
    `catalogs: { c: { existing: c, comment: x } }\n${at("c")}`,
    /^onramp\.yaml:1:\d+ catalogs\.c\.comment — is given beside existing/,
  ],
  [at("{ existing: c }", "{ existing: s, import: c.s }"), /schema\.import — is given beside existing/],
  [
    integrations("qualytics: { read: [a], enrichment: { catalog: { existing: c, comment: x }, schema: e } }"),
    /enrichment\.catalog\.comment — is given beside existing/,
  ],
  // import
  [at("{ name: c, import: other }"), /catalog\.name — is "c", beside import: other, .*fix: remove the line/],
  [at("{ name: c, existing: other }"), /catalog\.name — is "c", beside existing: other, .*fix: remove the line/],
  [at("c", "{ name: s, import: c.t }"), /schema\.name — is "s", beside import: c\.t, /],
  [
    `catalogs: { c: { name: c, import: other } }\n${at("c")}`,
    /catalogs\.c\.name — is "c", beside import: other, .*fix: remove the line/,
  ],
  [
    `catalogs: { c: { existing: sales } }\n${at("c", "{ import: c.s }")}`,
    /schema\.import — is c\.s, but the catalog here is sales; allowed: sales\.s; fix: write import: s/,
  ],
  [at("{ existing: c }", "{ import: a.b.c }"), /schema\.import — "a\.b\.c" is not the name of a schema/],
  [at("{ existing: c }", "{ import: information_schema }"), /schema\.import — is information_schema/],
  [at("{ existing: a.b }"), /catalog\.existing — has a dot/],
  // no name, and names as they were written once
  [at("{ comment: x }"), /catalog — has no name; allowed: one of name, existing, import; fix: add name: /],
  [at("{ existing: c }", "{}"), /schema — has no name; /],
  [at("{ name: c, import: true }"), /catalog\.import — is true; allowed: text; fix: write import: c in place of both/],
  [at("{ name: c, existing: true }"), /catalog\.existing — is true; .*fix: write existing: c in place of both/],
  [at("{ existing: c }", "{ name: s, existing: true }"), /schema\.existing — is true; .* existing: s in place of both/],
  [`catalogs: { c: { existing: true } }\n${at("c")}`, /existing — is true; .*fix: write existing: and the name/],
  [
    at("{ name: c, workspaces: [] }"),
    /catalog\.workspaces — is an unknown key; .*fix: write alsoIn, as it is called now/,
  ],
  // a schema in a catalog that is not there yet
  [
    at("c", "{ existing: s }"),
    /schema\.existing — is given, but the catalog c is created by integrations\.clevertap\.catalog .*fix: write catalog: \{ existing: c \}/,
  ],
  // whose catalog it is
  [
    integrations(
      "a: { tool: clevertap, catalog: sales, schema: s }",
      "b: { tool: clevertap, catalog: { existing: Sales }, schema: t }",
    ),
    /b\.catalog\.existing — is sales, but integrations\.a\.catalog creates the catalog sales; fix: write existing: in both/,
  ],
  [
    `catalogs: { c: { name: sales } }\n${integrations(
      "a: { tool: clevertap, catalog: c, schema: s }",
      "b: { tool: clevertap, catalog: { existing: sales }, schema: t }",
    )}`,
    /b\.catalog\.existing — is sales, but catalogs\.c creates .*fix: write catalog: c/,
  ],
  [
    integrations(
      "a: { tool: clevertap, catalog: { import: c }, schema: s }",
      "b: { tool: clevertap, catalog: { import: c }, schema: t }",
    ),
    /b\.catalog — creates the catalog c, as integrations\.a\.catalog does/,
  ],
  [
    integrations(
      ...["a", "b"].map((key) => `${key}: { tool: clevertap, catalog: { existing: c }, schema: { existing: s } }`),
    ),
    /b\.schema — is c\.s, the schema of integrations\.a\.schema already; fix: choose another schema/,
  ],
  // catalogs that are nobody's to write to
  [at("{ existing: Samples }"), /catalog — is samples, which belongs to Databricks: CleverTap cannot write/],
  [`catalogs: { s: { existing: system } }\n${at("s")}`, /clevertap\.catalog — is system, .*cannot write/],
  [integrations("fivetran: { catalog: { existing: samples } }"), /Fivetran \(destination\) cannot write/],
  [at("{ existing: hive_metastore }"), /catalog — is hive_metastore, which is not governed/],
  [at("{ import: system }"), /catalog — would create the catalog system, which belongs/],
  [at("main"), /would create the catalog main, .*to use the one that is there, write \{ existing: main \}/],
  // workspaces
  [at("{ name: c, alsoIn: 5 }"), /alsoIn — is 5; allowed: a list/],
  [at("{ name: c, alsoIn: [0] }"), /alsoIn\[0\] — is 0; allowed: a whole number of at least 1/],
])("refuses %s", (text, message) => {
  expect(messagesOf(text)).toEqual([expect.stringMatching(message)]);
});

test("refuses this workspace among the others that may use a catalog, where the host tells its number", () => {
  const text = at("{ name: c, alsoIn: [13, 12] }");
  expect(messagesOf(text)).toEqual([]);
  expect(messagesOf(text, {}, AZURE)).toEqual([
    expect.stringMatching(/catalog\.alsoIn\[1\] — is 12, this workspace, .*fix: remove it; alsoIn: \[\]/),
  ]);
});

test("what was meant to be there already, and is written wrongly, is not judged as if it were new", () => {
  const text = `catalogs: { m: { name: main, exsting: true } }\n${integrations(
    "a: { tool: clevertap, catalog: { name: sales, existing: yes }, schema: { existing: s } }",
    "b: { tool: clevertap, catalog: sales, schema: t }",
    "c: { tool: clevertap, catalog: m, schema: { existing: s } }",
  )}`;
  expect(messagesOf(text)).toEqual([
    expect.stringMatching(/catalogs\.m\.exsting — .*did you mean "existing"/),
    expect.stringMatching(
      /a\.catalog\.name — is "sales", beside existing: yes, .*fix: write existing: sales in place of both/,
    ),
  ]);
});
