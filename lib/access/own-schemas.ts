import { SECOND_FORMS, type OwnPrivileges, type Profile, type SecondFormName } from "../../profiles";
import type { Connection } from "../terraform/connection";

/** A schema of the tool's own. */
export interface OwnSchema {
  readonly catalog: string;
  readonly schema: string;
  /** Of the second form that it belongs to; absent for the tool's main schema. */
  readonly form?: SecondFormName;
}

/**
 * Where the tool writes: its main schema, then those of second forms. A second form that is another integration's is
 * that one's to check.
 */
export function ownSchemas({ catalog, schema, second_forms = {} }: Connection): OwnSchema[] {
  const second = SECOND_FORMS.flatMap((form) => {
    const use = second_forms[form];
    return use && "schema" in use ? [{ form, ...use }] : [];
  });
  return [...(catalog && schema ? [{ catalog, schema }] : []), ...second];
}

/** What the profile asks for where an own schema is. */
export function privilegesOf(profile: Profile, { form }: OwnSchema): OwnPrivileges {
  return form ? (profile.secondForms?.[form]?.privileges ?? { catalog: [], schema: [] }) : profile.privileges;
}
