import type { CredentialKind } from "../../lib/databricks/credential";
import type { Privilege } from "../../lib/databricks/privilege";
import type { ProbeId } from "./probe";
import type { Steps } from "./steps";

/** One field of the tool's form, in the tool's words. */
export interface FormField {
  readonly label: string;
  /** A template, see `TEMPLATE_VALUES`; text without placeholders is typed as it is. */
  readonly value: string;
  readonly optional?: boolean;
  /** What the vendor's page says about the field, in our words. */
  readonly hint?: string;
  /** The field is only there with this kind of credential. @defaultValue - with every kind */
  readonly only?: CredentialKind;
}

export interface Form {
  /** Menu path in the tool, e.g. Settings › Partners › Databricks › Add Database. */
  readonly path: readonly string[];
  /** In the order of the form. */
  readonly fields: readonly FormField[];
}

/** Names of second forms, each a field of an integration in `onramp.yaml`. */
export const SECOND_FORMS = ["enrichment"] as const;
export type SecondFormName = (typeof SECOND_FORMS)[number];

/**
 * Another connection that the tool can use beside its main one, with the same principal and credential and a schema of
 * its own. In its templates `{catalog}` and `{schema}` are that schema.
 */
export interface SecondForm {
  /** The tool's name for it. */
  readonly name: string;
  /** What it is for. */
  readonly summary: string;
  /** What the tool does not do without it. */
  readonly without: string;
  readonly form: Form;
  readonly steps: Steps;
  /** What a person does in place of {@link steps} where the integration uses the one of another. */
  readonly linking: readonly string[];
  /** Of the schema that this form is about; see `ProfilePrivileges`. */
  readonly privileges: {
    readonly catalog: readonly Privilege[];
    readonly schema: readonly Privilege[];
    readonly schemaFrom11?: readonly Privilege[];
  };
  /** Tried in that schema. */
  readonly probes: readonly ProbeId[];
}
