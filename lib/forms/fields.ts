import type { FormField, TemplateName } from "../../profiles";
import type { Connection } from "../terraform/connection";
import { Secret } from "../databricks/secret";
import type { Subject } from "./subject";

/** One field of the tool's form with what goes into it. */
export interface FormRow {
  readonly label: string;
  /** A {@link Secret} where it must not be seen; absent for a secret that was made elsewhere. */
  readonly value?: string | Secret;
  readonly optional: boolean;
  readonly hint?: string;
}

/** Values that templates of a profile may name, the secret apart. */
export type TemplateValues = Readonly<Record<Exclude<TemplateName, "secret">, string>>;

/** What templates say about a connection; empty where it has none. */
export function templateValues(connection: Connection): TemplateValues {
  const { host, port, http_path, read, credential } = connection;
  const [readCatalog = "", readSchema = ""] = (read[0] ?? "").split(".");
  const address = port === 443 ? host : `${host}:${port}`;
  return {
    integration: connection.integration,
    host,
    port: String(port),
    address,
    workspace_url: `https://${address}`,
    http_path,
    warehouse_id: connection.warehouse_id ?? "",
    jdbc_url: `jdbc:databricks://${host}:${port};transportMode=http;ssl=1;httpPath=${http_path}`,
    catalog: connection.catalog ?? "",
    schema: connection.schema ?? "",
    read_catalog: readCatalog,
    read_schema: readSchema,
    client_id: credential.kind === "oauth" ? connection.principal.application_id : "",
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
 * The rows of a form, in the tool's order and words. A row whose value this connection does not have is left out: the
 * client id with a token, the catalog and schema of a tool without.
 */
export function formRows(
  fields: readonly FormField[],
  values: TemplateValues,
  { connection, secret }: Pick<Subject, "connection" | "secret">,
): FormRow[] {
  const fits = ({ only }: FormField) => only === undefined || only === connection.credential.kind;
  return fields.filter(fits).flatMap(({ label, value: template, optional = false, hint }): FormRow[] => {
    if (template.includes("{secret}")) {
      // The secret stays a Secret also where the tool wants something before or after it.
      const value = secret && new Secret(fillTemplate(template, { ...values, secret: secret.reveal() }));
      return [{ label, value, optional, hint }];
    }
    const value = fillTemplate(template, values);
    return value === "" ? [] : [{ label, value, optional, hint }];
  });
}
