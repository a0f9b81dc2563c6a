import { listed } from "../../lib/config/nearest";
import type { Draft } from "./draft";
import type { Choice, Pose, Refusal } from "./question";

/** The question again, with the choices that are left. */
export interface Narrowed {
  readonly left: readonly Choice[];
}

/** What somebody typed, as an answer to a question. */
export function pick(pose: Pose, typed: string): Draft | Refusal | Narrowed {
  const text = typed.trim();
  const { choices = [], proposal, search, read } = pose;
  if (text === "") return proposal?.take ?? { refused: "an answer is needed" };
  if (/^\d+$/.test(text) && choices.length > 0) {
    const choice = choices[Number(text) - 1];
    if (choice) return choice.take;
    if (!read) return { refused: `the numbers are 1 to ${choices.length}` };
  }
  const wanted = text.toLowerCase();
  const named = choices.filter(({ names }) => names.some((name) => name.toLowerCase() === wanted));
  if (named.length === 1) return named[0]!.take;
  if (named.length > 1) return { refused: `several go by ${text}: choose one by its number` };
  if (search) {
    const left =
      fitting(choices, (name) => name.startsWith(wanted)) ?? fitting(choices, (name) => name.includes(wanted));
    if (left?.length === 1) return left[0]!.take;
    if (left) return { left };
  }
  return read?.(text) ?? { refused: `it is one of ${listed(choices.map(({ names }) => names[0] ?? ""))}` };
}

function fitting(choices: readonly Choice[], fits: (name: string) => boolean): readonly Choice[] | undefined {
  const found = choices.filter(({ names }) => names.some((name) => fits(name.toLowerCase())));
  return found.length > 0 ? found : undefined;
}
