import { templateValues } from "./fields";
import type { Subject } from "./subject";

/**
 * The URL for Databricks' JDBC driver, with everything but the secret, which goes into the property
 * {@link jdbcSecretProperty}. Names with a semicolon, which would end a property, are left out.
 *
 * @see https://docs.databricks.com/aws/en/integrations/jdbc/authentication
 */
export function jdbcUrl({ connection }: Subject): string {
  const { jdbc_url, client_id } = templateValues(connection);
  const { catalog, schema, credential } = connection;
  const properties = {
    ...(credential.kind === "oauth"
      ? { AuthMech: "11", Auth_Flow: "1", OAuth2ClientId: client_id }
      : { AuthMech: "3", UID: "token" }),
    ConnCatalog: catalog,
    ConnSchema: schema,
  };
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && !value.includes(";"));
  return [jdbc_url, ...given.map(([name, value]) => `${name}=${value}`)].join(";");
}

/** Property of the driver that takes the secret. */
export function jdbcSecretProperty({ connection }: Subject): "PWD" | "OAuth2Secret" {
  return connection.credential.kind === "oauth" ? "OAuth2Secret" : "PWD";
}
