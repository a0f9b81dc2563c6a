import type { WarningKind } from "../../lib/config/warnings";
import { check } from "./check";

const warnings = (text: string) => check(text).warnings;
const textsOf = (kind: WarningKind, text: string) =>
  warnings(text)
    .filter((warning) => warning.kind === kind)
    .map((warning) => warning.text);

const one = (entry: string) => `integrations:\n  ${entry}\n`;
const LOOKER = "looker: { catalog: c, schema: s, read: [a], warehouse: { autoStopMinutes: ";

/** What is warned of, and the nearest thing that is not. */
test.each<[WarningKind, string, RegExp, string]>([
  [
    "never-stops",
    one(`${LOOKER}5 } }`),
    /^integrations\.looker\.warehouse never stops by itself: .* every 5 minutes, autoStopMinutes is 5; enter a rarer cron/,
    one("looker: { read: [a] }"),
  ],
  [
    "never-stops",
    one("estuary: { catalog: c, schema: s, warehouse: { autoStopMinutes: 30 } }"),
    /the sync schedule of Estuary runs every 30 minutes/,
    one("estuary: { catalog: c, schema: s, warehouse: { autoStopMinutes: 29 } }"),
  ],
  [
    "larger-than-advised",
    one("kater: { read: [a], warehouse: { size: Medium, maxClusters: 2 } }"),
    /Medium in place of 2X-Small, up to 2 clusters in place of 1, which is 48 DBU an hour at worst, not 4$/,
    one("segment-storage: { catalog: c, warehouse: { size: Small, maxClusters: 6 } }"),
  ],
  [
    "shared-warehouse",
    `warehouses: { bi: {} }\n${one("clevertap: { catalog: c, schema: s, warehouse: bi }")}`,
    /is shared, but CleverTap asks for a warehouse that nothing else uses/,
    `warehouses: { bi: {} }\n${one("kater: { read: [a], warehouse: bi }")}`,
  ],
  [
    "shared-warehouse",
    one("clevertap: { catalog: c, schema: s, warehouse: { existing: BI } }"),
    /\.warehouse is there already, but CleverTap asks for a warehouse that nothing else uses/,
    one("kater: { read: [a], warehouse: { existing: BI } }"),
  ],
  [
    "imported-warehouse",
    one("kater: { read: [a], warehouse: { import: 0123456789abcdef } }"),
    /^integrations\.kater\.warehouse is taken over: .* let Kater in by principal\.groups; a deploy without import .* loses theirs$/,
    one("kater: { read: [a], warehouse: { existing: BI } }"),
  ],
  [
    "warehouse-type",
    one("posthog: { catalog: c, schema: s, warehouse: { cluster: 0923-164208-meows279, workspaceId: 5 } }"),
    /\.warehouse is a cluster, but PostHog asks for serverless/,
    one("posthog: { catalog: c, schema: s, warehouse: { existing: BI } }"),
  ],
  [
    "warehouse-type",
    one("datadog: { warehouse: { type: CLASSIC, autoStopMinutes: 10 } }"),
    /is CLASSIC, but Datadog says that Classic warehouses are not supported; write type: PRO/,
    one("datadog: { warehouse: { serverless: false, autoStopMinutes: 10 } }"),
  ],
  [
    "warehouse-type",
    `warehouses: { bi: { serverless: false } }\n${one("posthog: { catalog: c, schema: s, warehouse: bi }")}`,
    /is not serverless, but PostHog asks for serverless.*write serverless: true/,
    one("posthog: { catalog: c, schema: s }"),
  ],
  [
    "vendor-asks",
    one("segment-storage: { catalog: c }"),
    /asks for ALL PRIVILEGES on the catalog; it gets USE CATALOG and CREATE SCHEMA on the catalog, because/,
    one("clevertap: { catalog: c, schema: s }"),
  ],
  ["samples", one("kater: { read: [a] }"), /for every varchar column .* a sample/, one("tealium: { read: [a] }")],
  [
    "without-second-form",
    one("qualytics: { read: [a] }"),
    /^integrations\.qualytics has no enrichment: .*add enrichment: .*the credential stays as it is/,
    one("qualytics: { read: [a], enrichment: { catalog: c, schema: s } }"),
  ],
  [
    "system-grants",
    one("vantage: {}"),
    /whoever deploys needs MANAGE on the catalog system/,
    one("kater: { read: [a] }"),
  ],
])("warns of %s in %j", (kind, text, message, fine) => {
  expect(textsOf(kind, text)).toEqual([expect.stringMatching(message)]);
  expect(textsOf(kind, fine)).toEqual([]);
});

test("a token without end, which a vendor advises, is refused with the reason", () => {
  const texts = textsOf("vendor-asks", one("segment-reverse-etl: { catalog: c, read: [a] }"));
  expect(texts).toContainEqual(
    expect.stringMatching(/no expiration date; it gets a token with an end.*must stop working by itself/),
  );
});

test("the cost is told of each warehouse once, and of all", () => {
  const text = `warehouses: { bi: { size: Small, maxClusters: 2 } }
integrations:
  a: { tool: kater, read: [x], warehouse: bi }
  b: { tool: kater, read: [x], warehouse: bi }
  c: { tool: kater, read: [x] }
  d: { tool: kater, read: [x], absent: true }
`;
  expect(textsOf("cost", text)).toEqual([
    "warehouses use at worst, in DBU for each hour they run: bi 24 (Small × 2), c 4 (2X-Small); together 28",
  ]);
  expect(textsOf("cost", one("kater: { read: [x], warehouse: { size: X-Small } }"))).toEqual([
    "warehouses use at worst, in DBU for each hour they run: kater 6 (X-Small)",
  ]);
  expect(textsOf("cost", one("kater: { read: [x] }"))).toEqual([]);
});

test("what is there already costs nothing here, and its size is not known", () => {
  const text = `warehouses: { old: { existing: Large one } }
integrations:
  a: { tool: looker, read: [x], catalog: c, schema: s, warehouse: old }
  b: { tool: looker, read: [x], warehouse: { cluster: 0923-164208-meows279, workspaceId: 5 } }
`;
  const kinds = warnings(text).map(({ kind }) => kind);
  for (const kind of ["cost", "larger-than-advised", "never-stops"]) expect(kinds).not.toContain(kind);
});

test("what is absent is not warned of", () => {
  expect(warnings(one("qualytics: { read: [a], absent: true }"))).toEqual([]);
});

test("every warning is shown as a note", () => {
  const { notes, warnings: found } = check(one("qualytics: { read: [system.billing] }"));
  expect(found.length).toBeGreaterThan(2);
  expect(notes).toEqual(found.map(({ text }) => text));
});
