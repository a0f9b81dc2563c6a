import type { Profile } from "./model/profile";
import { formOnly } from "./model/steps";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const statsig: Profile = {
  tool: "statsig",
  name: "Statsig (warehouse native)",
  summary: "Reads metric and exposure data, and writes results and staging data into a schema of its own.",
  category: "BI_AND_VIZ",
  archetype: "reader-with-state",
  links: [
    { title: "Connect your warehouse", url: "https://docs.statsig.com/en/statsig-warehouse-native/guides/connect" },
    { title: "Databricks", url: "https://docs.statsig.com/data-warehouse-ingestion/databricks/" },
  ],
  availability: "Part of Statsig's Enterprise tier.",
  ownSchema: "required",
  reads: { want: "required" },
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE"], read: ["SELECT"] },
  vendorWording: [
    { asks: "read access to metric data and exposures data", grants: "SELECT on what read: names" },
    {
      asks: "create, read, update and delete in a sandbox where it stores staging data",
      grants: "CREATE TABLE on a schema of its own; it owns its tables, and so may do the rest",
    },
  ],
  credentials: ["pat"],
  credentialReason: "Statsig asks for a token, of a user or of a service principal.",
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Warehouse connection", "Databricks"],
    fields: [
      { label: "API Key", value: "{secret}", hint: "the token" },
      { label: "Server Hostname", value: "{host}" },
      { label: "HTTP Path", value: "{http_path}" },
      { label: "Staging schema", value: "{catalog}.{schema}", hint: "label and spelling not verified" },
    ],
  },
  steps: {
    ...formOnly("Statsig"),
    before: ["If your workspace has IP access lists, allow Statsig's addresses: see its FAQ."],
  },
  network: {
    link: "https://docs.statsig.com/data-warehouse-ingestion/faq#what-ip-addresses-will-statsig-access-data-warehouses-from",
  },
  data: { leaves: "Results of queries go to Statsig." },
  probes: ["sign-in", "visibility", "metadata", "select", "aggregate", "write-table"],
  evidence: [
    {
      source: "Statsig docs, warehouse native and Databricks",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "warehouse", "network", "data"],
    },
  ],
};
