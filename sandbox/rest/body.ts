import { ServiceError, invalid } from "../state/errors";
import type { RestContext } from "./context";

const malformed = (message: string) => new ServiceError("MALFORMED_REQUEST", message);

/** The JSON object in a request's body; an empty body is an empty object. */
export async function readBody(c: RestContext): Promise<Fields> {
  const text = await c.req.text();
  if (text.trim() === "") return new Fields({});
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed("Invalid JSON given in the body of the request - failed to parse given JSON");
  }
  if (!isObject(value)) throw malformed("Invalid JSON given in the body of the request - expected a map");
  return new Fields(value);
}

/**
 * Typed look at the fields of a JSON object. A field that is absent or null is undefined; one of another type is
 * refused as the service refuses it.
 */
export class Fields {
  readonly #values: Record<string, unknown>;

  constructor(values: Record<string, unknown>) {
    this.#values = values;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null;
  }

  string(name: string): string | undefined {
    return this.#read(name, "String", (value) => (typeof value === "string" ? value : undefined));
  }

  /** A string that must be there and not be empty. */
  required(name: string): string {
    const value = this.string(name);
    if (!value) throw invalid(`Missing required field: ${name}`);
    return value;
  }

  /** Whole numbers, also as text, which is how JSON carries 64 bits elsewhere. */
  integer(name: string): number | undefined {
    return this.#read(name, "Int64", (value) => {
      const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
      return Number.isSafeInteger(number) ? (number as number) : undefined;
    });
  }

  boolean(name: string): boolean | undefined {
    return this.#read(name, "Boolean", (value) => (typeof value === "boolean" ? value : undefined));
  }

  stringMap(name: string): Record<string, string> | undefined {
    return this.#read(name, "Map<String, String>", (value) =>
      isObject(value) && Object.values(value).every((each) => typeof each === "string")
        ? (value as Record<string, string>)
        : undefined,
    );
  }

  strings(name: string): string[] | undefined {
    return this.#read(name, "Array of String", (value) =>
      Array.isArray(value) && value.every((each) => typeof each === "string") ? value : undefined,
    );
  }

  integers(name: string): number[] | undefined {
    return this.#read(name, "Array of Int64", (value) =>
      Array.isArray(value) && value.every((each) => Number.isSafeInteger(each)) ? (value as number[]) : undefined,
    );
  }

  object(name: string): Fields | undefined {
    return this.#read(name, "Object", (value) => (isObject(value) ? new Fields(value) : undefined));
  }

  objects(name: string): Fields[] | undefined {
    return this.#read(name, "Array of Object", (value) =>
      Array.isArray(value) && value.every(isObject) ? value.map((each) => new Fields(each)) : undefined,
    );
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.string(name);
    if (value !== undefined && !(allowed as readonly string[]).includes(value)) {
      throw invalid(`Invalid value '${value}' for field '${name}'; expected one of ${allowed.join(", ")}.`);
    }
    return value as T | undefined;
  }

  /** Says that this workspace does not emulate what a field asks for, rather than to ignore it. */
  notEmulated(...names: string[]): void {
    for (const name of names) {
      if (this.has(name)) throw new ServiceError("NOT_IMPLEMENTED", `The sandbox does not emulate field '${name}'.`);
    }
  }

  /** All fields of an object that has nothing but strings. */
  texts(): Record<string, string> {
    return Object.fromEntries(Object.keys(this.#values).map((name) => [name, this.string(name) ?? ""]));
  }

  /** The value as it came. */
  raw(name: string): unknown {
    return this.#values[name];
  }

  #read<T>(name: string, type: string, read: (value: unknown) => T | undefined): T | undefined {
    if (!this.has(name)) return undefined;
    const value = read(this.#values[name]);
    if (value === undefined) {
      throw malformed(`Could not parse request object: expected ${type} value for field '${name}'.`);
    }
    return value;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
