import { AttributeError } from "./diagnostics";
import type { Resource, Rule } from "./resource";
import { hasUnknown, isBlank, isPrimitive, isRecord, Unknown, type Primitive, type Value, type Values } from "./value";

type Validated = Pick<Resource, "oneOf" | "rules">;

/** Everything wrong with one configuration that the schema itself does not catch. */
export function validateConfig(type: Validated, config: Values): AttributeError[] {
  const problems: AttributeError[] = [];
  for (const [path, rule] of Object.entries(type.rules ?? {})) {
    for (const [where, value] of valuesAt(config, path.split("."))) problems.push(...check(rule, where, value, config));
  }
  return [...problems, ...checkOneOf(type, config)];
}

function checkOneOf({ oneOf }: Validated, config: Values): AttributeError[] {
  if (!oneOf) return [];
  const set = oneOf.names.filter((name) => isSet(config[name]));
  // What is not known yet may turn out to be null.
  const certain = set.filter((name) => !(config[name] instanceof Unknown));
  if (set.length > 0 && !(oneOf.exactly && certain.length > 1)) return [];
  const wish = oneOf.exactly ? "exactly one" : "at least one";
  const found = set.length === 0 ? "none is set" : `${certain.join(" and ")} are set`;
  return [new AttributeError(certain.slice(0, 1), `${wish} of ${oneOf.names.join(", ")} is needed; ${found}`)];
}

function check(rule: Rule, where: (string | number)[], value: Value, config: Values): AttributeError[] {
  if (!isSet(value) || hasUnknown(value)) return [];
  const wrong = isPrimitive(value) ? rule.check?.(value, config) : undefined;
  const others = (rule.conflictsWith ?? []).filter((name) => isSet(config[name]));
  return [
    ...(wrong === undefined ? [] : [new AttributeError(where, wrong)]),
    ...others.map((name) => new AttributeError(where, `${where.join(".")} conflicts with ${name}; set one of them`)),
  ];
}

/** An explicit false or 0 is a choice too. */
function isSet(value: Value | undefined): boolean {
  return value !== undefined && !isBlank(value);
}

/** The values at a path that may lead through nested blocks, each with its place. */
function valuesAt(values: Values, [name = "", ...rest]: string[]): [(string | number)[], Value][] {
  const value = values[name] ?? null;
  if (rest.length === 0) return [[[name], value]];
  if (!Array.isArray(value)) return [];
  return value.flatMap((item, index) =>
    isRecord(item)
      ? valuesAt(item, rest).map(([where, inner]): [(string | number)[], Value] => [[name, index, ...where], inner])
      : [],
  );
}

/** A {@link Rule.check} for a fixed list of texts. */
export function oneOfTexts(...allowed: string[]): (value: Primitive) => string | undefined {
  return (value) =>
    allowed.includes(String(value)) ? undefined : `expected one of ${allowed.join(", ")}, got ${JSON.stringify(value)}`;
}
