import type { Profile } from "./model/profile";
import { formOnly } from "./model/steps";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const lightdash: Profile = {
  tool: "lightdash",
  name: "Lightdash",
  summary: "Queries the tables of a dbt project.",
  category: "BI_AND_VIZ",
  archetype: "reader",
  links: [{ title: "Lightdash docs", url: "https://docs.lightdash.com" }],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Warehouse connection", "Databricks"],
    fields: [
      { label: "serverHostName", value: "{host}" },
      { label: "httpPath", value: "{http_path}" },
      { label: "catalog", value: "{read_catalog}", optional: true },
      { label: "database", value: "{read_schema}", hint: "the schema" },
      { label: "authentication", value: "oauth_m2m", only: "oauth" },
      { label: "Client ID", value: "{client_id}", only: "oauth", hint: "label not verified" },
      { label: "Client secret", value: "{secret}", only: "oauth", hint: "label not verified" },
      { label: "personalAccessToken", value: "{secret}", only: "pat", hint: "label not verified" },
    ],
  },
  steps: formOnly("Lightdash"),
  data: { leaves: "Results of queries go to Lightdash." },
  probes: ["sign-in", "visibility", "metadata", "select", "aggregate"],
  evidence: [
    {
      source: "Lightdash's package @lightdash/warehouses; the names are those of its code",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "data"],
    },
  ],
};
