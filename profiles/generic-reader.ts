import type { Profile } from "./model/profile";
import { formOnly } from "./model/steps";
import { SMALL_WAREHOUSE } from "./model/warehouse";

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
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
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
      { label: "Catalog", value: "{catalog}", optional: true },
    ],
  },
  formats: ["jdbc"],
  steps: { ...formOnly("the tool"), test: ["Use the tool's own connection test."] },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "Databricks docs, compute connection details",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials"],
    },
  ],
};
