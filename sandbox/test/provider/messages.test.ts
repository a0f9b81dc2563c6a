import { PROVIDER_SCHEMA } from "../../provider/engine/schema";
import { encodeResponse, messageType } from "../../provider/protocol/messages";
import { encodeProviderSchema } from "../../provider/protocol/schema-message";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const step = (fields: object) => hex(messageType("Step").encode(fields).finish());

test.each([
  ["the first element of a list", { element_key_int: 0 }, "1800"],
  ["another element", { element_key_int: 300 }, "18ac02"],
  ["an attribute", { attribute_name: "name" }, "0a046e616d65"],
  ["an empty key of a map", { element_key_string: "" }, "1200"],
])("sends the step to %s", (_what, fields, expected) => {
  expect(step(fields)).toBe(expected);
});

test("sends a diagnostic with its place under the protocol's field numbers", () => {
  const attribute = { steps: [{ attribute_name: "a" }, { element_key_int: 0 }] };
  const bytes = encodeResponse("ConfigureProvider", {
    diagnostics: [{ severity: 1, summary: "s", detail: "d", attribute }],
  });
  expect(hex(bytes)).toBe("0a13" + "0801" + "120173" + "1a0164" + "2209" + "0a030a0161" + "0a021800");
});

test("skips fields it does not know", () => {
  const decoded = messageType("DynamicValue").decode(Buffer.from("0a01c0" + "9a0603666f6f", "hex"));
  expect(decoded).toMatchObject({ msgpack: Buffer.from("c0", "hex") });
});

test("encodes every resource and data source of the schema file with its types as JSON", () => {
  const decoded = messageType("GetProviderSchemaResponse").decode(encodeProviderSchema(PROVIDER_SCHEMA));
  const { resource_schemas, data_source_schemas } = messageType("GetProviderSchemaResponse").toObject(decoded) as {
    resource_schemas: Record<
      string,
      { block: { attributes: { name: string; type: Uint8Array; required?: boolean }[] } }
    >;
    data_source_schemas: Record<string, unknown>;
  };
  expect(Object.keys(resource_schemas)).toEqual(Object.keys(PROVIDER_SCHEMA.resource_schemas));
  expect(Object.keys(data_source_schemas)).toEqual(Object.keys(PROVIDER_SCHEMA.data_source_schemas));
  const privileges = resource_schemas["databricks_grant"]?.block.attributes.find(({ name }) => name === "privileges");
  expect(privileges).toMatchObject({ type: Buffer.from('["set","string"]'), required: true });
});
