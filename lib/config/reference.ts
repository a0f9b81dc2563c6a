import { PROFILES } from "../../profiles";
import { profileTable, TABLE_FILE } from "../../profiles/words/table";
import { RULES } from "./rules";
import type { SchemaNode } from "./schema";
import { allowedWords, modelSchema } from "./schema";

/** The JSON Schema for editors, from the project's root. */
export const SCHEMA_FILE = "onramp.schema.json";

/** The page whose reference part is made from the model, from the project's root. */
export const REFERENCE_FILE = "docs/configuration.md";

const BEGIN = "<!-- made by tools/write-reference.ts: begin -->\n<!-- prettier-ignore-start -->\n";
const END = "<!-- prettier-ignore-end -->\n<!-- made by tools/write-reference.ts: end -->";

/** A page with a part that is made. */
export interface Reference {
  /** From the project's root. */
  readonly file: string;
  /**
   * The page with that part made anew.
   *
   * @throws Error when the page lost the marks around it
   */
  readonly update: (page: string) => string;
}

/** Every page with a part that is made. */
export const REFERENCES: readonly Reference[] = [
  { file: REFERENCE_FILE, update: (page) => withPart(page, REFERENCE_FILE, reference()) },
  { file: TABLE_FILE, update: (page) => withPart(page, TABLE_FILE, profileTable(PROFILES.values())) },
];

function withPart(page: string, file: string, part: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${file} has no marks around the part that is made`);
  return page.slice(0, begin) + BEGIN + part + page.slice(end);
}

/** Every field as a table, then the rules over several fields. */
function reference(): string {
  const rows = fieldsOf(modelSchema(), "").map((cells) => `| ${cells.map(escaped).join(" | ")} |`);
  return [
    "### Fields",
    "",
    "| field | meaning | allowed | default |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "### Rules over several fields",
    "",
    ...RULES.map(({ says }) => `- ${says}`),
    "",
  ].join("\n");
}

type Row = readonly [field: string, meaning: string, allowed: string, byDefault: string];

/** One row for the field itself, then those of the fields inside it. */
function fieldsOf(node: SchemaNode, path: string, required = false): Row[] {
  const { description = "", byDefault = required ? "**required**" : "" } = node;
  const self: Row[] = path ? [[`\`${path}\``, description, shortly(node), byDefault]] : [];
  return [...self, ...inside(node, path)];
}

function inside(node: SchemaNode, path: string): Row[] {
  const { properties = {}, required = [], additionalProperties, anyOf, oneOf } = node;
  const named = Object.entries(properties).flatMap(([key, child]) =>
    fieldsOf(child, path ? `${path}.${key}` : key, required.includes(key)),
  );
  const entry =
    additionalProperties && additionalProperties.properties ? inside(additionalProperties, `${path}.*`) : [];
  const branches = [
    ...(anyOf ?? []).flatMap((branch) => inside(branch, path)),
    ...(oneOf ?? []).flatMap((branch) => inside(branch, `${path} (${branch.properties?.kind?.const})`)),
  ];
  return [...named, ...entry, ...branches];
}

/** As in messages, but the fields of a mapping have rows of their own. */
function shortly(node: SchemaNode): string {
  if (node.type === "object") return "mapping";
  if (node.oneOf) return "mapping";
  if (node.anyOf) return node.anyOf.map(shortly).join(" or ");
  if (node.type === "array") return "list";
  return allowedWords(node) ?? "";
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
