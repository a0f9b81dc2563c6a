import { DEFAULT_LIFETIME_DAYS } from "../lib/databricks/credential";
import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const mixpanel: Profile = {
  tool: "mixpanel",
  name: "Mixpanel (data pipeline)",
  summary: "Exports events into a raw table through a volume, and puts a view with typed columns over it.",
  category: "INGEST",
  archetype: "writer",
  links: [{ title: "Databricks", url: "https://docs.mixpanel.com/docs/data-pipelines/integrations/databricks.md" }],
  availability: "Private beta, and an add-on package of the Enterprise and Growth plans.",
  ownSchema: "required",
  reads: { want: "none" },
  privileges: {
    catalog: ["USE_CATALOG"],
    schema: ["USE_SCHEMA", "CREATE_TABLE", "CREATE_VOLUME"],
    schemaFrom11: ["CREATE_VIEW"],
    read: [],
  },
  vendorWording: [
    { asks: "USE CATALOG", grants: "the same, on the catalog" },
    { asks: "USE SCHEMA, CREATE TABLE, CREATE VOLUME", grants: "the same, on the schema" },
    {
      asks: "CREATE VIEW, on metastores with privilege version 1.1 or later",
      grants: "the same, there; before that CREATE TABLE covers views",
    },
  ],
  vendorAsks: [
    {
      asks: "a secret with a lifetime of 730 days",
      instead: `one of ${DEFAULT_LIFETIME_DAYS} days, unless lifetimeDays says otherwise`,
      difference: "a new secret has to be entered more often; the check counts down",
      because: "a secret that leaks works for as long as it lives",
    },
  ],
  credentials: ["oauth"],
  credentialReason: "Mixpanel's form asks for the id and secret of a service principal.",
  compute: ["warehouse"],
  computeReason: "Mixpanel's page lists a SQL warehouse among what it needs, and no other compute.",
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Data pipelines", "Databricks"],
    fields: [
      { label: "Server Hostname", value: "{host}" },
      { label: "HTTP Path", value: "{http_path}" },
      { label: "Catalog", value: "{catalog}" },
      { label: "Schema", value: "{schema}" },
      { label: "Service Principal ID", value: "{client_id}" },
      { label: "Service Principal Secret", value: "{secret}" },
    ],
  },
  steps: {
    before: [],
    form: ["In Mixpanel create a data pipeline to Databricks and fill in the fields as printed above."],
    after: ["Give SELECT on the schema to the people who shall query the view mp_master_event."],
  },
  network: {
    ranges: {
      US: ["34.31.112.201/32", "35.184.21.33/32", "35.225.176.74/32"],
      EU: ["34.147.68.192/32", "35.204.164.122/32", "35.204.177.251/32"],
    },
  },
  data: { leaves: "Nothing is read; data comes from Mixpanel." },
  probes: ["sign-in", "visibility", "metadata", "write-table", "write-view", "write-volume"],
  evidence: [
    {
      source: "Mixpanel docs, Databricks",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "privileges", "credentials", "warehouse", "network", "data"],
    },
  ],
};
