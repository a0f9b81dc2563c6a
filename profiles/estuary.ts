import type { Profile } from "./model/profile";

export const estuary: Profile = {
  tool: "estuary",
  name: "Estuary",
  summary: "Keeps tables of one schema up to date with its collections, through files in a volume.",
  category: "INGEST",
  archetype: "writer",
  links: [
    {
      title: "Databricks materialization",
      url: "https://github.com/estuary/flow/blob/HEAD/site/docs/reference/Connectors/materialization-connectors/databricks.md",
    },
  ],
  prerequisites: ["At least one Flow collection."],
  ownSchema: "required",
  reads: { want: "none" },
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE", "CREATE_VOLUME"], read: [] },
  vendorWording: [
    {
      asks: "the appropriate access levels to catalog, warehouse and schema",
      grants: "USE CATALOG; USE SCHEMA, CREATE TABLE and CREATE VOLUME on the schema",
    },
  ],
  vendorAsks: [
    {
      asks: "membership of the service principal in the group admins, so that it can use a token",
      instead: "nothing: the kit makes the token on the principal's behalf",
      difference: "none",
      because: "a workspace admin may read and change everything",
    },
  ],
  credentials: ["pat"],
  credentialReason: "Estuary's connector knows the authentication type PAT only.",
  compute: ["warehouse"],
  computeReason: "Estuary's page lists a SQL warehouse among what it needs, and no other compute.",
  warehouse: {
    size: "2X-Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 5,
    minClusters: 1,
    maxClusters: 1,
    dedicated: false,
    polling: {
      everyMinutes: 30,
      what: "the sync schedule",
      cure: "set a rarer Sync Schedule in Estuary",
    },
  },
  form: {
    path: ["Materialization", "Databricks"],
    fields: [
      { label: "Address", value: "{address}", hint: "port 443 when none is given" },
      { label: "HTTP Path", value: "{http_path}" },
      { label: "Catalog Name", value: "{catalog}" },
      { label: "Schema Name", value: "{schema}", hint: "default when left empty, which is not there in a new catalog" },
      { label: "Authentication type", value: "PAT" },
      { label: "Access Token", value: "{secret}" },
    ],
  },
  steps: {
    before: [],
    form: ["Create a materialization to Databricks in Estuary and fill in the fields as printed above."],
    after: ["Bind collections to tables; each binding may name its own schema, in which this principal has no rights."],
  },
  troubleshooting: [
    {
      shows: "the schema default is not found",
      cause: "Schema Name was left empty, and catalogs made by Terraform have no schema default",
      fix: "enter the schema as printed above",
    },
  ],
  data: { leaves: "Its own tables are read to merge changes; data comes from Estuary." },
  probes: ["sign-in", "visibility", "metadata", "write-table", "write-volume"],
  evidence: [
    {
      source: "Estuary docs, Databricks materialization",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "credentials", "warehouse", "data"],
    },
    {
      source: "not stated by Estuary: what creating tables and staging in a volume take",
      date: "2026-11-21",
      reading: "unverified",
      covers: ["privileges"],
    },
  ],
};
