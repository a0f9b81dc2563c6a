import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REFERENCE_FILE, SCHEMA_FILE, withReference } from "../../config/reference";
import { modelSchema, publishedSchema, type SchemaNode } from "../../config/schema";

const read = (file: string) => readFileSync(join(__dirname, "../..", file), "utf8");

// When one of the first two fails: npx tsx config/write-reference.ts
test("config/onramp.schema.json is what the model says", () => {
  expect(JSON.parse(read(SCHEMA_FILE))).toEqual(publishedSchema());
});

test("the reference in docs/configuration.md is what the model says", () => {
  const page = read(REFERENCE_FILE);
  expect(page).toBe(withReference(page));
  expect(page).toContain("| `integrations.*.credential.lifetimeDays` | Days until the credential expires. |");
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

test("refuses a page that lost its marks", () => {
  expect(() => withReference("# Configuration")).toThrow("no marks");
});
