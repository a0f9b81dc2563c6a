import type { Profile } from "./profile";

export const clevertap: Profile = {
  tool: "clevertap",
  name: "CleverTap",
  summary: "Imports users and events from Databricks tables and keeps tables of its own in one schema.",
  category: "REVERSE_ETL",
  archetype: "reader-with-state",
  links: [
    { title: "Databricks configuration", url: "https://docs.clevertap.com/docs/databricks-configuration" },
    { title: "IP ranges to allow", url: "https://developer.clevertap.com/docs/clevertap-ip-ranges#ip-ranges" },
  ],
  availability: "Private beta: CleverTap's Customer Success Manager enables it.",
  ownSchema: "required",
  privileges: {
    catalog: ["USE_CATALOG"],
    // The principal owns the tables it creates and may therefore write to them: no MODIFY on everything else.
    schema: ["USE_SCHEMA", "SELECT", "CREATE_TABLE"],
    read: ["SELECT"],
  },
  vendorWording: [
    { asks: "USAGE on catalog and schema", grants: "USE CATALOG on the catalog, USE SCHEMA on the schema" },
    {
      asks: "SELECT on tables, optionally on FUTURE TABLES",
      grants: "SELECT on the schema, inherited by every table in it",
    },
    { asks: "a schema that will contain tables created by CleverTap", grants: "CREATE TABLE on the schema" },
  ],
  credentials: ["pat"],
  compute: ["warehouse"],
  warehouse: {
    size: "2X-Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 10,
    minClusters: 1,
    maxClusters: 1,
    dedicated: true,
  },
  form: {
    path: ["Settings", "Partners", "Databricks", "Add Database"],
    fields: [
      { label: "Connection name", value: "{integration}", hint: "any unique name; imports refer to it" },
      { label: "Host", value: "{host}", hint: "domain only, no protocol" },
      { label: "Port", value: "{port}", optional: true, hint: "443 when left empty" },
      { label: "HTTP Path", value: "{http_path}" },
      { label: "Personal Access Token", value: "{secret}" },
      { label: "Catalog", value: "{catalog}" },
      { label: "Schema", value: "{schema}" },
    ],
  },
  steps: {
    before: [
      "Databricks imports are a private beta: ask your CleverTap Customer Success Manager to enable them.",
      "Make sure that you may open Settings in the CleverTap dashboard.",
      "If your workspace has IP access lists, allow CleverTap's ranges: https://developer.clevertap.com/docs/clevertap-ip-ranges#ip-ranges",
    ],
    form: [
      "In the CleverTap dashboard open Settings > Partners > Databricks and choose Add Database.",
      "Fill in the fields as printed above.",
      "Choose Test Connection: it verifies the workspace, HTTP path, token and privileges.",
      "Choose Save.",
    ],
    after: ["On the Import Connections dashboard choose Create Import and pick the tables."],
  },
  probes: ["sign-in", "visibility", "metadata", "select", "write-table"],
  evidence: [{ source: "CleverTap docs, Databricks Configuration", date: "2026-11-21", reading: "in full" }],
};
