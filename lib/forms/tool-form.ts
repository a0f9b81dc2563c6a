import { SECOND_FORMS, type SecondForm, type SecondFormName } from "../../profiles";
import { formRows, templateValues, type FormRow, type TemplateValues } from "./fields";
import type { Connection } from "../terraform/connection";
import type { Subject } from "./subject";

/** One form of the tool with what goes into it. */
export interface ToolForm {
  /** `main`, or the name of the second form. */
  readonly key: "main" | SecondFormName;
  /** Menu path in the tool. */
  readonly path: readonly string[];
  readonly rows: readonly FormRow[];
}

/** A second connection of a tool: a schema of its own, or, with `of`, the one of another integration. */
export type SecondConnection = NonNullable<Connection["second_forms"]>[string];

/** A second form that the tool offers, and what this integration makes of it. */
export interface SecondFormUse {
  readonly key: SecondFormName;
  readonly form: SecondForm;
  /** Absent: it is left out. */
  readonly use?: SecondConnection;
}

/** The second forms of the tool, used or not. */
export function secondFormsOf({ profile, connection }: Subject): SecondFormUse[] {
  return SECOND_FORMS.flatMap((key) => {
    const form = profile.secondForms?.[key];
    return form ? [{ key, form, use: connection.second_forms?.[key] }] : [];
  });
}

/** What the templates of a second form say: catalog and schema are its own; where it is linked, so is the integration. */
export function secondValues({ connection }: Subject, use: SecondConnection): TemplateValues {
  const values = templateValues(connection);
  return "of" in use ? { ...values, integration: use.of } : { ...values, catalog: use.catalog, schema: use.schema };
}

/** The forms to fill in: the main one, then the second ones with a schema of this integration. */
export function formsOf(subject: Subject): ToolForm[] {
  const { profile, connection } = subject;
  const main = formRows(profile.form.fields, templateValues(connection), subject);
  const others = secondFormsOf(subject).flatMap(({ key, form: { form }, use }): ToolForm[] =>
    use === undefined || "of" in use
      ? []
      : [{ key, path: form.path, rows: formRows(form.fields, secondValues(subject, use), subject) }],
  );
  return [{ key: "main", path: profile.form.path, rows: main }, ...others];
}

/** Says of each second form that is not filled in here why that is so. */
export function secondFormNotes(subject: Subject): string[] {
  return secondFormsOf(subject).flatMap(({ key, form: { name, without }, use }) => {
    if (use === undefined) {
      return [`${name}: left out. Without it ${without}. To add it, write ${key}: under the integration and deploy.`];
    }
    return "of" in use ? [`${name}: the one of ${use.of} is used; link it as the steps say.`] : [];
  });
}
