import type { Profile } from "./model/profile";

export const segmentStorage: Profile = {
  tool: "segment-storage",
  name: "Segment (storage destination)",
  summary: "Writes events into managed tables, in schemas that it makes in one catalog.",
  category: "INGEST",
  archetype: "catalog-writer",
  links: [
    {
      title: "Databricks destination",
      url: "https://github.com/segmentio/segment-docs/blob/HEAD/src/connections/storage/catalog/databricks/index.md",
    },
  ],
  prerequisites: ["A workspace with Unity Catalog on AWS or Azure; the Hive metastore is not supported."],
  ownSchema: "none",
  ownCatalog: true,
  reads: { want: "none" },
  privileges: { catalog: ["USE_CATALOG", "CREATE_SCHEMA"], schema: [], read: [] },
  vendorWording: [
    {
      asks: "create schemas on the catalog; delete, drop or vacuum tables",
      grants: "USE CATALOG and CREATE SCHEMA on the catalog; it owns the schemas and tables it makes",
    },
  ],
  vendorAsks: [
    {
      asks: "ALL PRIVILEGES on the catalog",
      instead: "USE CATALOG and CREATE SCHEMA on the catalog",
      difference: "it cannot read, change or drop anything in the catalog that it did not make itself",
      because: "ALL PRIVILEGES covers every schema and table of the catalog, now and later",
    },
  ],
  credentials: ["oauth"],
  credentialReason: "Segment supports only OAuth (M2M) for this destination.",
  compute: ["warehouse"],
  computeReason: "Segment asks for a SQL warehouse, serverless or else Pro.",
  warehouse: {
    size: "Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 10,
    minClusters: 2,
    maxClusters: 6,
    dedicated: false,
    needs: { atLeast: "pro", because: "Segment recommends serverless, otherwise Pro" },
  },
  form: {
    path: ["Connections", "Catalog", "Destinations", "Storage", "Databricks storage"],
    fields: [
      { label: "Name", value: "{integration}", hint: "to recognise the destination; can be changed later" },
      { label: "Workspace URL", value: "{workspace_url}", hint: "nothing after the host" },
      { label: "Catalog", value: "{catalog}" },
      { label: "HTTP Path", value: "{http_path}" },
      { label: "Port", value: "{port}" },
      { label: "Service principal client ID", value: "{client_id}" },
      { label: "OAuth secret", value: "{secret}" },
    ],
  },
  steps: {
    before: [
      "Start the warehouse, or run the check, which leaves it running: Test Connection may time out on a stopped one.",
    ],
    form: [
      "In Segment open Connections > Catalog, the tab Destinations, choose Storage under Connection Type, then Databricks storage.",
      "If you like, select sources to connect.",
      "Fill in the fields as printed above.",
    ],
    test: ["Choose Test Connection."],
    after: ["Consider Warehouse Selective Sync: what is not sent costs nothing."],
  },
  troubleshooting: [
    {
      shows: "Test Connection times out",
      cause: "the warehouse was stopped and did not start in time",
      fix: "start it under SQL Warehouses, or run the check, then test again",
    },
  ],
  network: {
    ranges: { US: ["52.25.130.38/32", "34.223.203.0/28"], EU: ["3.251.148.96/29"] },
  },
  data: { leaves: "Nothing is read; data comes from Segment." },
  probes: ["sign-in", "visibility", "create-schema"],
  evidence: [
    {
      source: "Segment docs, Databricks Destination",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "privileges", "credentials", "warehouse", "network", "data"],
    },
  ],
};
