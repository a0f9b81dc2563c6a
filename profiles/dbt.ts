import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const dbt: Profile = {
  tool: "dbt",
  name: "dbt",
  summary: "Builds tables and views in a target schema, and makes further schemas in the same catalog.",
  category: "DATA_PREP_AND_TRANSFORM",
  archetype: "catalog-writer",
  links: [
    {
      title: "Databricks setup",
      url: "https://docs.getdbt.com/docs/local/connect-data-platform/databricks-setup.md",
    },
  ],
  ownSchema: "required",
  ownCatalog: true,
  reads: { want: "optional" },
  privileges: {
    catalog: ["USE_CATALOG", "CREATE_SCHEMA"],
    schema: ["USE_SCHEMA", "CREATE_TABLE"],
    schemaFrom11: ["CREATE_VIEW"],
    read: ["SELECT"],
  },
  modes: {
    schema: {
      summary: "Makes no further schemas: for projects that build everything in the target schema.",
      archetype: "writer",
      privileges: { catalog: ["USE_CATALOG"] },
      probes: ["sign-in", "visibility", "metadata", "select", "write-table", "write-view"],
    },
  },
  vendorWording: [
    { asks: "USE CATALOG, CREATE SCHEMA", grants: "the same, on the catalog" },
    { asks: "USE SCHEMA, CREATE TABLE, CREATE VIEW", grants: "the same, on the target schema" },
    { asks: "SELECT on sources", grants: "SELECT on what read: names" },
  ],
  vendorAsks: [
    {
      asks: "SELECT and MODIFY where models run",
      instead: "nothing: dbt owns every table and view it builds",
      difference: "it cannot read or change tables that someone else created in the target schema",
      because: "a model that replaces a table it did not build would destroy somebody's data",
    },
  ],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["profiles.yml", "outputs"],
    fields: [
      { label: "type", value: "databricks" },
      { label: "catalog", value: "{catalog}", optional: true },
      { label: "schema", value: "{schema}", hint: "lower case is advised" },
      { label: "host", value: "{host}", hint: "without https://" },
      { label: "http_path", value: "{http_path}" },
      { label: "auth_type", value: "oauth", only: "oauth" },
      {
        label: "client_id",
        value: "{client_id}",
        only: "oauth",
        hint: "azure_client_id is for a Microsoft Entra principal; this one is managed by Databricks",
      },
      { label: "client_secret", value: "{secret}", only: "oauth" },
      { label: "token", value: "{secret}", only: "pat" },
    ],
  },
  formats: ["dbt"],
  steps: {
    before: ["Install the adapter: pip install dbt-databricks"],
    form: ["Put the values into an output of your profile in ~/.dbt/profiles.yml; the secret best through env_var()."],
    test: ["Run dbt debug."],
    after: ["Run dbt run."],
  },
  troubleshooting: [
    {
      shows: "a package cannot create the schema it wants, e.g. one ending in _derived or _scratch",
      cause: "with mode: schema, dbt may create no further schemas",
      fix: "remove mode: schema and deploy",
    },
  ],
  probes: ["sign-in", "visibility", "metadata", "select", "create-schema", "write-table", "write-view"],
  evidence: [
    {
      source: "dbt docs, Databricks setup (an older version)",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "credentials"],
    },
    { source: "dbt docs, Databricks setup v2", date: "2026-11-21", reading: "excerpt", covers: ["privileges"] },
    { source: "Snowplow docs, dbt operation", date: "2026-11-21", reading: "excerpt", covers: ["privileges"] },
  ],
};
