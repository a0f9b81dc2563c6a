import type { Profile } from "./model/profile";
import { formOnly } from "./model/steps";

export const vantage: Profile = {
  tool: "vantage",
  name: "Vantage",
  summary: "Reads billing, compute and access system tables to report costs.",
  category: "SECURITY_AND_GOVERNANCE",
  archetype: "system-reader",
  links: [
    {
      title: "Vantage's Terraform module",
      url: "https://github.com/vantage-sh/terraform-databricks-vantage-integration",
    },
  ],
  ownSchema: "none",
  reads: { want: "optional", byDefault: ["system.billing", "system.compute", "system.access"] },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [
    {
      asks: "USE_SCHEMA and SELECT on system.billing, system.compute and system.access",
      grants: "the same, and USE CATALOG on the way; or less, with what you name under read:",
    },
  ],
  credentials: ["oauth"],
  credentialReason: "Vantage asks for the client id and secret of a service principal.",
  entitlements: ["databricks-sql-access", "workspace-access"],
  compute: ["warehouse"],
  computeReason: "Vantage's form asks for the id of a SQL warehouse.",
  warehouse: {
    size: "2X-Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 5,
    minClusters: 1,
    maxClusters: 1,
    dedicated: false,
  },
  form: {
    path: ["Databricks integration"],
    fields: [
      { label: "Client ID", value: "{client_id}" },
      { label: "Client secret", value: "{secret}" },
      { label: "Warehouse ID", value: "{warehouse_id}" },
    ],
  },
  steps: {
    ...formOnly("Vantage"),
    before: ["Whoever deploys needs MANAGE on the catalog system."],
  },
  network: {
    ranges: {
      all: ["54.87.66.45/32", "3.95.43.133/32", "54.162.3.72/32", "44.199.143.63/32", "3.218.103.23/32"],
    },
  },
  data: { leaves: "Rows of the system tables go to Vantage." },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "vantage-sh/terraform-databricks-vantage-integration, main.tf",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "privileges", "credentials", "warehouse", "network", "data"],
    },
  ],
};
