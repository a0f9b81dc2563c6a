import { check, messagesOf } from "./check";

test.each([
  ["a flow list that is not closed", "name: x\nintegrations: [\n", /^onramp\.yaml:\d:\d+ — is not YAML: /],
  [
    "a tab as indentation",
    "integrations:\n\tclevertap: {}\n",
    /^onramp\.yaml:2:1 — is indented with a tab; fix: use spaces/,
  ],
  ["two documents", "name: x\n---\nname: y\n", /^onramp\.yaml:2:1 — a second YAML document begins here/],
  ["a key that is there twice", "name: x\nname: y\n", /^onramp\.yaml:2:1 name — the key "name" is there twice/],
  ["a key that is no text", "? [a]\n: 1\n", /^onramp\.yaml:1:3 — has a key that is not plain text/],
  [
    "__proto__",
    'integrations:\n  "__proto__": {}\n',
    /^onramp\.yaml:2:3 integrations\.__proto__ — is not allowed as a key/,
  ],
  ["a merge key", "name: x\n<<: {}\n", /^onramp\.yaml:2:1 .*— is a merge key, which YAML 1\.2 does not have/],
  ["an alias of nothing", "name: *x\n", /^onramp\.yaml:1:7 name — refers to \*x, which is not defined before it/],
  ["an alias of itself", "integrations: &a { b: *a }\n", /^onramp\.yaml:1:\d+ integrations\.b — refers to \*a/],
  ["a tag", "name: !env NAME\n", /^onramp\.yaml:1:7 — has a YAML tag/],
  ["very deep nesting", "[".repeat(20_000), /^onramp\.yaml:1:\d+ — is nested too deeply/],
])("fails on %s", (_, text, message) => {
  expect(messagesOf(text)[0]).toMatch(message);
});

test("fails on every duplicate at once, and judges nothing else of the file", () => {
  const text = "name: x\nname: y\nintegrations:\n  a: {}\n  a: {}\nunknown: 1\n";
  expect(messagesOf(text).map((message) => message.slice(0, 15))).toEqual(["onramp.yaml:2:1", "onramp.yaml:5:3"]);
});

test("anchors stand for what they name, as often as they are used", () => {
  const entries = Array.from(
    { length: 300 },
    (_, i) => `  c${i}: { tool: clevertap, catalog: c${i}, schema: s, warehouse: *w }\n`,
  );
  const first = "  c: { tool: clevertap, catalog: c, schema: s, warehouse: &w { size: Small, name: same } }\n";
  const messages = messagesOf(`integrations:\n${first}${entries.join("")}`);
  // Each use is judged in its own place; the position is that of the anchor's content.
  expect(messages).toHaveLength(300);
  expect(messages[0]).toMatch(/^onramp\.yaml:2:\d+ integrations\.c0\.warehouse\.name — /);
});

test("nested anchors do not multiply the work", () => {
  const levels = Array.from({ length: 40 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`);
  const messages = messagesOf(["integrations: {}", "l0: &l0 [x]", ...levels].join("\n"));
  expect(messages).toHaveLength(41);
});

test("JSON is YAML", () => {
  const { config } = check(JSON.stringify({ integrations: { clevertap: { catalog: "c", schema: "s" } } }));
  expect(config.integrations).toHaveLength(1);
});

test("a byte order mark and Windows line ends change no position", () => {
  expect(messagesOf("\uFEFFname: x\r\nintegrations: {}\r\nnme: y\r\n")[0]).toMatch(/^onramp\.yaml:3:1 nme/);
});
