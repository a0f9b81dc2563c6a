import { styleText } from "node:util";
import type { Profile } from "../profiles";
import type { Connection } from "../workspace/connection";
import { Secret } from "../workspace/secret";
import { padEnd, widest } from "./columns";
import { formRows } from "./fields";

export interface FormOptions {
  readonly profile: Profile;
  readonly connection: Connection;
  readonly secret: Secret;
  /** From the check; shown beside the secret. @defaultValue - the lifetime it was issued with is not repeated */
  readonly daysLeft?: number;
  /** Shows the secret itself instead of dots and its last characters. @defaultValue false */
  readonly showSecret?: boolean;
  /** How to take the secret, shown beside the dots. @defaultValue "--secret-file to take it" */
  readonly secretHint?: string;
  /** Terminal colours. @defaultValue false: plain text */
  readonly color?: boolean;
}

/** The tool's form as people see it on a terminal: where it is, and each field with the value to type. */
export function renderForm(options: FormOptions): string {
  const { profile, connection, secret, color = false } = options;
  const style = (format: "bold" | "dim", text: string) =>
    color ? styleText(format, text, { validateStream: false }) : text;
  const rows = formRows(profile, connection, secret);
  const width = Math.max(
    widest(rows.map(({ label }) => label)) + 1,
    widest(rows.filter(({ optional }) => optional).map(({ label }) => label)) + 2 + "optional".length,
  );
  const lines = rows.map(({ label, value, optional }) => {
    const name = optional ? padEnd(label, width - "optional".length) + style("dim", "optional") : padEnd(label, width);
    return `  ${name}  ${value instanceof Secret ? shown(value, options, style) : value}`;
  });
  const title = `${style("bold", profile.name)}  ›  ${profile.form.path.join(" › ")}`;
  return [title, ...lines].join("\n") + "\n";
}

function shown(
  value: Secret,
  { daysLeft, showSecret = false, secretHint = "--secret-file to take it" }: FormOptions,
  style: (format: "dim", text: string) => string,
): string {
  const notes = [
    ...(daysLeft === undefined ? [] : [`${daysLeft} ${daysLeft === 1 ? "day" : "days"} left`]),
    ...(showSecret || !secretHint ? [] : [secretHint]),
  ];
  const text = showSecret ? value.reveal() : value.masked();
  return notes.length > 0 ? `${text}   ${style("dim", `(${notes.join("; ")})`)}` : text;
}
