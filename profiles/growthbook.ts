import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const growthbook: Profile = {
  tool: "growthbook",
  name: "GrowthBook",
  summary: "Queries experiment and metric data.",
  category: "BI_AND_VIZ",
  archetype: "reader",
  links: [
    {
      title: "Databricks as a data source",
      url: "https://github.com/growthbook/growthbook/blob/HEAD/docs/docs/warehouses/databricks.mdx",
    },
  ],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [
    {
      asks: "permission to execute SQL queries against your SQL warehouse",
      grants: "CAN USE on the warehouse, SELECT on what read: names",
    },
  ],
  credentials: ["pat"],
  credentialReason: "GrowthBook signs in with an access token, of a user or of a service principal.",
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Metrics and Data", "Data Sources", "Add a Datasource", "Databricks"],
    fields: [
      { label: "Server hostname", value: "{host}" },
      { label: "Port", value: "{port}" },
      { label: "HTTP path", value: "{http_path}" },
      { label: "Access token", value: "{secret}" },
    ],
  },
  steps: {
    before: [],
    form: [
      "In GrowthBook open Data Sources under Metrics and Data and choose Add a Datasource.",
      "Select your event tracker or custom data source, then Databricks as the data warehouse.",
      "Enter the connection details and the token as printed above.",
    ],
    after: [],
  },
  data: { leaves: "Results of queries go to GrowthBook." },
  probes: ["sign-in", "visibility", "metadata", "select", "aggregate"],
  evidence: [
    {
      source: "GrowthBook docs, Databricks; it shows the form's fields as Databricks calls them",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "credentials", "data"],
    },
    {
      source: "not stated by GrowthBook: what its queries take",
      date: "2026-11-21",
      reading: "unverified",
      covers: ["privileges"],
    },
  ],
};
