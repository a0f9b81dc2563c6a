import { styleText } from "node:util";
import type { Profile } from "../../../profiles";
import { padEnd, widest } from "../../report/columns";
import { day } from "../dates";
import type { FieldChange } from "./record";

export interface RenderChangesOptions {
  readonly profile: Profile;
  /** ISO time of the last hand-off. */
  readonly since: string;
  readonly changes: readonly FieldChange[];
  /** Terminal colours. @defaultValue false: plain text */
  readonly color?: boolean;
}

/** Says which fields of the tool's forms have to be changed; empty when none has to be. */
export function renderChanges({ profile, since, changes, color = false }: RenderChangesOptions): string {
  if (changes.length === 0) return "";
  const title = `FORM CHANGED  since ${day(since)}: change in ${profile.name}`;
  const labels = changes.map((change) => fieldName(change, profile));
  const width = widest(labels);
  const lines = changes.map((change, at) => `  ${padEnd(labels[at]!, width)}  ${changeText(change)}`);
  return [color ? styleText("yellow", title, { validateStream: false }) : title, ...lines].join("\n") + "\n";
}

/** The tool's name of a field, after that of its form where it is not in the main one. */
export function fieldName({ form, label }: Pick<FieldChange, "form" | "label">, profile: Profile): string {
  const second = Object.entries(profile.secondForms ?? {}).find(([key]) => key === form)?.[1];
  return second ? `${second.name}: ${label}` : label;
}

/** e.g. `fingerprint 3f2a91c0 → 77b0d4e1`. */
export function changeText({ secret, from, to }: FieldChange): string {
  if (to === undefined) return "no longer needed";
  const value = secret
    ? `fingerprint ${from === undefined ? to : `${from} → ${to}`}`
    : [from, to].filter((part) => part !== undefined).join(" → ");
  return from === undefined ? `new: ${value}` : value;
}
