import { isDeepStrictEqual } from "node:util";
import type { Resource, Rule, Rules } from "./resource";
import type { Attribute, AttributeType, Block, NestedBlock } from "./schema";
import {
  alike,
  alikeSets,
  blocks,
  hasUnknown,
  isBlank,
  isZero,
  Unknown,
  UNKNOWN,
  type Value,
  type Values,
} from "./value";

/** What Terraform shows before it asks "do you want to perform these actions?". */
export interface Plan {
  planned: Values;
  /** Attributes whose change makes a new object. */
  replace: string[];
}

/**
 * Plans one object the way the provider's SDK does in the legacy type system: defaults fill in, computed attributes are
 * unknown at creation and keep their value afterwards, and a plan that does no more than write zeros where nothing was
 * set is none.
 */
export function planChange(block: Block, resource: Resource, prior: Values | undefined, config: Values): Plan {
  const rules = resource.rules ?? {};
  const planned = planBlock(block, rules, "", prior, config);
  if (prior === undefined) return { planned, replace: [] };
  const changed = Object.keys(planned).filter((name) => !isDeepStrictEqual(planned[name], prior[name]));
  // Time limits are the provider's own business: alone they change nothing.
  const changes = changed.some((name) => name !== "timeouts" && !alike(planned[name] ?? null, prior[name] ?? null));
  if (!changes) return { planned: prior, replace: [] };
  const replace = changed.filter((name) => {
    const forceNew = rules[name]?.forceNew ?? !resource.update;
    return typeof forceNew === "function" ? forceNew(prior[name] ?? null, planned[name] ?? null) : forceNew;
  });
  return { planned, replace };
}

function planBlock(block: Block, rules: Rules, path: string, prior: Values | undefined, config: Values): Values {
  const planned: Values = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    planned[name] = planAttribute(attribute, rules[path + name] ?? {}, prior?.[name], config[name] ?? null);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    planned[name] = planNested(nested, rules, path + name, prior?.[name], config[name] ?? null);
  }
  return planned;
}

function planAttribute(attribute: Attribute, rule: Rule, prior: Value | undefined, config: Value): Value {
  const wanted = config ?? rule.default ?? null;
  if (prior === undefined) return wanted === null && attribute.computed ? UNKNOWN : wanted;
  if (wanted === null && attribute.computed) return prior;
  if (rule.keep && isZero(wanted)) return prior;
  // Shown beside other changes, e.g. a default that an imported object does not have yet.
  if (prior === null && (wanted === false || wanted === 0)) return wanted;
  if (sameValue(attribute.type, rule, prior, wanted)) return prior;
  return wanted === null && attribute.type[0] === "map" ? {} : wanted;
}

function planNested(nested: NestedBlock, rules: Rules, path: string, prior: Value | undefined, config: Value): Value {
  if (!Array.isArray(config)) return config;
  const before = Array.isArray(prior) ? (prior as Values[]) : [];
  const keep = config.every(isEmptyBlock) ? rules[path]?.keep : undefined;
  if (keep && before.length > 0) {
    return keep === true ? before : before.map((item) => emptied(nested.block, rules, `${path}.`, item));
  }
  const planned = config.map((item, index) => {
    if (item instanceof Unknown) return item;
    const element = item as Values;
    const old = nested.nesting_mode === "set" ? before.find((other) => alike(other, element)) : before[index];
    return planBlock(nested.block, rules, `${path}.`, old, element);
  });
  return nested.nesting_mode === "set" && !hasUnknown(planned) && alikeSets(planned, before) ? before : planned;
}

/** A block that stays although it is no longer configured, without what was in it. */
function emptied(block: Block, rules: Rules, path: string, item: Values): Values {
  const planned = planBlock(block, rules, path, item, {});
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    planned[name] = blocks(item, name).map((inner) => emptied(nested.block, rules, `${path}${name}.`, inner));
  }
  return planned;
}

/** A block without anything in it says no more than no block. */
function isEmptyBlock(item: Value): boolean {
  return !(item instanceof Unknown) && Object.values(item as Values).every(isBlank);
}

/** Whether the state's value already says what another one says. */
export function sameValue(type: AttributeType, rule: Rule, state: Value, other: Value): boolean {
  if (hasUnknown(other)) return false;
  if (isDeepStrictEqual(state, other) || (isZero(state) && isZero(other))) return true;
  if (isBlank(state) || isBlank(other)) return false;
  if (type[0] === "set" && alikeSets(state as Value[], other as Value[])) return true;
  return rule.same?.(state, other) ?? false;
}
