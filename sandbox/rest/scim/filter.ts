import { ScimError } from "./protocol";
import type { Resource } from "./resource";

type Test = (resource: Resource) => boolean;

const OPERATORS: ReadonlyMap<string, (value: string, operand: string) => boolean> = new Map([
  ["eq", (value, operand) => value === operand],
  ["ne", (value, operand) => value !== operand],
  ["co", (value, operand) => value.includes(operand)],
  ["sw", (value, operand) => value.startsWith(operand)],
  ["ew", (value, operand) => value.endsWith(operand)],
]);

const ATTRIBUTES = ["id", "displayName", "userName", "applicationId", "externalId", "active"];

/** `name op "value"` or `name op word`, at the start of the text. */
const COMPARISON = /^\s*(\w+)\s+(\w+)\s+(?:"((?:[^"\\]|\\.)*)"|([^\s"()]+))/;
const CONJUNCTION = /^\s+(and|or)(?=\s)/i;

/**
 * The SCIM filters that Databricks documents: comparisons joined by `and` and `or`, the former first. Text is compared
 * without regard to case.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
export function parseFilter(text: string | undefined): Test {
  if (!text) return () => true;
  const alternatives: Test[][] = [[]];
  let rest = text;
  for (;;) {
    const [matched, name = "", operator = "", quoted, bare = ""] = COMPARISON.exec(rest) ?? [];
    if (matched === undefined) throw refused(text);
    alternatives.at(-1)?.push(comparison(text, name, operator, quoted?.replace(/\\(.)/g, "$1") ?? bare));
    rest = rest.slice(matched.length);
    if (rest.trim() === "") return (resource) => alternatives.some((tests) => tests.every((test) => test(resource)));
    const [joined, word] = CONJUNCTION.exec(rest) ?? [];
    if (joined === undefined) throw refused(text);
    if (word?.toLowerCase() === "or") alternatives.push([]);
    rest = rest.slice(joined.length);
  }
}

function comparison(filter: string, name: string, operator: string, operand: string): Test {
  const attribute = ATTRIBUTES.find((each) => each.toLowerCase() === name.toLowerCase());
  const compare = OPERATORS.get(operator.toLowerCase());
  if (!attribute || !compare) throw refused(filter);
  const folded = operand.toLowerCase();
  return (resource) => {
    const value = resource[attribute];
    if (typeof value !== "string" && typeof value !== "boolean") return false;
    return compare(String(value).toLowerCase(), folded);
  };
}

const refused = (filter: string) =>
  new ScimError(
    "invalidFilter",
    `Filter '${filter}' is not supported: expected <attribute> <operator> "<value>", joined by 'and' or 'or', with an ` +
      `attribute of ${ATTRIBUTES.join(", ")} and an operator of ${[...OPERATORS.keys()].join(", ")}.`,
  );
