import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { parse } from "yaml";
import { dbtProfile } from "../../lib/forms/dbt";
import { detailValues } from "../../lib/forms/details";
import { detailsDocument } from "../../lib/forms/document";
import { dotenvLines } from "../../lib/forms/dotenv";
import { jdbcSecretProperty, jdbcUrl } from "../../lib/forms/jdbc";
import { connectRequest } from "../../lib/forms/partner-connect";
import { PROFILES } from "../../profiles";
import { connection, oauth, onCluster, SECRET_TEXT, subject } from "../support/subject";

const azure = { ...connection, host: "adb-1234567890123456.7.azuredatabricks.net", port: 443 };

test.each([...PROFILES.values()])("no format of $tool has the secret in it", (profile) => {
  for (const each of [connection, oauth]) {
    const of = subject({ profile, connection: each });
    const document = detailsDocument(of, { changes: [], warnings: [], workspace: { demo: true } });
    const all = [document, detailValues(of), dotenvLines(of), dbtProfile(of), jdbcUrl(of)];
    expect(JSON.stringify(all)).not.toContain(SECRET_TEXT);
  }
});

test("values have one name each, and are empty where the connection has none", () => {
  expect(detailValues(subject({ connection: azure }))).toMatchObject({
    http_path: "/sql/1.0/warehouses/7c1f0e5a9b2d4c68",
    workspace_url: "https://adb-1234567890123456.7.azuredatabricks.net",
    workspace_id: "1234567890123456",
    client_id: "",
    principal_id: connection.principal.application_id,
  });
});

test("the connect request is that of Partner Connect, without a secret", () => {
  expect(connectRequest(subject({ connection: azure }), { demo: false })).toEqual({
    hostname: "adb-1234567890123456.7.azuredatabricks.net",
    port: 443,
    workspace_url: "https://adb-1234567890123456.7.azuredatabricks.net",
    workspace_id: 1234567890123456,
    http_path: "/sql/1.0/warehouses/7c1f0e5a9b2d4c68",
    jdbc_url:
      "jdbc:spark://adb-1234567890123456.7.azuredatabricks.net:443;transportMode=http;ssl=1;httpPath=/sql/1.0/warehouses/7c1f0e5a9b2d4c68",
    databricks_jdbc_url:
      "jdbc:databricks://adb-1234567890123456.7.azuredatabricks.net:443;transportMode=http;ssl=1;httpPath=/sql/1.0/warehouses/7c1f0e5a9b2d4c68",
    cloud_provider: "azure",
    demo: false,
    catalog_name: "clevertap_catalog",
    cluster_id: "7c1f0e5a9b2d4c68",
    is_sql_endpoint: true,
    is_sql_warehouse: true,
    service_principal_id: connection.principal.application_id,
    connection_scope: "workspace",
  });
});

describe("a cluster in the place of a warehouse", () => {
  const cluster = subject({ connection: onCluster, tool: "dbt" });

  test("is told from one, and its path gives the workspace's id away", () => {
    expect(connectRequest(cluster, { demo: true, cloud: "gcp" })).toMatchObject({
      workspace_id: 42,
      cluster_id: onCluster.cluster_id,
      is_sql_endpoint: false,
      is_sql_warehouse: false,
      demo: true,
      cloud_provider: "gcp",
    });
  });

  test("has values of its own, and none of a warehouse", () => {
    expect(detailValues(cluster)).toMatchObject({
      warehouse_id: "",
      warehouse_name: "",
      cluster_id: onCluster.cluster_id,
      cluster_name: onCluster.cluster_name,
      workspace_id: "42",
    });
    expect(dotenvLines(cluster)).toContain(`\nDATABRICKS_CLUSTER_ID=${onCluster.cluster_id}\n`);
    expect(dotenvLines(cluster)).not.toContain("WAREHOUSE");
    expect(jdbcUrl(cluster)).toContain(`httpPath=${onCluster.http_path}`);
    expect(dbtProfile(cluster)).toContain(`http_path: ${onCluster.http_path}`);
  });
});

test("the document has every field of the form, the secret's as null", () => {
  const document = detailsDocument(subject(), { changes: [], warnings: ["w."], workspace: { demo: true } });
  expect(document.forms[0]?.fields.find(({ secret }) => secret)).toMatchObject({
    label: "Personal Access Token",
    value: null,
  });
  expect(document.forms[0]?.fields.filter(({ value }) => value !== null)).toHaveLength(6);
});

test("a shell reads the variables back as they are, whatever is in them", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (name) => {
      fc.pre(!name.includes("\0"));
      const lines = dotenvLines(subject({ connection: { ...connection, catalog: name } }));
      const read = execFileSync("sh", ["-c", `${lines}\nprintf %s "$DATABRICKS_CATALOG"`], { encoding: "utf8" });
      expect(read).toBe(name);
    }),
    { numRuns: 25, examples: [["$(touch x); `id` 'a' \"b\" \\"], ["a\nb"]] },
  );
});

test("the variables are those of Databricks' own tools, and a comment says how to get the secret", () => {
  const lines = dotenvLines(subject({ connection: oauth }));
  expect(lines).toContain(`DATABRICKS_CLIENT_ID=${connection.principal.application_id}\n`);
  expect(lines).toMatch(/^# DATABRICKS_CLIENT_SECRET is not here: npm run onramp -- form clevertap --secret-file/m);
  const external = { ...connection, credential: { kind: "pat" as const, external: true as const } };
  expect(dotenvLines(subject({ connection: external }))).toContain("# DATABRICKS_TOKEN is not here: made elsewhere");
});

test("the JDBC URL signs in with what the connection has, the secret apart", () => {
  const token = jdbcUrl(subject({ tool: "generic-writer" }));
  expect(token).toMatch(/^jdbc:databricks:\/\/localhost:40123;.*;AuthMech=3;UID=token;ConnCatalog=clevertap_catalog;/);
  expect(jdbcUrl(subject({ connection: oauth }))).toContain(";AuthMech=11;Auth_Flow=1;OAuth2ClientId=3f0a1c52-");
  expect([subject(), subject({ connection: oauth })].map(jdbcSecretProperty)).toEqual(["PWD", "OAuth2Secret"]);
  const hostile = { ...connection, catalog: "a;PWD=x", schema: undefined };
  expect(jdbcUrl(subject({ connection: hostile }))).not.toContain("PWD");
});

test("the entry for dbt is YAML that names the environment for the secret", () => {
  const of = subject({ tool: "dbt", connection: { ...oauth, integration: "models", schema: "on: # odd" } });
  expect(parse(dbtProfile(of))).toEqual({
    models: {
      target: "databricks",
      outputs: {
        databricks: {
          type: "databricks",
          catalog: "clevertap_catalog",
          schema: "on: # odd",
          host: "localhost",
          http_path: connection.http_path,
          auth_type: "oauth",
          client_id: connection.principal.application_id,
          client_secret: "{{ env_var('DBT_ENV_SECRET_DATABRICKS') }}",
        },
      },
    },
  });
});
