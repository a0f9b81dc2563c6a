import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const elementary: Profile = {
  tool: "elementary",
  name: "Elementary Cloud",
  summary: "Reads what its dbt package has recorded, and metadata of your tables.",
  category: "DATA_QUALITY",
  archetype: "reader",
  links: [
    { title: "Connect to Databricks", url: "https://docs.elementary-data.com/cloud/integrations/dwh/databricks.md" },
  ],
  prerequisites: [
    "An admin user in Elementary.",
    "The schema of the Elementary dbt package, usually your target schema's name with _elementary at its end; name it first under read:.",
  ],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  modes: {
    "credential-vending": {
      summary: "Also gets short-lived storage credentials, to read the history of tables from their Delta log.",
      privileges: { read: ["SELECT", "EXTERNAL_USE_SCHEMA"] },
      probes: ["sign-in", "visibility", "metadata", "select", "credential-vending"],
    },
  },
  vendorWording: [
    {
      asks: "USE CATALOG, and USE SCHEMA and SELECT on the Elementary schema",
      grants: "the same: name that schema under read:",
    },
    {
      asks: "optionally USE CATALOG, USE SCHEMA and SELECT on the whole catalog, for volume and freshness monitors",
      grants: "the same on whatever else you name under read:; name only the schemas that dbt uses",
    },
    {
      asks: "EXTERNAL USE SCHEMA, for credential vending",
      grants: "the same, with mode: credential-vending",
    },
  ],
  vendorAsks: [
    {
      asks: "SELECT on system.information_schema.tables and system.information_schema.columns",
      instead: "nothing: everybody may read system.information_schema",
      difference: "none: it shows each principal only what that may see",
      because: "a grant there would change nothing",
    },
  ],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Environments", "Create Environment", "Databricks"],
    fields: [
      { label: "Server Host", value: "{host}" },
      { label: "Http path", value: "{http_path}" },
      { label: "Catalog", value: "{read_catalog}", optional: true },
      { label: "Elementary schema", value: "{read_schema}" },
      { label: "Client ID", value: "{client_id}", only: "oauth" },
      { label: "Client secret", value: "{secret}", only: "oauth" },
      { label: "Access token", value: "{secret}", only: "pat", hint: "legacy" },
    ],
  },
  steps: {
    before: ["If your workspace has IP access lists, allow Elementary's addresses, which its page lists."],
    form: [
      "In Elementary open Environments, choose Create Environment, a name, and Databricks as the data warehouse.",
      "Fill in the fields as printed above.",
      "Under Storage access method choose None, or Credentials vending if you chose mode: credential-vending.",
    ],
    after: [],
  },
  data: {
    leaves:
      "Test results and metadata go to Elementary; it says that it never reads rows of your tables, only metadata.",
  },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "Elementary docs, Connect to Databricks, with its permissions",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "privileges", "credentials", "data"],
    },
  ],
};
