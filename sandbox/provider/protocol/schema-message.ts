import type { Block, NestedBlock, ProviderSchema, Schema } from "../engine/schema";
import { messageType } from "./messages";

const NESTING = { single: 1, list: 2, set: 3 } as const satisfies Record<NestedBlock["nesting_mode"], number>;

/** The answer to GetProviderSchema. Terraform asks for it at least once per command: encode it once and keep it. */
export function encodeProviderSchema(schema: ProviderSchema): Uint8Array {
  const response = {
    provider: schemaMessage(schema.provider),
    resource_schemas: mapValues(schema.resource_schemas, schemaMessage),
    data_source_schemas: mapValues(schema.data_source_schemas, schemaMessage),
  };
  return messageType("GetProviderSchemaResponse").encode(response).finish();
}

function schemaMessage(schema: Schema): object {
  return { version: schema.version, block: blockMessage(schema.block) };
}

function blockMessage(block: Block): object {
  return {
    attributes: Object.entries(block.attributes ?? {}).map(([name, { type, ...flags }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      ...flags,
    })),
    block_types: Object.entries(block.block_types ?? {}).map(([type_name, nested]) => ({
      type_name,
      block: blockMessage(nested.block),
      nesting: NESTING[nested.nesting_mode],
      min_items: nested.min_items ?? 0,
      max_items: nested.max_items ?? 0,
    })),
  };
}

function mapValues<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
