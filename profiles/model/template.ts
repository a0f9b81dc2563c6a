/**
 * The placeholders of form fields and steps, with what stands there before there is a connection. How the tool wants a
 * value spelled is said by choosing among them: a bare host or a URL, an HTTP path or a warehouse id.
 */
export const TEMPLATE_VALUES = {
  integration: "the integration's key",
  host: "host name, no protocol",
  port: "port",
  address: "host name, with :port unless that is 443",
  workspace_url: "https://host",
  http_path: "HTTP path",
  warehouse_id: "warehouse id",
  jdbc_url: "JDBC URL without the credential",
  catalog: "catalog",
  schema: "schema",
  read_catalog: "catalog of the first read entry",
  read_schema: "schema of the first read entry",
  client_id: "application id of the service principal",
  secret: "token or client secret",
} as const;

/** Name of a placeholder, written in braces. `{secret}` is only for fields and is masked when shown. */
export type TemplateName = keyof typeof TEMPLATE_VALUES;

/** The placeholder names in a template, known or not. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}
