import { stringify } from "yaml";
import type { IntegrationConfig } from "./resolved";

/** A line of `onramp.yaml`, ready to paste. */
export interface Snippet {
  /** The entry that it belongs under, e.g. `integrations.clevertap`. */
  readonly under: string;
  /** e.g. `catalog: { existing: c }`. */
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

/** The line for an integration's principal, with some of it changed. */
export function principalSnippet(
  { name, principal }: IntegrationConfig,
  change: { readonly import?: string; readonly groups?: readonly string[] },
): Snippet {
  const written = {
    ...("existing" in principal ? { existing: principal.existing } : { import: principal.import }),
    ...(principal.groups.length > 0 && { groups: principal.groups }),
  };
  return snippet(`integrations.${name}.principal`, { ...written, ...change });
}
