import type { ConfigError } from "../../lib/config";
import { messagesOf, problemsOf, check } from "./check";

const entry = (more: string) => `integrations: { clevertap: { catalog: c, schema: s, ${more} } }`;
const message = (text: string) => messagesOf(text).join("\n");

test.each([
  ["an empty tag key", entry("warehouse: { tags: { '': a } }"), 'warehouse.tags[""] — is a tag without a name'],
  [
    "a tag key with outer spaces",
    "defaults: { tags: { ' a': b } }\nintegrations: {}",
    "is a tag with a space at its start",
  ],
  [
    "a line separator in a name",
    entry('read: [], schema: "a\\u2028b"').replace("schema: s, ", ""),
    'a control character in the name "a\\u2028b"',
  ],
  [
    "an override of direction in a name",
    entry('catalog: "a\\u202eb"').replace("catalog: c, ", ""),
    'a hidden character in the name "a\\u202eb"',
  ],
  [
    "half a character",
    entry('catalog: "a\\ud800b"').replace("catalog: c, ", ""),
    'half a character in the name "a\\ud800b"',
  ],
  ["a key with an override of direction", entry('"a\u202eb": 1'), 'clevertap["a\\u202eb"] — is an unknown key'],
  [
    "a hidden character in a group",
    entry('principal: { groups: ["bi\\u200busers"] }'),
    "has the hidden character U+200B",
  ],
  [
    "an escape sequence in a comment",
    'catalogs: { m: { comment: "\\e[31mred" } }\nintegrations: {}',
    "has the hidden character U+001B",
  ],
  ["a placeholder of cdktf", entry('principal: { groups: ["${TfToken[TOKEN.0]}"] }'), "has TfToken[ in"],
  ["an object called length", entry("warehouse: { length: {} }"), "warehouse.length — is an unknown key"],
  ["a kind that is a mapping", "backend: { kind: { a: 1 } }\nintegrations: {}", "backend.kind — is a mapping"],
])("%s is refused at its place", (_, text, says) => {
  expect(message(text)).toContain(says);
  for (const { line, column } of problemsOf(text))
    expect([line, column]).toEqual([expect.any(Number), expect.any(Number)]);
  // eslint-disable-next-line no-control-regex
  expect(message(text)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b\u202e\u2028]/);
});

test.each([
  ["brackets", "[".repeat(50_000)],
  ["closed brackets", `a: ${"[".repeat(50_000)}${"]".repeat(50_000)}`],
  ["mappings", "{a: ".repeat(50_000)],
  ["list items", "- ".repeat(50_000)],
  ["indentation", Array.from({ length: 2_000 }, (_, level) => `${" ".repeat(level)}a:`).join("\n")],
])("50,000 nested %s are one problem with a place, at once", (_, text) => {
  const start = performance.now();
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({ what: "is nested too deeply", line: expect.any(Number) as number }),
  ]);
  expect(performance.now() - start).toBeLessThan(500);
});

test("at most 50 problems are printed, then how many more there are", () => {
  const text = `integrations:\n${Array.from({ length: 120 }, (_, i) => `  c${i}: 5\n`).join("")}`;
  let printed = "";
  try {
    check(text);
  } catch (error) {
    printed = (error as ConfigError).message;
  }
  const lines = printed.split("\n");
  expect([lines.length, lines.at(-1)]).toEqual([51, "and 70 more problems"]);
});

test("what people do write stays as it is: accents, emoji, tabs and line breaks in a comment", () => {
  const comment = "für alle 👩‍👩‍👧\n\tzweite Zeile";
  const { config } = check(`catalogs: { m: { comment: ${JSON.stringify(comment)} } }\nintegrations: {}`);
  expect(config.catalogs.m).toMatchObject({ comment });
});

test("what every JavaScript object has is no key", () => {
  for (const key of ["constructor", "__proto__"]) {
    expect(message(`integrations: { ${key}: { tool: kater, read: [samples.nyctaxi] } }`)).toContain(key);
  }
  expect(message("name: constructor\nintegrations: {}")).toContain('name — "constructor" cannot be used as an id');
});
