import type { Profile } from "./model/profile";

export const grafanaCloud: Profile = {
  tool: "grafana-cloud",
  name: "Grafana Cloud",
  summary: "Collects billing, job, pipeline and warehouse metrics from system tables through Grafana Alloy.",
  category: "SECURITY_AND_GOVERNANCE",
  archetype: "system-reader",
  links: [
    {
      title: "Databricks integration",
      url: "https://grafana.com/docs/grafana-cloud/monitor-infrastructure/integrations/integration-reference/integration-databricks",
    },
  ],
  prerequisites: ["Unity Catalog and system tables are enabled."],
  ownSchema: "none",
  reads: { want: "optional", byDefault: ["system.billing", "system.lakeflow", "system.query"] },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [
    {
      asks: "system tables of billing, jobs, pipelines and SQL warehouses",
      grants: "SELECT on system.billing, system.lakeflow and system.query, or on what read: names",
    },
  ],
  credentials: ["oauth"],
  credentialReason: "Grafana's exporter signs in with OAuth machine-to-machine.",
  compute: ["warehouse"],
  computeReason: "Grafana's exporter asks for the HTTP path of a SQL warehouse.",
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
    path: ["Grafana Alloy", "prometheus.exporter.databricks"],
    fields: [
      { label: "server_hostname", value: "{host}" },
      { label: "warehouse_http_path", value: "{http_path}" },
      { label: "client_id", value: "{client_id}" },
      { label: "client_secret", value: "{secret}" },
    ],
  },
  steps: {
    before: ["Whoever deploys needs MANAGE on the catalog system."],
    form: ["Put the values into a prometheus.exporter.databricks block of your Alloy configuration."],
    after: ["Install the Databricks integration in Grafana Cloud for its dashboards and alerts."],
  },
  data: { leaves: "Metrics computed from the system tables go to Grafana Cloud." },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "Grafana docs, Databricks integration and prometheus.exporter.databricks",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "steps", "credentials", "warehouse", "data"],
    },
    {
      source: "the schemas of system that hold what Grafana says it collects; its own list of grants was not read",
      date: "2026-11-21",
      reading: "unverified",
      covers: ["privileges"],
    },
  ],
};
