import { encode, ExtData } from "@msgpack/msgpack";
import fc from "fast-check";
import { conform, conformValue } from "../../provider/engine/conform";
import type { Block } from "../../provider/engine/schema";
import { UNKNOWN, type Value } from "../../provider/engine/value";
import { decodeValue, encodeValue } from "../../provider/protocol/values";

const keys = fc.string().filter((key) => key !== "__proto__");
const { value: values } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: "grapheme" }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.constant(UNKNOWN),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const block: Block = {
  attributes: {
    name: { type: "string", required: true },
    size: { type: "number", optional: true },
    on: { type: "bool", optional: true },
    labels: { type: ["map", "string"], optional: true },
    members: { type: ["set", "string"], optional: true },
    parts: { type: ["list", ["object", { code: "string", count: "number" }]], computed: true },
  },
  block_types: {
    tags: { nesting_mode: "list", max_items: 1, block: { attributes: { key: { type: "string", required: true } } } },
    timeouts: { nesting_mode: "single", block: { attributes: { create: { type: "string", optional: true } } } },
  },
};

test("gives back every value that went out over msgpack", () => {
  fc.assert(fc.property(values, (value) => expect(decodeValue(encodeValue(value))).toEqual(value)));
});

test("writes an unknown value as Terraform does", () => {
  expect(Buffer.from(encodeValue(UNKNOWN).msgpack ?? []).toString("hex")).toBe("d40000");
});

test.each([
  ["plain", encode(new ExtData(0, Uint8Array.of(0)))],
  ["with refinements", encode(new ExtData(12, encode({ 1: false, 2: "catalog-" })))],
  ["of a kind still to come", encode(new ExtData(13, Uint8Array.of(1)))],
])("reads an unknown value %s", (_kind, msgpack) => {
  expect(conformValue("string", decodeValue({ msgpack }))).toBe(UNKNOWN);
});

test("reads numbers that Terraform sends as decimal text", () => {
  expect(conformValue("number", decodeValue({ msgpack: encode("12.5") }))).toBe(12.5);
});

test("reads JSON when there is no msgpack, and null when there is neither", () => {
  expect(decodeValue({ json: Buffer.from('{"name":"ü"}') })).toEqual({ name: "ü" });
  expect(decodeValue({})).toBeNull();
  expect(decodeValue(null)).toBeNull();
});

test("fills a block with null and empty lists, and drops what the schema does not have", () => {
  expect(conform(block, { name: "n", other: 1 })).toEqual({
    name: "n",
    size: null,
    on: null,
    labels: null,
    members: null,
    parts: null,
    tags: [],
    timeouts: null,
  });
});

test("makes a list of one from an object the service answers with", () => {
  expect(conform(block, { name: "n", tags: { key: "k" }, parts: { code: "c" } })).toMatchObject({
    tags: [{ key: "k" }],
    parts: [{ code: "c", count: null }],
  });
});

test("keeps unknowns wherever they are", () => {
  const raw = { name: UNKNOWN, labels: { a: UNKNOWN }, tags: [{ key: UNKNOWN }], members: UNKNOWN };
  expect(conform(block, raw)).toMatchObject(raw);
  expect(conform(block, { tags: UNKNOWN })).toMatchObject({ tags: UNKNOWN });
});

test("changes nothing in a value that has the right shape already", () => {
  fc.assert(
    fc.property(
      fc.record({
        name: fc.string(),
        size: fc.option(fc.integer()),
        on: fc.option(fc.boolean()),
        labels: fc.option(fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true })),
        members: fc.option(fc.array(fc.string())),
        parts: fc.option(fc.array(fc.record({ code: fc.string(), count: fc.integer() }))),
        tags: fc.array(fc.record({ key: fc.string() }), { maxLength: 1 }),
        timeouts: fc.option(fc.record({ create: fc.option(fc.string()) })),
      }),
      (value) => expect(conform(block, value)).toEqual(value),
    ),
  );
});
