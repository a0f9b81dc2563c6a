import type { Profile } from "./model/profile";
import { formOnly } from "./model/steps";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const genericWriter: Profile = {
  tool: "generic-writer",
  name: "Generic writer",
  summary: "Any tool that creates and fills tables in one schema of its own.",
  category: "INGEST",
  archetype: "writer",
  links: [
    {
      title: "Connection details of a SQL warehouse",
      url: "https://docs.databricks.com/aws/en/integrations/compute-details",
    },
    { title: "What Partner Connect provisions", url: "https://github.com/databrickslabs/partner-connect-api" },
  ],
  ownSchema: "required",
  reads: { want: "optional" },
  privileges: {
    catalog: ["USE_CATALOG"],
    schema: ["USE_SCHEMA", "CREATE_TABLE"],
    schemaFrom11: ["CREATE_VIEW"],
    read: ["SELECT"],
  },
  modes: {
    staging: {
      summary: "Also creates volumes, to stage files before it loads them.",
      privileges: { schema: ["USE_SCHEMA", "CREATE_TABLE", "CREATE_VOLUME"] },
      probes: ["sign-in", "visibility", "metadata", "select", "write-table", "write-view", "write-volume"],
    },
    existing: {
      summary: "Also reads and writes tables and volumes in its schema that others own.",
      privileges: {
        schema: ["USE_SCHEMA", "SELECT", "MODIFY", "CREATE_TABLE", "CREATE_VOLUME", "READ_VOLUME", "WRITE_VOLUME"],
      },
      probes: [
        "sign-in",
        "visibility",
        "metadata",
        "select",
        "modify",
        "write-table",
        "write-view",
        "write-volume",
        "existing-volume",
      ],
    },
  },
  vendorWording: [],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Databricks connection"],
    fields: [
      { label: "Server hostname", value: "{host}", hint: "no protocol" },
      { label: "Port", value: "{port}", optional: true },
      { label: "HTTP path", value: "{http_path}" },
      { label: "Client ID", value: "{client_id}", only: "oauth" },
      { label: "Client secret", value: "{secret}", only: "oauth" },
      { label: "Token", value: "{secret}", only: "pat" },
      { label: "Catalog", value: "{catalog}" },
      { label: "Schema", value: "{schema}" },
    ],
  },
  formats: ["jdbc"],
  steps: { ...formOnly("the tool"), test: ["Use the tool's own connection test."] },
  probes: ["sign-in", "visibility", "metadata", "select", "write-table", "write-view"],
  evidence: [
    {
      source: "Databricks docs, compute connection details; Partner Connect API, integration type WAREHOUSE_WRITE",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials"],
    },
  ],
};
