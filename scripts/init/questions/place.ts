import { foldName } from "../../../lib/config/names";
import { didYouMean } from "../../../lib/config/nearest";
import type { Named } from "../draft";

/** Reads the name of a thing: `existing NAME`, `new NAME`, or a name alone, which is new unless it is known. */
export function namedBy(text: string, known: ReadonlySet<string>): Named {
  const [, word, rest] = /^(existing|new)\s+(.+)$/i.exec(text) ?? [];
  const name = foldName(rest ?? text);
  return { name, existing: word ? word.toLowerCase() === "existing" : known.has(name) };
}

/**
 * What is wrong with a name as the workspace is.
 *
 * @param known the names that are there; undefined: not known
 */
export function nameIsWrong(
  kind: string,
  { name, existing }: Named,
  known: ReadonlySet<string> | undefined,
): string | undefined {
  if (known === undefined || known.has(name) === existing) return undefined;
  if (!existing) return `the ${kind} ${name} is there already: choose another name, or use it as an existing one`;
  return `there is no ${kind} ${name} that you can see; ${didYouMean(name, known, `choose a new one, or ask its owner for BROWSE`)}`;
}

/** Where no list could be had. */
export const UNSEEN = "What is there could not be listed: type existing NAME for one that is there.";
