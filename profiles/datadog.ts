import { DEFAULT_LIFETIME_DAYS } from "../lib/databricks/credential";
import type { Profile } from "./model/profile";

export const datadog: Profile = {
  tool: "datadog",
  name: "Datadog",
  summary: "Reads system tables for costs; with more rights, which it does not get here, it also monitors jobs.",
  category: "SECURITY_AND_GOVERNANCE",
  archetype: "system-reader",
  links: [
    {
      title: "Jobs Monitoring for Databricks",
      url: "https://github.com/DataDog/documentation/blob/HEAD/content/en/data_observability/jobs_monitoring/databricks/_index.md",
    },
  ],
  prerequisites: ["Not a service principal managed by Microsoft Entra ID; the kit's are managed by Databricks."],
  ownSchema: "none",
  reads: { want: "optional", byDefault: ["system"] },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [
    {
      asks: "USE CATALOG, USE SCHEMA and SELECT on the catalog system",
      grants: "the same; or less, with the schemas of system that you name under read:",
    },
  ],
  vendorAsks: [
    {
      asks: "membership in the group admins",
      instead: "nothing; give it CAN VIEW on the jobs and clusters to monitor by hand",
      difference: "Datadog cannot install its agent on clusters by itself, nor see every job",
      because: "a workspace admin may read and change everything",
    },
    {
      asks: "a secret with the longest lifetime, 730 days",
      instead: `one of ${DEFAULT_LIFETIME_DAYS} days, unless lifetimeDays says otherwise`,
      difference: "a new secret has to be entered more often; the check counts down",
      because: "a secret that leaks works for as long as it lives",
    },
  ],
  credentials: ["oauth"],
  credentialReason: "Datadog takes no tokens for workspaces that are added since July 7, 2025.",
  compute: ["warehouse"],
  computeReason: "Datadog's form asks for the id of a SQL warehouse.",
  warehouse: {
    size: "2X-Small",
    type: "PRO",
    serverless: true,
    autoStopMinutes: 5,
    minClusters: 1,
    maxClusters: 1,
    dedicated: false,
    needs: { atLeast: "pro", because: "Datadog says that Classic warehouses are not supported" },
  },
  form: {
    path: ["Integrations", "Databricks", "Configure", "Add Databricks Workspace"],
    fields: [
      { label: "Workspace name", value: "{integration}" },
      { label: "Workspace URL", value: "{workspace_url}" },
      { label: "Client ID", value: "{client_id}" },
      { label: "Client secret", value: "{secret}" },
      { label: "System tables SQL warehouse ID", value: "{warehouse_id}" },
    ],
  },
  steps: {
    before: [
      "Whoever deploys needs MANAGE on the catalog system.",
      "If your workspace restricts networks, allow Datadog's webhook IP ranges.",
    ],
    form: [
      "In Datadog open the Databricks integration, the tab Configure, and choose Add Databricks Workspace.",
      "Fill in the fields as printed above.",
      "Under Select products choose the products you want; under Datadog Agent Setup choose Manually.",
    ],
    save: ["Choose Save Databricks Workspace."],
    after: [],
  },
  data: { leaves: "Rows of the system tables it may read, such as usage and costs, go to Datadog." },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "Datadog docs, Data Observability: Jobs Monitoring for Databricks",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "privileges", "credentials", "warehouse", "network", "data"],
    },
  ],
};
