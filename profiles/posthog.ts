import type { Profile } from "./model/profile";

export const posthog: Profile = {
  tool: "posthog",
  name: "PostHog (batch export)",
  summary: "Exports events, persons and sessions into Delta tables, through files in a temporary volume.",
  category: "INGEST",
  archetype: "writer",
  links: [{ title: "Databricks destination", url: "https://posthog.com/docs/cdp/batch-exports/databricks" }],
  availability: "Beta: configuration and features may change.",
  prerequisites: ["An account with serverless SQL warehouses."],
  ownSchema: "required",
  reads: { want: "none" },
  privileges: {
    catalog: ["USE_CATALOG"],
    schema: ["USE_SCHEMA", "CREATE_TABLE", "CREATE_VOLUME"],
    read: [],
  },
  vendorWording: [
    { asks: "USE CATALOG", grants: "the same, on the catalog" },
    { asks: "USE SCHEMA, CREATE TABLE, CREATE VOLUME", grants: "the same, on the schema" },
  ],
  vendorAsks: [
    {
      asks: "SELECT and MODIFY on the table, if it exists already",
      instead: "nothing: PostHog creates its tables, as it recommends, and owns them",
      difference: "it cannot export into a table that someone else created",
      because: "PostHog needs it for existing tables only, and the schema is new",
    },
  ],
  credentials: ["oauth"],
  credentialReason: "PostHog supports no other authentication than OAuth machine-to-machine.",
  compute: ["warehouse", "cluster"],
  warehouse: {
    size: "2X-Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 10,
    minClusters: 1,
    maxClusters: 1,
    dedicated: false,
    needs: {
      atLeast: "serverless",
      because: "PostHog asks for serverless, and does not retry while a warehouse starts",
    },
  },
  form: {
    path: ["Data management", "Destinations", "New destination", "Databricks"],
    fields: [
      {
        label: "Integration name",
        value: "{integration}",
        hint: "of the Databricks integration, which keeps the next three",
      },
      { label: "Server hostname", value: "{host}" },
      { label: "Client ID", value: "{client_id}" },
      { label: "Client Secret", value: "{secret}" },
      { label: "HTTP Path", value: "{http_path}" },
      { label: "Catalog", value: "{catalog}" },
      { label: "Schema", value: "{schema}" },
      { label: "Table name", value: "events", hint: "any name; PostHog creates the table" },
    ],
  },
  steps: {
    before: [],
    form: [
      "In PostHog open Data management > Destinations, choose New destination, search for Databricks and choose Create.",
      "Create a Databricks integration with the first four values, unless you have it.",
      "Fill in the other fields as printed above; let PostHog create the table.",
    ],
    save: ["Choose Create."],
    after: ["The first run starts at the beginning of the next period."],
  },
  troubleshooting: [
    {
      shows: "Failed to execute 'USE CATALOG': warehouse is stopped",
      cause: "the warehouse was not running; PostHog does not retry this error",
      fix: "start the warehouse and run the export again; a serverless one starts in seconds when a query arrives",
    },
  ],
  data: { leaves: "Nothing is read; data comes from PostHog." },
  probes: ["sign-in", "visibility", "metadata", "write-table", "write-volume"],
  evidence: [
    {
      source: "PostHog docs, Databricks destination for batch exports",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "privileges", "credentials", "warehouse", "data"],
    },
  ],
};
