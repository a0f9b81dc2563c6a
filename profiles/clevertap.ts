import type { Profile } from "./model/profile";

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
  prerequisites: ["Access to the CleverTap dashboard that lets you configure Databricks."],
  ownSchema: "required",
  reads: { want: "optional" },
  privileges: {
    catalog: ["USE_CATALOG"],
    // SELECT for tables that others put there for it to import; what it creates is its own, so no MODIFY.
    schema: ["USE_SCHEMA", "SELECT", "CREATE_TABLE"],
    read: ["SELECT"],
  },
  modes: {
    import: {
      summary: "Imports only: it creates no tables.",
      archetype: "reader",
      privileges: { schema: ["USE_SCHEMA", "SELECT"] },
      probes: ["sign-in", "visibility", "metadata", "select"],
    },
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
  credentialReason: "CleverTap's form has a field for a personal access token and none for a client id.",
  compute: ["warehouse"],
  computeReason: "CleverTap's form asks for the HTTP path of a SQL warehouse.",
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
    ],
    test: ["Choose Test Connection: it verifies the workspace, HTTP path, token and privileges."],
    save: ["Choose Save."],
    after: ["On the Import Connections dashboard choose Create Import and pick the tables."],
  },
  offboarding: [
    "On CleverTap's Import Connections dashboard select the connection {integration}, choose Delete, review the list of running imports and confirm: they stop.",
  ],
  troubleshooting: [
    {
      shows: "Test Connection fails",
      cause: "workspace, HTTP path, token or privileges are not right, or the warehouse took too long to start",
      fix: "run the check, which names the one that is wrong and leaves the warehouse running, then test again",
    },
  ],
  network: { link: "https://developer.clevertap.com/docs/clevertap-ip-ranges#ip-ranges" },
  data: { leaves: "The rows of the tables that you choose in an import are copied to CleverTap." },
  probes: ["sign-in", "visibility", "metadata", "select", "write-table"],
  evidence: [
    {
      source: "CleverTap docs, Databricks Configuration",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "privileges", "credentials", "warehouse", "network", "data"],
    },
  ],
};
