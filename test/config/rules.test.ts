import { AWS, AZURE, check, clevertap, integrations, messagesOf } from "./check";

const reader = (key: string, more: string) => `  ${key}: { tool: generic-reader, ${more} }\n`;

/** Files with exactly one thing wrong that no single field tells. */
test.each([
  // keys and tools
  [
    integrations("  Clever Tap: { tool: clevertap, catalog: c, schema: s }\n"),
    /integrations\["Clever Tap"\] — .*fix: write clever-tap/,
  ],
  [
    `catalogs: { 1st: {} }\n${integrations(clevertap("a", "read: [1st]"))}`,
    /catalogs\.1st — "1st" cannot be used as an id; .*fix: write st/,
  ],
  [
    integrations("  clevertp: { catalog: c, schema: s }\n"),
    /integrations\.clevertp — has no tool.*did you mean "clevertap"/,
  ],
  [integrations("  warehouse-reader: { read: [a] }\n"), /has no tool, .*; fix: add a line tool: generic-reader/],
  // what the profile asks for
  [
    integrations("  clevertap: { catalog: c }\n"),
    /integrations\.clevertap\.schema — is missing: CleverTap keeps tables in a schema/,
  ],
  [integrations("  clevertap: { schema: s }\n"), /integrations\.clevertap\.catalog — is missing: it holds the schema/],
  [
    integrations(reader("r", "schema: s, read: [a]")),
    /r\.schema — is given, but Generic reader has no schema of its own/,
  ],
  [
    integrations(reader("r", "catalog: sales, read: [sales]")),
    /r\.catalog — would create the catalog sales, in which .* no schema/,
  ],
  [integrations(reader("r", "absent: false")), /r\.read — is missing: Generic reader would have nothing to read/],
  [integrations(reader("r", "read: []")), /r\.read — is empty: Generic reader would have nothing to read/],
  [
    integrations(clevertap("a", "credential: { kind: oauth }")),
    /credential\.kind — is oauth, which CleverTap does not accept: .*none for a client id; allowed: pat or external; fix: write kind: pat/,
  ],
  // sharing
  [
    `warehouses: { bi: {} }\n${integrations(clevertap("a", "warehouse: bl"), clevertap("b", "warehouse: bi"))}`,
    /a\.warehouse — is "bl", and .*; allowed: bi; fix: did you mean "bi"/,
  ],
  [
    integrations(clevertap("a", "warehouse: bi")),
    /a\.warehouse — is "bi", .*; fix: for a warehouse that is there already write \{ existing: "bi" \}, for a new one \{ name: "bi" \}/,
  ],
  [
    `warehouses: { bi: {} }\n${integrations(clevertap("a", "warehouse: bi, stack: own"))}`,
    /a\.warehouse — is shared, but the integration has the stack own/,
  ],
  [
    integrations(
      "  a: { tool: clevertap, catalog: C, schema: s }\n",
      "  b: { tool: clevertap, catalog: c, schema: t }\n",
    ),
    /b\.catalog — creates the catalog c, as integrations\.a\.catalog does; fix: add an entry under catalogs \(catalogs: \{ c: \{\} \}\)/,
  ],
  [
    `catalogs: { m: { name: c } }\n${integrations(reader("r", "read: [m]"), "  b: { tool: clevertap, catalog: c, schema: t }\n")}`,
    /b\.catalog — creates the catalog c, as catalogs\.m does; fix: write catalog: m/,
  ],
  [
    `catalogs: { m: { name: c }, n: { name: C } }\n${integrations(reader("r", "read: [m]"))}`,
    /catalogs\.n — creates the catalog c, as catalogs\.m does; fix: keep one/,
  ],
  [
    `catalogs: { m: {} }\n${integrations("  a: { tool: clevertap, catalog: m, schema: S }\n", "  b: { tool: clevertap, catalog: M, schema: s }\n")}`,
    /b\.schema — is m\.s, the schema of integrations\.a\.schema already/,
  ],
  [
    integrations(clevertap("a", "warehouse: { name: w }"), clevertap("b", "warehouse: { name: w }")),
    /b\.warehouse\.name — would create a warehouse named "w", as integrations\.a\.warehouse does/,
  ],
  [
    `warehouses: { a: {} }\n${integrations(clevertap("a"))}`,
    /integrations\.a — would create a warehouse named "a", as warehouses\.a does/,
  ],
  // limits of the service
  [
    integrations("  clevertap: { catalog: MAIN, schema: s }\n"),
    /catalog — would create the catalog main, .*name it under read:/,
  ],
  [integrations("  clevertap: { catalog: hive_metastore, schema: s }\n"), /would create the catalog hive_metastore/],
  [
    integrations(clevertap("a", "warehouse: { autoStopMinutes: 3, serverless: false }")),
    /autoStopMinutes — is 3 minutes, too short for a PRO warehouse without serverless; allowed: 10 or more; 5 or more with serverless: true; fix: write 10/,
  ],
  [
    integrations(clevertap("a", "warehouse: { autoStopMinutes: 9, type: CLASSIC }")),
    /is 9 minutes, too short for a CLASSIC warehouse/,
  ],
  [
    integrations(clevertap("a", "warehouse: { autoStopMinutes: 4 }")),
    /is 4 minutes, too short for a PRO warehouse with serverless; allowed: 5 or more; fix: write 5/,
  ],
  [
    integrations(clevertap("a", "warehouse: { autoStopMinutes: 0 }")),
    /is 0, so the warehouse never stops and bills day and night.*allowNeverStop: true/,
  ],
  [
    integrations(clevertap("a", "warehouse: { autoStopMinutes: 0, allowNeverStop: false }")),
    /is 0, so the warehouse never stops/,
  ],
  [
    integrations(clevertap("a", "warehouse: { minClusters: 3, maxClusters: 2 }")),
    /minClusters — is 3, more than maxClusters, which is 2; allowed: 1 to 2/,
  ],
  [
    integrations(clevertap("a", "warehouse: { type: CLASSIC, serverless: true }")),
    /serverless — is true, but the type is CLASSIC/,
  ],
  [
    integrations(clevertap("a", "warehouse: { tags: { onramp: x } }")),
    /warehouse\.tags\.onramp — is a tag that the kit sets itself/,
  ],
  [
    integrations(
      clevertap("a", `warehouse: { tags: { ${Array.from({ length: 44 }, (_, i) => `t${i}: x`).join(", ")} } }`),
    ),
    /tags — has 44 tags; allowed: at most 43/,
  ],
])("refuses %s", (text, message) => {
  expect(messagesOf(text)).toEqual([expect.stringMatching(message)]);
});

/** Files at the edge of a rule. */
test.each([
  [
    "the shortest auto-stops",
    integrations(
      clevertap("a", "warehouse: { autoStopMinutes: 5 }"),
      clevertap("b", "warehouse: { autoStopMinutes: 10, serverless: false }"),
    ),
  ],
  ["never-stop that is meant", integrations(clevertap("a", "warehouse: { autoStopMinutes: 0, allowNeverStop: true }"))],
  [
    "43 tags",
    integrations(
      clevertap("a", `warehouse: { tags: { ${Array.from({ length: 43 }, (_, i) => `t${i}: x`).join(", ")} } }`),
    ),
  ],
  ["reading from main, samples and system", integrations(reader("r", "read: [main.sales, samples, system.billing]"))],
  ["one schema name in two catalogs", integrations(clevertap("a"), clevertap("b"))],
  ["a name of 255 characters", integrations(`  clevertap: { catalog: ${"c".repeat(255)}, schema: s }\n`)],
  [
    "keys that objects have by themselves, in lower case",
    `catalogs: { valueof: {} }\n${integrations("  tostring: { tool: clevertap, catalog: valueof, schema: s }\n")}`,
  ],
])("accepts %s", (_, text) => {
  expect(messagesOf(text)).toEqual([]);
});

const days = (number: number, kind = "pat") => `credential: { kind: ${kind}, lifetimeDays: ${number} }`;

test("refuses a token on Azure that would outlive the secret that it is made with", () => {
  expect(messagesOf(integrations(clevertap("a", days(701))), {}, AZURE)).toEqual([
    expect.stringMatching(
      /a\.credential\.lifetimeDays — is 701, .* lives 730 days .*; allowed: 1 to 700; fix: write 700 or less/,
    ),
  ]);
});

test.each([
  ["a token of 700 days on Azure", clevertap("a", days(700)), AZURE],
  ["an OAuth secret of 730 days on Azure", reader("r", `read: [a], ${days(730, "oauth")}`), AZURE],
  ["a token of 730 days on AWS", clevertap("a", days(730)), AWS],
])("accepts %s", (_, entry, env) => {
  expect(messagesOf(integrations(entry), {}, env)).toEqual([]);
});

test("what was refused for itself is not called missing as well", () => {
  const text = integrations(
    "  clevertap: { catalog: a.b, schma: s }\n",
    reader("r", "read: [x.*]"),
    "  other: { tool: clevertip }\n",
  );
  expect(messagesOf(text)).toHaveLength(4);
});

test("entries that nothing uses are noted, not refused", () => {
  const text = `catalogs: { used: {}, read: {}, idle: {} }
warehouses: { bi: {}, idle: {} }
integrations:
  clevertap: { catalog: used, schema: s, warehouse: bi, read: [read.x, READ.x] }
`;
  expect(check(text).notes.slice(0, -1)).toEqual([
    "catalogs.idle is used by no integration; it is created all the same",
    "warehouses.idle is used by no integration; it is created all the same",
    "integrations.clevertap.read names something twice; once is enough",
    "integrations.clevertap.warehouse is shared, but CleverTap asks for a warehouse that nothing else uses",
  ]);
});

describe("keys of entries with an external credential", () => {
  const entries = (a: string, b: string) =>
    `integrations:\n  tool-1: { tool: clevertap, catalog: c1, schema: s, ${a} }\n  tool_1: { tool: clevertap, catalog: c2, schema: s, ${b} }\n`;
  const external = "credential: { kind: external }";

  test("that are one as an environment variable are refused", () => {
    expect(messagesOf(entries(external, external))).toEqual([
      expect.stringContaining(
        "integrations.tool_1 — would take its credential from the environment variable of tool-1",
      ),
    ]);
  });

  test.each([
    ["the other one's is made", entries(external, "read: []")],
    ["the other one is absent", entries(external, `${external}, absent: true`)],
  ])("go together when %s", (_, text) => {
    expect(messagesOf(text)).toEqual([]);
  });
});
