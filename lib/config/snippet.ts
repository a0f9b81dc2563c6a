import { stringify } from "yaml";

/** A line of `onramp.yaml`, ready to paste. */
export interface Snippet {
  /** The entry that it belongs under, e.g. `integrations.clevertap`. */
  readonly under: string;
  /** e.g. `catalog: { name: c, existing: true }`. */
  readonly line: string;
}

/**
 * The line that gives a value to a field.
 *
 * @param path of the field, e.g. `integrations.clevertap.catalog`
 */
export function snippet(path: string, value: unknown): Snippet {
  const at = path.lastIndexOf(".");
  const text = stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
  return { under: path.slice(0, at), line: `${path.slice(at + 1)}: ${text}` };
}
