import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const metabase: Profile = {
  tool: "metabase",
  name: "Metabase",
  summary: "Queries the tables of one catalog.",
  category: "BI_AND_VIZ",
  archetype: "reader",
  links: [
    {
      title: "Databricks connection",
      url: "https://github.com/metabase/metabase/blob/HEAD/docs/databases/connections/databricks.md",
    },
  ],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [],
  credentials: ["pat"],
  credentialReason: "Metabase's form has a field for a personal access token and none for a client id.",
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Admin settings", "Databases", "Add a database", "Databricks"],
    fields: [
      { label: "Display name", value: "{integration}" },
      { label: "Host", value: "{host}" },
      { label: "HTTP path", value: "{http_path}" },
      { label: "Personal access token", value: "{secret}" },
      { label: "Catalog", value: "{read_catalog}", hint: "one: Metabase does not support several in one connection" },
      { label: "Schemas", value: "{read_schema}", optional: true, hint: "choose Only these…, or leave it at All" },
    ],
  },
  steps: {
    before: [],
    form: [
      "In Metabase choose the gear at the top right, then Admin settings > Databases > Add a database and Databricks.",
      "Fill in the fields as printed above; for each further catalog add another database.",
    ],
    save: ["Save."],
    after: [],
  },
  data: { leaves: "Results of queries go to Metabase." },
  probes: ["sign-in", "visibility", "metadata", "select", "aggregate"],
  evidence: [
    {
      source: "Metabase docs, Databricks",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "credentials", "data"],
    },
    {
      source: "not stated by Metabase: what reading takes",
      date: "2026-11-21",
      reading: "unverified",
      covers: ["privileges"],
    },
  ],
};
