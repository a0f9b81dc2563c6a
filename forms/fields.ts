import type { Profile } from "../profiles";
import type { Connection } from "../workspace/connection";
import { Secret } from "../workspace/secret";

/** One field of the tool's form with what goes into it. */
export interface FormRow {
  readonly label: string;
  /** A {@link Secret} where it must not be seen. */
  readonly value: string | Secret;
  readonly optional: boolean;
  readonly hint?: string;
}

/** Values that templates of a profile may name, the secret apart. */
export function templateValues(connection: Connection): Readonly<Record<string, string>> {
  return {
    integration: connection.integration,
    host: connection.host,
    port: String(connection.port),
    http_path: connection.http_path,
    warehouse_id: connection.warehouse_id,
    catalog: connection.catalog ?? "",
    schema: connection.schema ?? "",
    client_id: connection.credential.kind === "oauth" ? connection.principal.application_id : "",
  };
}

/** @throws Error for a name that no template may use: a mistake in the profile */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(`unknown {${name}} in "${template}"; known: ${Object.keys(values).join(", ")}`);
    return value;
  });
}

/**
 * The rows of the tool's form, in its order and words. A row whose value this connection does not have is left out:
 * the client id with a token, the catalog and schema of a tool without.
 */
export function formRows(profile: Profile, connection: Connection, secret: Secret): FormRow[] {
  const values = templateValues(connection);
  return profile.form.fields.flatMap(({ label, value: template, optional = false, hint }) => {
    // The secret stays a Secret also where the tool wants something before or after it.
    const value = template.includes("{secret}")
      ? new Secret(fillTemplate(template, { ...values, secret: secret.reveal() }))
      : fillTemplate(template, values);
    return value === "" ? [] : [{ label, value, optional, hint }];
  });
}
