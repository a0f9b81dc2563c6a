/** What a person does in the tool, in order. Templates as in form fields, without `{secret}`. */
export interface Steps {
  /** Before the form is opened. */
  readonly before: readonly string[];
  /** Opening the form and filling it in. */
  readonly form: readonly string[];
  /** The tool's own connection test. */
  readonly test?: readonly string[];
  readonly save?: readonly string[];
  /** What the tool needs to be of use. */
  readonly after: readonly string[];
}

/** All steps, in the order in which they are done. */
export function inOrder({ before, form, test = [], save = [], after }: Steps): string[] {
  return [...before, ...form, ...test, ...save, ...after];
}

/** For a tool of which only the form is known. */
export function formOnly(name: string): Steps {
  return { before: [], form: [`Enter these values in ${name}'s Databricks connection form.`], after: [] };
}

/** What the tool shows when something is wrong, and the way out. */
export interface Trouble {
  readonly shows: string;
  readonly cause: string;
  readonly fix: string;
}
