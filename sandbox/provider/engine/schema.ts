import databricks from "../schema/databricks-1.99.0.json";

/** Terraform's type notation, as `terraform providers schema -json` prints it. */
export type AttributeType =
  "string" | "number" | "bool" | ["list" | "set" | "map", AttributeType] | ["object", Record<string, AttributeType>];

/** One attribute; the flags mean what they mean in Terraform's documentation. */
export interface Attribute {
  type: AttributeType;
  required?: boolean;
  optional?: boolean;
  computed?: boolean;
  sensitive?: boolean;
}

/** A block within a block. */
export interface NestedBlock {
  block: Block;
  nesting_mode: "list" | "set" | "single";
  min_items?: number;
  max_items?: number;
}

/** Attributes and nested blocks by name. */
export interface Block {
  attributes?: Record<string, Attribute>;
  block_types?: Record<string, NestedBlock>;
}

/** Schema of a resource, a data source or the provider block. */
export interface Schema {
  version: number;
  block: Block;
}

/** Everything GetProviderSchema answers. */
export interface ProviderSchema {
  provider: Schema;
  resource_schemas: Record<string, Schema>;
  data_source_schemas: Record<string, Schema>;
}

/**
 * Names, types and flags of the databricks provider 1.99.0, for the resources and data sources served here. The wire
 * schema is made from this file and nothing else, so it equals the real provider's.
 */
export const PROVIDER_SCHEMA = databricks as unknown as ProviderSchema;
