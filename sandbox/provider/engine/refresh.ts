import { sameValue } from "./plan";
import type { Answer, Resource, Rule } from "./resource";
import type { Attribute, Block } from "./schema";
import { isBlank, isZero, known, type Value, type Values } from "./value";
import { answeredNested, answeredValue } from "./zeros";

/**
 * The state after a look at the service.
 *
 * Unless the resource reads literally, this follows the provider's SDK, so that states are interchangeable with it: an
 * empty answer leaves an optional attribute alone, and an attribute that is not set takes the service's value only when
 * the object is new (just created, or being imported).
 */
export function refreshState(block: Block, resource: Resource, state: Values, answer: Answer, isNew: boolean): Values {
  const fresh: Values = {};
  const rules = resource.rules ?? {};
  const filtered = !resource.readsLiterally;
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const current = known(state[name] ?? null);
    // The id is Terraform's handle on the object; what a service calls "id" may be something else.
    const told = name === "id" ? undefined : answer[name];
    const value = told === undefined ? current : answeredValue(attribute.type, told);
    fresh[name] = accepts(attribute, rules[name] ?? {}, current, value, isNew, filtered) ? value : current;
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const current = known(state[name] ?? null);
    const value = answer[name] === undefined ? current : answeredNested(nested, answer[name]);
    fresh[name] = !isBlank(value) && (isNew || !isBlank(current)) ? value : current;
  }
  return fresh;
}

function accepts(
  attribute: Attribute,
  rule: Rule,
  current: Value,
  value: Value,
  isNew: boolean,
  filtered: boolean,
): boolean {
  if (filtered && attribute.optional && isBlank(value)) return false;
  if (filtered && !isNew && !attribute.computed && isZero(current)) return false;
  // The elements of a set keep the state's spelling; a name takes the service's.
  return attribute.type[0] !== "set" || isZero(value) || !sameValue(attribute.type, rule, current, value);
}
