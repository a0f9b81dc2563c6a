import { styleText } from "node:util";
import { mark } from "../../profiles";
import type { Secret } from "../databricks/secret";
import { padEnd, widest, wrap } from "../report/columns";
import type { Subject } from "./subject";
import { formsOf, secondFormNotes, type ToolForm } from "./tool-form";

export interface FormOptions extends Subject {
  /** From the check; shown beside the secret. @defaultValue - the lifetime it was issued with is not repeated */
  readonly daysLeft?: number;
  /** Shows the secret itself instead of dots and its last characters. @defaultValue false */
  readonly showSecret?: boolean;
  /** How to take the secret, shown beside the dots. @defaultValue "--secret-file to take it", or "your own" */
  readonly secretHint?: string;
  /** Terminal colours. @defaultValue false: plain text */
  readonly color?: boolean;
  /** Columns to keep within, as far as the values allow. @defaultValue 100 */
  readonly width?: number;
}

type Style = (format: "bold" | "dim", text: string) => string;

/** The tool's forms as people see them on a terminal: where each is, and its fields with the values to type. */
export function renderForm(options: FormOptions): string {
  const { color = false, width = 100 } = options;
  const style: Style = (format, text) => (color ? styleText(format, text, { validateStream: false }) : text);
  const forms = formsOf(options).map((form) => renderOne(form, options, style, width));
  const notes = secondFormNotes(options).map((note) => wrap(note, width).join("\n") + "\n");
  return [...forms, ...notes].join("\n");
}

function renderOne({ path, rows }: ToolForm, options: FormOptions, style: Style, columns: number): string {
  const { profile } = options;
  const width = Math.max(
    widest(rows.map(({ label }) => label)) + 1,
    widest(rows.filter(({ optional }) => optional).map(({ label }) => label)) + 2 + "optional".length,
  );
  const lines = rows.map(({ label, value, optional }) => {
    const name = optional ? padEnd(label, width - "optional".length) + style("dim", "optional") : padEnd(label, width);
    if (typeof value === "string") return `  ${name}  ${value}`;
    const { text, note } = shown(value, options);
    const fits = width + 4 + text.length + 3 + note.length <= columns;
    const gap = fits ? "   " : `\n${" ".repeat(width + 4)}`;
    return `  ${name}  ${text}${note === "" ? "" : (text === "" ? "" : gap) + style("dim", note)}`;
  });
  const [first = "", ...rest] = wrap(`${profile.name}  ›  ${path.join(" › ")}${mark(profile, "form")}`, columns);
  const title = [first.replace(profile.name, (name) => style("bold", name)), ...rest.map((line) => `  ${line}`)];
  return [...title, ...lines].join("\n") + "\n";
}

/** What stands for a secret, and a note on it. */
function shown(
  value: Secret | undefined,
  { connection, daysLeft, showSecret = false, secretHint }: FormOptions,
): { readonly text: string; readonly note: string } {
  const hint = secretHint ?? (connection.credential.external ? "your own" : "--secret-file to take it");
  if (value === undefined) return { text: "", note: "made elsewhere: your own" };
  const notes = [
    ...(daysLeft === undefined ? [] : [`${daysLeft} ${daysLeft === 1 ? "day" : "days"} left`]),
    ...(showSecret || !hint ? [] : [hint]),
  ];
  const text = showSecret ? value.reveal() : value.masked();
  return { text, note: notes.length > 0 ? `(${notes.join("; ")})` : "" };
}
