import type { Profile } from "./model/profile";
import { formOnly } from "./model/steps";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const atlan: Profile = {
  tool: "atlan",
  name: "Atlan",
  summary: "Crawls metadata of Unity Catalog.",
  category: "DATA_GOVERNANCE",
  archetype: "reader",
  links: [
    {
      title: "Databricks assets app",
      url: "https://docs.atlan.com/apps/connectors/data-warehouses/databricks/sdk/references/app-reference",
    },
  ],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  modes: {
    "data-reader": {
      summary: "All of Databricks' preset Data Reader: also files in volumes, functions and models.",
      privileges: { read: ["SELECT", "EXECUTE", "READ_VOLUME"] },
      probes: ["sign-in", "visibility", "metadata", "select", "execute", "read-volume"],
    },
  },
  vendorWording: [
    { asks: "USE CATALOG, USE SCHEMA, SELECT", grants: "the same, on the way to and on what read: names" },
    { asks: "EXECUTE, READ VOLUME (the preset Data Reader)", grants: "the same, with mode: data-reader" },
  ],
  vendorAsks: [
    {
      asks: "EXECUTE and READ VOLUME for every crawl",
      instead: "nothing, unless you choose mode: data-reader",
      difference: "functions, models and volumes may be missing in Atlan",
      because: "calling functions and reading files are not needed to crawl tables",
    },
  ],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Databricks connection"],
    fields: [
      { label: "Host", value: "{host}" },
      { label: "HTTP path", value: "{http_path}" },
      { label: "Client ID", value: "{client_id}", only: "oauth" },
      { label: "Client secret", value: "{secret}", only: "oauth" },
      { label: "Personal access token", value: "{secret}", only: "pat" },
    ],
  },
  steps: formOnly("Atlan"),
  troubleshooting: [
    {
      shows: "assets are missing after a crawl",
      cause:
        "grants that were given to another principal than the one of the connection; Atlan calls it the most common mistake",
      fix: "run the check: it signs in as the principal of this connection and says what is missing",
    },
  ],
  data: { leaves: "Names, comments and other metadata go to Atlan." },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "Atlan docs, cross-workspace set-up, permissions for Databricks AI models, Databricks assets app",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "data"],
    },
    {
      source: "Atlan help, How to set up Databricks: interactive cluster or SQL warehouse",
      date: "2026-11-22",
      reading: "excerpt",
      covers: ["warehouse"],
    },
  ],
};
