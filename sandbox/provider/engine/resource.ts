import type { Client } from "../client";
import type { Primitive, Value, Values } from "./value";

/** What the names, types and flags of the schema cannot say about one attribute. */
export interface Rule {
  /** A change makes a new object; a function decides by the change. */
  forceNew?: boolean | ((prior: Value, planned: Value) => boolean);
  /** Stands in for an attribute that is not configured. */
  default?: boolean | number | string;
  /**
   * Two spellings of one value: no plan changes one to the other, and a set keeps the one in the state. Called with two
   * values that are set.
   */
  same?: (state: Value, other: Value) => boolean;
  /**
   * Not configured means "as the service has it", not "empty". With `elements` that holds for the number of a block's
   * elements only: what is in them is taken away.
   */
  keep?: true | "elements";
  /** What is wrong with a configured value, if anything. */
  check?: (value: Primitive, config: Values) => string | undefined;
  conflictsWith?: readonly string[];
}

/** Rules by attribute or block name; an attribute of a nested block is `block.attribute`. */
export type Rules = Readonly<Record<string, Rule>>;

/** What a handler may use. */
export interface Context {
  client: Client;
  /**
   * Create calls this as soon as the object exists with an id: when a later step fails, Terraform then keeps it as
   * tainted instead of losing it.
   */
  created: (values: Values) => void;
  /** Waits; false, at once, when Terraform was told to stop. A write is never cut short by that. */
  pause: (milliseconds: number) => Promise<boolean>;
}

/** The service's answer in the names of the schema; names that are absent or undefined leave the state as it is. */
export type Answer = Record<string, unknown>;

/**
 * One resource type. Handlers get attributes without unknowns (they are null) and throw `ApiError` as it comes;
 * everything about Terraform's protocol is done around them.
 */
export interface Resource {
  rules?: Rules;
  /** Of these attributes exactly one, or at least one, is configured. */
  oneOf?: { names: readonly string[]; exactly: boolean };
  /**
   * The attributes {@link Resource.read} returns are taken literally. Without it the rules of the provider's SDK hold:
   * an empty answer does not clear an optional attribute, and one that is not set takes a value only at creation or
   * import.
   */
  readsLiterally?: boolean;
  /** Create returns everything, so that no read follows it. */
  createReturnsAll?: boolean;
  create(context: Context, planned: Values): Promise<Values>;
  /** Undefined, or an error that means "not found", when the object is gone. */
  read(context: Context, state: Values): Promise<Answer | undefined>;
  /** Absent: every change makes a new object. May return a new id. */
  update?(context: Context, planned: Values, prior: Values): Promise<Values | void>;
  /** "Not found" is fine. */
  delete(context: Context, state: Values): Promise<void>;
}

/** One data source: the answer to a configuration. */
export interface DataSource {
  /** Of these attributes exactly one is configured. */
  oneOf?: Resource["oneOf"];
  /** Failures are told as the real provider's generic data sources do: `cannot read x: cannot read data x: …`. */
  generic?: boolean;
  read(client: Client, config: Values): Promise<Answer>;
}
