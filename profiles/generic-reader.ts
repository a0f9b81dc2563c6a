import type { Profile } from "./profile";

export const genericReader: Profile = {
  tool: "generic-reader",
  name: "Generic reader",
  summary: "Any tool that reads tables through a SQL warehouse and writes nothing.",
  category: "BI_AND_VIZ",
  archetype: "reader",
  links: [
    {
      title: "Connection details of a SQL warehouse",
      url: "https://docs.databricks.com/aws/en/integrations/compute-details",
    },
  ],
  ownSchema: "none",
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: {
    size: "2X-Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 10,
    minClusters: 1,
    maxClusters: 1,
    dedicated: false,
  },
  form: {
    path: ["Databricks connection"],
    fields: [
      { label: "Server hostname", value: "{host}", hint: "no protocol" },
      { label: "Port", value: "{port}", optional: true },
      { label: "HTTP path", value: "{http_path}" },
      { label: "Client ID", value: "{client_id}", hint: "with an OAuth credential; empty with a token" },
      { label: "Token or client secret", value: "{secret}" },
      { label: "Catalog", value: "{catalog}", optional: true },
    ],
  },
  steps: {
    before: [],
    form: ["Fill in the fields as printed above.", "Use the tool's own connection test."],
    after: [],
  },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [{ source: "Databricks docs, compute connection details", date: "2026-11-21", reading: "excerpt" }],
};
