import { Document, parse } from "yaml";
import { insertPair } from "../../scripts/init/insert";

const pair = new Document().createPair("new", { catalog: "c" });
const insert = (text: string, path = ["integrations"]) => insertPair(text, path, pair);

test.each([
  ["an empty file", "", "integrations:\n  new:\n    catalog: c\n"],
  ["a file with nothing but comments", "# mine\n", "# mine\n\nintegrations:\n  new:\n    catalog: c\n"],
  ["a file without the section", "name: prod # eu\n", "name: prod # eu\n\nintegrations:\n  new:\n    catalog: c\n"],
  [
    "the section, whatever comes after it",
    "integrations:\n  a: { catalog: x }   # one\n\n# the rest\nname: prod\n",
    "integrations:\n  a: { catalog: x }   # one\n\n  new:\n    catalog: c\n\n# the rest\nname: prod\n",
  ],
  [
    "a file indented by four, without a line break at its end",
    "integrations:\n    a:\n        catalog:   'x'",
    "integrations:\n    a:\n        catalog:   'x'\n\n    new:\n        catalog: c\n",
  ],
  [
    "behind comments that belong to the last entry",
    "integrations:\n  a:\n    catalog: x\n    # mode: import\n\n    # more\n  # of the section\nname: n\n",
    "integrations:\n  a:\n    catalog: x\n    # mode: import\n\n    # more\n\n  new:\n    catalog: c\n  # of the section\nname: n\n",
  ],
  [
    "behind a block of text",
    "integrations:\n  a:\n    comment: |\n      two\n      lines\n\nname: n\n",
    "integrations:\n  a:\n    comment: |\n      two\n      lines\n\n  new:\n    catalog: c\n\nname: n\n",
  ],
  [
    "with the line breaks of the file",
    "integrations:\r\n  a: {}\r\n",
    "integrations:\r\n  a: {}\r\n\r\n  new:\r\n    catalog: c\r\n",
  ],
  [
    "behind an entry without fields",
    "integrations:\n  a:\n  b: # nothing\n",
    "integrations:\n  a:\n  b: # nothing\n\n  new:\n    catalog: c\n",
  ],
])("adds an entry, and leaves the rest byte for byte: %s", (_what, before, after) => {
  expect(insert(before)).toBe(after);
});

test.each([
  ["JSON", '{ "integrations": { "a": { "catalog": "x" } } }'],
  ["a section in braces", "# mine\nintegrations: { a: { catalog: x } }\n"],
  ["an empty section", "integrations:\nname: n\n"],
  ["a section that is an empty mapping", "integrations: {}\n"],
  ["an entry that is an alias", "x: &x { catalog: x }\nintegrations:\n  a: *x\n"],
])("adds to %s", (_what, before) => {
  const expected = parse(before) as { integrations: object | null };
  const after = insert(before);
  expect(parse(after)).toEqual({ ...expected, integrations: { ...expected.integrations, new: { catalog: "c" } } });
  if (before.startsWith("#")) expect(after).toMatch(/^# mine\n/);
});

test("adds below a path that is there in part", () => {
  const one = new Document().createPair("cloud", "aws");
  expect(insertPair("workspace:\n  profile: p\nname: n\n", ["workspace"], one)).toBe(
    "workspace:\n  profile: p\n  cloud: aws\nname: n\n",
  );
});

test("refuses a section that is an alias, and shows the lines to add by hand", () => {
  expect(() => insert("x: &x\n  a: {}\nintegrations: *x\n")).toThrow(
    "Nothing can be added to the file as it is written. Add these lines by hand:\nintegrations:\n  new:\n    catalog: c\n",
  );
});
