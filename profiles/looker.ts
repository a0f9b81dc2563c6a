import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const looker: Profile = {
  tool: "looker",
  name: "Looker",
  summary: "Queries tables, and keeps persistent derived tables in a scratch schema if you give it one.",
  category: "BI_AND_VIZ",
  archetype: "reader-with-state",
  links: [
    { title: "Looker's page on Databricks", url: "https://cloud.google.com/looker/docs/db-config-databricks" },
    { title: "Databricks' page on Looker", url: "https://docs.databricks.com/bi/looker.html" },
  ],
  ownSchema: "optional",
  reads: { want: "required" },
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE"], read: ["SELECT"] },
  vendorWording: [
    { asks: "SELECT and READ_METADATA on the database", grants: "SELECT; in Unity Catalog it includes the metadata" },
    {
      asks: "SELECT, CREATE and MODIFY on the scratch database, for persistent derived tables",
      grants: "with schema: CREATE TABLE on it; it owns the tables it creates, and so may read and change them",
    },
  ],
  credentials: ["pat"],
  credentialReason: "Looker signs in to Databricks with a personal access token as the password of the user token.",
  compute: ["warehouse", "cluster"],
  warehouse: {
    ...SMALL_WAREHOUSE,
    polling: {
      everyMinutes: 5,
      what: "the maintenance of persistent derived tables",
      cure: "enter a rarer cron expression as PDT And Datagroup Maintenance Schedule; Databricks advises to",
      onlyWithSchema: true,
    },
  },
  form: {
    path: ["Admin", "Connections", "Add Connection"],
    fields: [
      { label: "Name", value: "{integration}", hint: "lower case, digits and underscores only" },
      { label: "Dialect", value: "Databricks" },
      { label: "Remote Host", value: "{host}" },
      { label: "Port", value: "{port}", hint: "443 by default" },
      { label: "Database", value: "{read_schema}", hint: "default when left empty" },
      { label: "Username", value: "token", hint: "the word token, not a user's name" },
      { label: "Password", value: "{secret}" },
      { label: "Temp Database", value: "{schema}", optional: true, hint: "the scratch schema of derived tables" },
      {
        label: "Additional Params",
        value: "transportMode=http;ssl=1;httpPath={http_path};ConnCatalog={read_catalog}",
      },
    ],
  },
  formats: ["jdbc"],
  steps: {
    before: [],
    form: [
      "In Looker open Admin > Connections and choose Add Connection.",
      "Fill in the fields as printed above.",
      "With a scratch schema, enter a cron expression as PDT And Datagroup Maintenance Schedule: the default of every 5 minutes keeps the warehouse running.",
    ],
    test: ["Test the connection."],
    save: ["Save the connection."],
    after: [],
  },
  data: { leaves: "Results of queries go to Looker." },
  probes: ["sign-in", "visibility", "metadata", "select", "aggregate", "write-table"],
  evidence: [
    {
      source: "Google Cloud docs, Looker with Databricks; Databricks docs, Connect to Looker",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "steps", "privileges", "credentials", "warehouse", "data"],
    },
  ],
};
