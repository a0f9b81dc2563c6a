import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const reltio: Profile = {
  tool: "reltio",
  name: "Reltio (zero-copy segmentation)",
  summary: "Evaluates segments over published entities and your interaction data, and writes the results to one table.",
  category: "REVERSE_ETL",
  archetype: "reader-with-state",
  links: [
    {
      title: "Databricks permissions for zero-copy segmentation",
      url: "https://docs.reltio.com/applications/data-integrations/zero-copy-integration-at-a-glance/zero-copy-integration-from-databricks-overview/zero-copy-segmentation-from-databricks-overview/configure-databricks-permissions-for-zero-copy-segmentation",
    },
  ],
  availability: "Early Access program; zero-copy integration has to be enabled for your tenant by Reltio Support.",
  prerequisites: [
    "A Reltio role that may manage data integrations, such as ROLE_ADMIN.",
    "Owners of mapped views have SELECT on the tables below them.",
  ],
  ownSchema: "required",
  reads: { want: "optional" },
  privileges: {
    catalog: ["USE_CATALOG"],
    // SELECT for the table entities, which the Reltio Data Pipeline publishes as another principal.
    schema: ["USE_SCHEMA", "SELECT", "CREATE_TABLE"],
    read: ["SELECT"],
  },
  vendorWording: [
    { asks: "CAN USE on the SQL warehouse", grants: "the same" },
    { asks: "USE CATALOG, USE SCHEMA, SELECT on entities", grants: "the same; SELECT on the whole target schema" },
    { asks: "create segment_results in the target schema", grants: "CREATE TABLE on it" },
    { asks: "SELECT on mapped interaction data", grants: "SELECT on what read: names" },
  ],
  vendorAsks: [
    {
      asks: "MODIFY on segment_results",
      instead: "nothing: Reltio owns the table when it creates it",
      difference: "a table segment_results that someone else created cannot be updated",
      because: "it is needed only for a table of another owner; drop that one, or give MODIFY on it by hand",
    },
  ],
  credentials: ["oauth"],
  credentialReason: "Reltio stores OAuth machine-to-machine credentials of a service principal.",
  compute: ["warehouse"],
  computeReason: "Reltio asks for the id of a SQL warehouse.",
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["API", "database-configs/databricks/oauth/credentials"],
    fields: [
      { label: "connectionName", value: "{integration}" },
      { label: "Databricks workspace URL", value: "{workspace_url}" },
      { label: "Warehouse ID", value: "{warehouse_id}" },
      { label: "Client ID", value: "{client_id}" },
      { label: "Client secret", value: "{secret}" },
      { label: "segmentationCatalog", value: "{catalog}", hint: "the catalog of the Reltio Data Pipeline" },
    ],
  },
  steps: {
    before: ["Let the Reltio Data Pipeline for Databricks publish entities into the schema {catalog}.{schema}."],
    form: [
      "Create the Databricks connection and store its credentials with Reltio's API, with the values printed above.",
    ],
    test: ["Test the connection. It proves sign-in and warehouse only; what it may read, the check proves."],
    after: ["Create interaction mappings if your segments use interaction data."],
  },
  troubleshooting: [
    {
      shows: "INSUFFICIENT_PERMISSIONS (SQLSTATE 42501)",
      cause: "USE or SELECT is missing on something a segment uses, or segment_results belongs to someone else",
      fix: "run the check, which names the privilege; name mapped data under read:",
    },
  ],
  data: { leaves: "Identifiers of the entities in a segment go to Reltio; the data stays in Databricks." },
  probes: ["sign-in", "visibility", "metadata", "select", "write-table"],
  evidence: [
    {
      source: "Reltio docs, zero-copy segmentation from Databricks: permissions, overview, troubleshooting",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "steps", "privileges", "credentials", "data"],
    },
  ],
};
