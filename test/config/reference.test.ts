import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REFERENCE_FILE, REFERENCES, SCHEMA_FILE } from "../../lib/config/reference";
import { PROFILES } from "../../profiles";
import { LIST_FILE, listModule, toolFiles } from "../../profiles/words/list";
import { TABLE_FILE } from "../../profiles/words/table";
import { modelSchema, publishedSchema, type SchemaNode } from "../../lib/config/schema";

const read = (file: string) => readFileSync(join(__dirname, "../..", file), "utf8");

// When one of the first three fails: npm run reference
test("onramp.schema.json is what the model says", () => {
  expect(JSON.parse(read(SCHEMA_FILE))).toEqual(publishedSchema());
});

test.each(REFERENCES)("the part of $file that is made is current", ({ file, update }) => {
  const page = read(file);
  expect(update(page)).toBe(page);
});

test("the list of profiles holds every file of a tool, and each names its tool as its file", () => {
  const tools = toolFiles(join(__dirname, "../.."));
  expect(read(LIST_FILE)).toBe(listModule(tools));
  expect([...PROFILES.keys()]).toEqual(tools);
});

test("the pages have a row for every field and every profile", () => {
  expect(read(REFERENCE_FILE)).toContain(
    "| `integrations.*.credential.lifetimeDays` | Days until the credential expires. |",
  );
  const page = read(TABLE_FILE);
  for (const tool of PROFILES.keys()) expect(page).toContain(`| \`${tool}\` | `);
});

test("every field is described", () => {
  const undescribed: string[] = [];
  const visit = (node: SchemaNode, path: string) => {
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      if (!child.description) undescribed.push(`${path}.${key}`);
      visit(child, `${path}.${key}`);
    }
    for (const child of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) visit(child, path);
    if (node.additionalProperties) visit(node.additionalProperties, `${path}.*`);
  };
  visit(modelSchema(), "");
  expect(undescribed).toEqual([]);
});

test.each(REFERENCES)("refuses $file without its marks", ({ update }) => {
  expect(() => update("# Configuration")).toThrow("no marks");
});
