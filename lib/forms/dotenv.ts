import { templateValues } from "./fields";
import type { Subject } from "./subject";
import { onramp } from "../command-line";

/**
 * The connection as `NAME=value` lines that shells and dotenv files read alike, under the names that Databricks' own
 * tools and drivers use. Without the secret: a comment names its variable and how to get it.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/env-vars
 */
export function dotenvLines({ connection }: Subject): string {
  const values = templateValues(connection);
  const { integration, credential } = connection;
  const variables = {
    DATABRICKS_HOST: values.workspace_url,
    DATABRICKS_SERVER_HOSTNAME: values.host,
    DATABRICKS_PORT: values.port,
    DATABRICKS_HTTP_PATH: values.http_path,
    DATABRICKS_WAREHOUSE_ID: values.warehouse_id,
    DATABRICKS_CLUSTER_ID: connection.cluster_id ?? "",
    DATABRICKS_CATALOG: values.catalog,
    DATABRICKS_SCHEMA: values.schema,
    DATABRICKS_CLIENT_ID: values.client_id,
  };
  const secret = credential.kind === "oauth" ? "DATABRICKS_CLIENT_SECRET" : "DATABRICKS_TOKEN";
  const how = credential.external
    ? "made elsewhere, so the kit does not have it"
    : onramp(`form ${integration} --secret-file ${integration}.secret`);
  return [
    ...Object.entries(variables)
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${name}=${shellWord(value)}`),
    `# ${secret} is not here: ${how}`,
    "",
  ].join("\n");
}

/** Text that a POSIX shell takes as one word, as it is. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
