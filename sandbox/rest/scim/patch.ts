import { Fields, isObject } from "../body";
import { type Draft, type Values, toEntitlements, toMembers } from "./draft";
import { ScimError } from "./protocol";

type Op = "add" | "replace" | "remove";

/** `members[value eq "42"]`: one entry of a list. */
const SELECTOR = /^(\w+)\[\s*value\s+eq\s+"([^"]*)"\s*\]$/i;

/**
 * Applies the operations of a PatchOp, in order, to a draft.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
export function applyPatch(draft: Draft, body: Fields): void {
  const operations = body.objects("Operations");
  if (!operations) throw new ScimError("invalidSyntax", "Missing required field: Operations");
  for (const operation of operations) {
    const op = operation.required("op").toLowerCase();
    if (op !== "add" && op !== "replace" && op !== "remove") {
      throw new ScimError("invalidSyntax", `Operation ${op} is not one of add, replace, remove.`);
    }
    applyOperation(draft, op, operation.string("path"), operation.raw("value"));
  }
}

function applyOperation(draft: Draft, op: Op, path: string | undefined, value: unknown): void {
  if (!path) {
    if (op === "remove" || !isObject(value)) {
      throw new ScimError("invalidPath", "An operation without path needs an object of attributes as its value.");
    }
    for (const [name, each] of Object.entries(value)) applyOperation(draft, op, name, each);
    return;
  }
  const [, selectedFrom, selected] = SELECTOR.exec(path) ?? [];
  const name = (selectedFrom ?? path).toLowerCase();
  const values = () => (selected === undefined ? valuesOf(value) : [selected]);
  if (name === "members") draft.members = changeList(op, draft.members, toMembers(values()), path);
  else if (name === "entitlements") {
    draft.entitlements = changeList(op, draft.entitlements, toEntitlements(values()), path);
  } else if (selected === undefined && op !== "remove") setScalar(draft, name, value, path);
  else throw noSuchAttribute(path);
}

/** `value` as the values of a list: entries with `value`, plain texts, or one such alone. */
function valuesOf(value: unknown): Values {
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? value : [value]).map((entry: unknown) => {
    if (typeof entry === "string") return entry;
    if (isObject(entry)) return new Fields(entry).string("value");
    throw new ScimError("invalidValue", 'Expected entries such as {"value": "…"}.');
  });
}

function changeList<T extends string>(op: Op, held: T[] | undefined, values: T[] | undefined, path: string): T[] {
  if (!held) throw noSuchAttribute(path);
  // Removing without a value removes all.
  if (op === "remove") return values ? held.filter((each) => !values.includes(each)) : [];
  if (!values) throw new ScimError("invalidValue", `Operation ${op} on ${path} needs a value.`);
  return op === "add" ? [...held, ...values] : values;
}

function setScalar(draft: Draft, name: string, value: unknown, path: string): void {
  const field = new Fields({ value });
  if (name === "displayname") draft.displayName = field.string("value");
  else if (name === "externalid") draft.externalId = field.string("value");
  else if (name === "active" && draft.active !== undefined) draft.active = field.boolean("value");
  else throw noSuchAttribute(path);
}

const noSuchAttribute = (path: string) =>
  new ScimError("invalidPath", `No such attribute with the name : ${path} in the current resource`);
