import { messagesOf, problemsOf } from "./check";

test("everything wrong is reported at once, from top to bottom", () => {
  const text = `name: Prod EU
workspace: { cluod: aws }
defaults: { tags: { cost: 42 } }
warehouses:
  bi: { size: Smal, autoStopMinutes: 3 }
integrations:
  clevertap:
    schma: s
    catalog: a.b
    credential: { kind: oauth, lifetimeDays: 10000 }
    replaceGrants: true
  reader: { tool: generic-reader, read: [x.*] }
`;
  expect(problemsOf(text).map(({ line, path }) => `${line} ${path}`)).toEqual([
    "1 name",
    "2 workspace.cluod",
    "3 defaults.tags.cost",
    "5 warehouses.bi.size",
    "5 warehouses.bi.autoStopMinutes",
    "8 integrations.clevertap.schma",
    "9 integrations.clevertap.catalog",
    "10 integrations.clevertap.credential.kind",
    "10 integrations.clevertap.credential.lifetimeDays",
    "11 integrations.clevertap.replaceGrants",
    "12 integrations.reader.read[0]",
  ]);
});

test("fails in the documented form: place, what, allowed, fix", () => {
  expect(messagesOf("integrations:\n  clevertap:\n    catalog: c\n    schema: s\n    absnt: true\n")).toEqual([
    "onramp.yaml:5:5 integrations.clevertap.absnt — is an unknown key; " +
      "allowed: tool, mode, stack, catalog, schema, read, enrichment, warehouse, principal, credential, allowManagingOthers, replaceGrants, absent; " +
      'fix: did you mean "absent"?',
  ]);
});

/** Each field alone in an otherwise right file; the one message. */
test.each([
  ["workspace: aws", /workspace — is "aws"; allowed: a mapping with host, cloud, profile, rateLimit/],
  ["workspace: { rateLimit: 1.5 }", /workspace\.rateLimit — is 1\.5; allowed: a whole number from 1 to 1000/],
  ["workspace: { cloud: amazon }", /workspace\.cloud — is "amazon"; allowed: aws, azure, gcp/],
  ["workspace:", /workspace — has no value; .*fix: write a value after the colon, or remove the line/],
  [
    "backend: { kind: s4 }",
    /backend\.kind — is "s4"; allowed: local, s3, azurerm, gcs, cloud, http; fix: did you mean "s3"/,
  ],
  ["backend: {}", /backend\.kind — is missing; allowed: local, s3/],
  ["defaults: { naming: { principal: sp } }", /naming\.principal — has no \{integration\}/],
  ["defaults: { naming: { principal: 'x{tool}' } }", /naming\.principal — has the unknown placeholder \{tool\}/],
  ["defaults: { owner: ' a' }", /defaults\.owner — has a space at its start or end/],
  ["defaults: { tags: [a] }", /defaults\.tags — is a list; allowed: a mapping/],
  [
    "defaults: { tags: { year: 2026 } }",
    /defaults\.tags\.year — is 2026; allowed: text; fix: write it in quotes: "2026"/,
  ],
  ["catalogs: { a: { storageRoot: /mnt/x } }", /storageRoot — is not a cloud path; allowed: s3:\/\//],
  ["warehouses: { bi: { serverless: yes } }", /serverless — is "yes"; allowed: true or false; fix: write true/],
  ["warehouses: { bi: { maxClusters: 31 } }", /maxClusters — is 31; allowed: a whole number from 1 to 30/],
  ["warehouses: { bi: { maxClusters: '3' } }", /maxClusters — is "3"; allowed: .*; fix: write 3/],
  [
    "warehouses: { bi: { autoStopMinutes: .inf } }",
    /autoStopMinutes — is Infinity; allowed: a whole number of at least 0/,
  ],
  ["warehouses: { bi: { type: pro } }", /type — is "pro"; allowed: PRO, CLASSIC; fix: did you mean "PRO"/],
  [`warehouses: { bi: { name: ${"w".repeat(100)} } }`, /name — has 100 characters; allowed: 1 to 99/],
  [`token: dapi${"0123456789abcdef".repeat(2)}`, /token — is an unknown key; .*secrets do not belong in this file/],
  ["lifetimeDays: 30", /lifetimeDays — is an unknown key;/],
  ["size: Small", /size — is an unknown key;/],
  ["host: https://x.cloud.databricks.com", /host — is an unknown key; .*fix: move it under workspace:/],
])("refuses %s", (line, message) => {
  const messages = messagesOf(`integrations: {}\n${line}\n`);
  expect(messages).toEqual([expect.stringMatching(message)]);
  expect(messages[0]).toMatch(/^onramp\.yaml:2:/);
});

test.each([
  ["5", /clevertap — is 5; allowed: a mapping with tool/],
  [
    "{ catalog: 5, schema: s }",
    /catalog — is 5; allowed: text, or a mapping with name.*; fix: write it in quotes: "5"/,
  ],
  ["{ catalog: { nme: c }, schema: s }", /catalog\.nme — is an unknown key; .*did you mean "name"/],
  ["{ catalog: { comment: c }, schema: s }", /catalog — has no name; allowed: one of name, existing, import/],
  ["{ catalog: c, schema: [s] }", /schema — is a list; allowed: text, or a mapping/],
  ["{ catalog: c, schema: s, read: a.b }", /read — is "a\.b"; allowed: a list; fix: write it as a list/],
  ["{ catalog: c, schema: s, lifetimeDays: 9 }", /lifetimeDays — is an unknown key; .*fix: move it under credential:/],
  [
    "{ catalog: c, schema: s, credential: { lifetimeDays: 0 } }",
    /lifetimeDays — is 0; allowed: a whole number from 1 to 730/,
  ],
  [
    "{ catalog: c, schema: s, credential: { lifetimeDays: 10000 } }",
    /is 10000; allowed: .* 1 to 730; fix: .*default: 90/,
  ],
  [
    "{ catalog: c, schema: s, tool: clevertip }",
    /tool — is "clevertip"; allowed: atlan, .* more; fix: did you mean "clevertap"/,
  ],
  ["{ catalog: c, schema: s, mode: '' }", /mode — is empty/],
  [
    "{ catalog: c, schema: s, enrichment: { schema: e } }",
    /enrichment\.catalog — is missing; allowed: text, or a mapping/,
  ],
  ["{ catalog: c, schema: s, enrichment: 5 }", /enrichment — is 5; allowed: text, or a mapping with catalog, schema/],
  ["{ catalog: c, schema: s, stack: 'a b' }", /stack — "a b" cannot be used as an id; .*fix: write a-b/],
])("refuses the integration %s", (entry, message) => {
  expect(messagesOf(`integrations:\n  clevertap: ${entry}\n`)).toEqual([expect.stringMatching(message)]);
});

describe("names of Unity Catalog", () => {
  test.each([
    ["a.b", /has a dot in the name "a\.b"; .*fix: write "a_b"/],
    ["'a`b'", /has a backtick/],
    ["a b", /has a space/],
    ["a/b", /has a slash/],
    ['"a\\tb"', /has a control character/],
    ['""', /is empty/],
    ["n".repeat(300), /has 300 characters; allowed: 1 to 255/],
  ])("refuses %s", (name, message) => {
    expect(messagesOf(`integrations: { clevertap: { catalog: ${name}, schema: s } }`)).toEqual([
      expect.stringMatching(message),
    ]);
    expect(messagesOf(`integrations: { clevertap: { catalog: c, schema: ${name} } }`)).toEqual([
      expect.stringMatching(message),
    ]);
  });

  test("refuses information_schema in any case as a schema of one's own", () => {
    expect(messagesOf("integrations: { clevertap: { catalog: c, schema: Information_Schema } }")).toEqual([
      expect.stringContaining("is information_schema, which every catalog has already"),
    ]);
  });

  test.each([
    ["a.b.c.d", /"a\.b\.c\.d" is not a name of one to three parts/],
    ["a..b", /is not a name of one to three parts/],
    ["'a.`b'", /is not a name of one to three parts/],
    ["'`a.b`.c'", /has a dot in the name "a\.b"/],
    ["sales.*", /has a star .*fix: write "sales"/],
    ["hive_metastore.default", /is not governed by Unity Catalog/],
    ["system.information_schema", /everybody who may use the catalog/],
  ])("refuses to read %s", (name, message) => {
    const text = `integrations: { generic-reader: { read: [samples.tpch, ${name}] } }`;
    const problems = problemsOf(text);
    expect(problems.map(({ what, fix }) => `${what}; fix: ${fix}`)).toEqual([expect.stringMatching(message)]);
    expect(problems[0]?.path).toBe("integrations.generic-reader.read[1]");
  });
});

test("never shows what looks like a token", () => {
  const token = `dapi${"0123456789abcdef".repeat(2)}`;
  const text = `name: "${token} x"\nintegrations:\n  clevertap: { catalog: ${token}.x, schema: 5, credential: { kind: ${token} }, read: ${token} }\n${token}: 1\n`;
  const messages = messagesOf(text).join("\n");
  expect(messages.split("\n")).toHaveLength(6);
  expect(messages).not.toContain("0123456789abcdef");
});
