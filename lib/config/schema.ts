import { z } from "zod";
import { configSchema } from "./model";
import type { Path } from "./problem";

/** The part of JSON Schema (draft 7) that the model uses. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  /** The default in words; ours, folded into the description of the published schema. */
  readonly byDefault?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: SchemaNode | false;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

let cached: SchemaNode | undefined;

/** The model as a JSON Schema, with the defaults in words beside the descriptions. */
export function modelSchema(): SchemaNode {
  cached ??= z.toJSONSchema(configSchema, {
    target: "draft-7",
    io: "input",
    override: ({ jsonSchema }) => {
      // zod's way to say "no limit" for whole numbers.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  }) as SchemaNode;
  return cached;
}

/** Under what address a catalog of schemas would have it, so that editors know `onramp.yaml` by its name. */
const SCHEMA_ID = "https://json.schemastore.org/onramp-for-databricks.json";

/** The schema for editors, as `onramp.schema.json` holds it: defaults are part of the descriptions. */
export function publishedSchema(): unknown {
  const { $schema, ...schema } = modelSchema() as Readonly<Record<string, unknown>>;
  return JSON.parse(JSON.stringify({ $schema, $id: SCHEMA_ID, ...schema }), (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || !("byDefault" in value)) return value;
    const { byDefault, ...rest } = value as SchemaNode;
    return { ...rest, description: `${rest.description} Default: ${byDefault}.` };
  });
}

/** The schema of the value at a path; undefined where the model has none. */
export function schemaAt(path: Path, root: unknown): SchemaNode | undefined {
  let node: SchemaNode | undefined = modelSchema();
  let value = root;
  for (const part of path) {
    const branch: SchemaNode | undefined = branchFor(node, value);
    const named = branch?.properties && Object.hasOwn(branch.properties, part) ? branch.properties[part] : undefined;
    node = typeof part === "number" ? branch?.items : (named ?? (branch?.additionalProperties || undefined));
    value = (value as Record<string | number, unknown> | undefined)?.[part];
    if (!node) return undefined;
  }
  return branchFor(node, value) ?? node;
}

/** Of several alternatives the one of the value's type, or of its `kind`. */
export function branchFor(node: SchemaNode, value: unknown): SchemaNode | undefined {
  if (node.anyOf) return node.anyOf.find((branch) => branch.type === typeOf(value));
  if (node.oneOf) {
    const kind = (value as { kind?: unknown } | null | undefined)?.kind;
    const kinds = node.oneOf.map((branch) => branch.properties?.kind?.const ?? "");
    return node.oneOf[kinds.indexOf(typeof kind === "string" ? kind : "")] ?? { properties: { kind: { enum: kinds } } };
  }
  return node;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}

/** More alternatives than this are not all listed: a message is to be read. */
const MOST_LISTED = 12;

/** What a value may be, in words: `a whole number from 1 to 730`. */
export function allowedWords(node: SchemaNode): string | undefined {
  if (node.anyOf) return node.anyOf.map(allowedWords).join(", or ");
  if (node.oneOf)
    return `a mapping with kind: ${node.oneOf.map((branch) => branch.properties?.kind?.const).join(", ")}`;
  if (node.enum) {
    const more = node.enum.length - MOST_LISTED;
    return more > 0 ? `${node.enum.slice(0, MOST_LISTED).join(", ")}, and ${more} more` : node.enum.join(", ");
  }
  if (node.const !== undefined) return node.const;
  switch (node.type) {
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "integer": {
      const { minimum, maximum } = node;
      return `a whole number ${maximum === undefined ? `of at least ${minimum ?? 0}` : `from ${minimum ?? 0} to ${maximum}`}`;
    }
    case "array":
      return "a list";
    case "object":
      return node.properties ? `a mapping with ${Object.keys(node.properties).join(", ")}` : "a mapping (key: value)";
    default:
      return undefined;
  }
}
