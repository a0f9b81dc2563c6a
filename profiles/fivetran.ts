import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const fivetran: Profile = {
  tool: "fivetran",
  name: "Fivetran (destination)",
  summary: "Loads data from its sources into schemas that it makes in one catalog.",
  category: "INGEST",
  archetype: "catalog-writer",
  links: [{ title: "Partner Connect", url: "https://github.com/databrickslabs/partner-connect-api" }],
  ownSchema: "none",
  ownCatalog: true,
  reads: { want: "none" },
  privileges: { catalog: ["USE_CATALOG", "CREATE_SCHEMA"], schema: [], read: [] },
  vendorWording: [
    {
      asks: "USE CATALOG and CREATE SCHEMA (Partner Connect, integration type WRITE)",
      grants: "the same, on the catalog",
    },
  ],
  vendorAsks: [
    {
      asks: "CREATE TABLE on the catalog (Partner Connect, integration type WRITE)",
      instead: "nothing: it owns the schemas it makes and may create tables there",
      difference: "it cannot create tables in schemas of others",
      because: "granted on the catalog it would reach every schema in it, now and later",
    },
  ],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Destination", "Databricks"],
    fields: [
      { label: "server_host_name", value: "{host}" },
      { label: "port", value: "{port}" },
      { label: "http_path", value: "{http_path}" },
      { label: "catalog", value: "{catalog}" },
      { label: "databricks_connection_type", value: "Directly" },
      { label: "auth_type", value: "OAUTH2", only: "oauth" },
      { label: "oauth2_client_id", value: "{client_id}", only: "oauth" },
      { label: "oauth2_secret", value: "{secret}", only: "oauth" },
      { label: "auth_type", value: "PERSONAL_ACCESS_TOKEN", only: "pat" },
      { label: "personal_access_token", value: "{secret}", only: "pat" },
    ],
  },
  steps: {
    before: [],
    form: [
      "Create a Databricks destination in Fivetran and enter these values; they are named as in Fivetran's API.",
      "Set cloud_provider to the cloud of your workspace.",
    ],
    after: [],
  },
  probes: ["sign-in", "visibility", "create-schema"],
  evidence: [
    {
      source: "Fivetran API, sample of a Databricks destination",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "credentials"],
    },
    {
      source: "Partner Connect API, integration type WAREHOUSE_WRITE; Fivetran's own list of grants was not found",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["privileges"],
    },
  ],
};
