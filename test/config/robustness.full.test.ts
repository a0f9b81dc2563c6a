import fc from "fast-check";
import { stringify } from "yaml";
import { modelSchema, type SchemaNode } from "../../lib/config/schema";
import { check, messagesOf, problemsOf } from "./check";

/** Keys of the model at any depth, so that random files go deep. */
function keysOf(node: SchemaNode): string[] {
  const children = [
    ...(node.anyOf ?? []),
    ...(node.oneOf ?? []),
    ...(node.additionalProperties ? [node.additionalProperties] : []),
  ];
  const named = Object.entries(node.properties ?? {}).flatMap(([key, child]) => [key, ...keysOf(child)]);
  return [...named, ...children.flatMap(keysOf)];
}

const key = fc.oneof(
  fc.constantFrom(...new Set(keysOf(modelSchema())), "clevertap", "constructor", "__proto__", "toString"),
  fc.string({ maxLength: 8 }),
);
const leaf = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("clevertap", "pat", "s3", "a.b", "x.*", "{integration}", "Small"),
  fc.integer({ min: -2, max: 1000 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
  ),
}));
/** Files whose first levels are right, so that the rules are reached. */
const nearlyRight = fc.record(
  {
    workspace: tree,
    defaults: tree,
    catalogs: fc.dictionary(key, tree, { maxKeys: 2 }),
    warehouses: fc.dictionary(key, fc.dictionary(key, leaf, { maxKeys: 4 }), { maxKeys: 2 }),
    integrations: fc.dictionary(key, fc.dictionary(key, tree, { maxKeys: 6 }), { maxKeys: 4 }),
  },
  { requiredKeys: [] },
);
const file = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(..."[]{}:-,&*!|>'\"# \n\tab0?%@`<") }),
  tree.map((value) => stringify(value)),
  nearlyRight.map((value) => stringify(value)),
);

test("whatever the files hold, the answer is a config or problems with places inside the files", () => {
  fc.assert(
    fc.property(file, file, (main, other) => {
      for (const problem of problemsOf(main, { other })) {
        const lines = (problem.file === "onramp.yaml" ? main : other).split("\n");
        expect(problem.line).toBeGreaterThanOrEqual(1);
        expect(problem.line).toBeLessThanOrEqual(lines.length);
        expect(problem.column).toBeGreaterThanOrEqual(1);
        expect(problem.column).toBeLessThanOrEqual(lines[problem.line! - 1]!.length + 1);
        expect(problem.what).not.toMatch(/undefined|\[object|null/);
      }
    }),
    { numRuns: 200 },
  );
});

test("each of many mistakes is reported, whatever else is wrong", () => {
  const mistakes = [
    "catalog: a.b",
    "schema: 5",
    "read: x",
    "credential: { lifetimeDays: 0 }",
    "replaceGrants: true",
    "absent: maybe",
    "tol: x",
  ];
  fc.assert(
    fc.property(fc.array(fc.subarray(mistakes, { minLength: 1 }), { minLength: 1, maxLength: 4 }), (entries) => {
      const text = entries.map(
        (fields, i) => `  c${i}:\n    tool: clevertap\n${fields.map((field) => `    ${field}\n`).join("")}`,
      );
      const found = new Set(problemsOf(`integrations:\n${text.join("")}`).map(({ line }) => line));
      let line = 1;
      for (const fields of entries) {
        line += 2;
        fields.forEach(() => expect(found).toContain(++line));
      }
    }),
    { numRuns: 50 },
  );
});

test("a thousand integrations are checked, right or wrong", () => {
  const entry = (i: number, more: string) => `  c${i}: { tool: clevertap, catalog: c${i}, schema: s, ${more} }\n`;
  const text = (more: string) => `integrations:\n${Array.from({ length: 1000 }, (_, i) => entry(i, more)).join("")}`;
  expect(check(text("read: [a]")).config.integrations).toHaveLength(1000);
  expect(messagesOf(text("raed: [a], warehouse: bi"))).toHaveLength(2000);
});
