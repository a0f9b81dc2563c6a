import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const dlt: Profile = {
  tool: "dlt",
  name: "dlt (data load tool)",
  summary: "Loads data into tables of one schema, through files in a volume that it creates.",
  category: "INGEST",
  archetype: "writer",
  links: [{ title: "Databricks destination", url: "https://dlthub.com/docs/dlt-ecosystem/destinations/databricks.md" }],
  ownSchema: "required",
  reads: { want: "none" },
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE", "CREATE_VOLUME"], read: [] },
  vendorWording: [],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: [".dlt/secrets.toml", "destination.databricks.credentials"],
    fields: [
      { label: "server_hostname", value: "{host}" },
      { label: "http_path", value: "{http_path}" },
      { label: "catalog", value: "{catalog}" },
      { label: "client_id", value: "{client_id}", only: "oauth" },
      { label: "client_secret", value: "{secret}", only: "oauth" },
      { label: "access_token", value: "{secret}", only: "pat", hint: "may be deprecated, says dlt" },
      { label: "dataset_name", value: "{schema}", hint: "not here but in the pipeline" },
    ],
  },
  steps: {
    before: ['Install it: pip install "dlt[databricks]"'],
    form: [
      "Put the values into .dlt/secrets.toml under [destination.databricks.credentials].",
      "Give your pipeline the dataset_name {schema}.",
    ],
    after: ["A volume that you name as staging_volume_name must be there already; without that name dlt creates one."],
  },
  data: { leaves: "Its own tables are read to merge changes; data comes from your pipeline." },
  probes: ["sign-in", "visibility", "metadata", "write-table", "write-volume"],
  evidence: [
    {
      source: "dlt docs, Databricks",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "credentials", "data"],
    },
    {
      source: "not stated by dlt: what creating tables and a volume take",
      date: "2026-11-21",
      reading: "unverified",
      covers: ["privileges"],
    },
  ],
};
