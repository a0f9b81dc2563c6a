import type { SecondFormName } from "../../profiles";
import type { Connection } from "../terraform/connection";
import type { FieldChange } from "./handoff/record";
import { connectRequest, type ConnectRequest, type WorkspaceFacts } from "./partner-connect";
import { stepGroups, type StepGroup } from "./steps";
import type { Subject } from "./subject";
import { formsOf } from "./tool-form";

/** The connection details of one integration for programs. There is no secret in them. */
export interface DetailsDocument {
  readonly integration: string;
  readonly tool: string;
  /** As the stack put it out. */
  readonly connection: Connection;
  readonly forms: readonly {
    readonly form: "main" | SecondFormName;
    readonly path: readonly string[];
    readonly fields: readonly {
      readonly label: string;
      /** Null for the secret. */
      readonly value: string | null;
      readonly secret: boolean;
      readonly optional: boolean;
      readonly hint?: string;
    }[];
  }[];
  readonly steps: readonly StepGroup[];
  /** Fields that differ from the last hand-off. */
  readonly form_changed: readonly FieldChange[];
  readonly warnings: readonly string[];
  readonly partner_connect: ConnectRequest;
}

export interface DocumentOptions {
  readonly changes: readonly FieldChange[];
  readonly warnings: readonly string[];
  readonly workspace: WorkspaceFacts;
}

export function detailsDocument(subject: Subject, { changes, warnings, workspace }: DocumentOptions): DetailsDocument {
  const { connection } = subject;
  return {
    integration: connection.integration,
    tool: connection.tool,
    connection,
    forms: formsOf(subject).map(({ key, path, rows }) => ({
      form: key,
      path,
      fields: rows.map(({ label, value, optional, hint }) =>
        typeof value === "string"
          ? { label, value, secret: false, optional, hint }
          : { label, value: null, secret: true, optional, hint },
      ),
    })),
    steps: stepGroups(subject),
    form_changed: changes,
    warnings,
    partner_connect: connectRequest(subject, workspace),
  };
}
