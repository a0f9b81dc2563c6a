import type { Snippet } from "../../lib/config/snippet";

/**
 * A fix for `onramp.yaml`: what to do, where, and the lines to paste. All lines belong under one entry.
 *
 * @param remarks what each line is for, as a comment behind it
 */
export function lines(what: string, first: Snippet, ...rest: readonly Snippet[]): string {
  return [`${what} write under ${first.under}`, ...[first, ...rest].map(({ line }) => line)].join("\n");
}

/** As {@link lines}, of which one is to be chosen. */
export function oneOfLines(what: string, choices: readonly (readonly [line: Snippet, remark: string])[]): string {
  const [first] = choices;
  return [
    `${what} write one of these under ${first?.[0].under ?? ""}`,
    ...choices.map(([{ line }, remark]) => `${line}   # ${remark}`),
  ].join("\n");
}
