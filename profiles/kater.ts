import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const kater: Profile = {
  tool: "kater",
  name: "Kater",
  summary: "Reads names and types of tables and columns and profiles the columns; it has no schema of its own.",
  category: "BI_AND_VIZ",
  archetype: "reader",
  links: [],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [
    {
      asks: "metadata of the selected databases, schemas and tables",
      grants: "USE CATALOG and USE SCHEMA on the way to them",
    },
    {
      asks: "a sample of data of every varchar column, minimum and maximum of every numeric one",
      grants: "SELECT on what read: names; Databricks has no privilege for samples alone",
    },
  ],
  credentials: ["pat"],
  credentialReason: "Kater's form has a field for an access token and none for a client id.",
  compute: ["warehouse"],
  computeReason: "Kater's form asks for the id of a SQL warehouse.",
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Connect", "Data Store", "Databricks"],
    fields: [
      { label: "Access Token", value: "{secret}" },
      { label: "Warehouse Domain", value: "{host}", hint: "called Server hostname in Databricks; no protocol" },
      { label: "Port", value: "{port}" },
      { label: "Warehouse ID", value: "{warehouse_id}", hint: "the id alone, not the HTTP path" },
    ],
  },
  steps: {
    before: [],
    form: [
      "In the Kater portal open the Connect tab in the sidebar.",
      "Under Data Store choose Databricks.",
      "Fill in the fields as printed above.",
    ],
    test: ["Choose Test Connection."],
    save: ["Choose Save Connection."],
    after: [
      "Open the Metadata tab at the top left.",
      "Tick the databases, schemas and tables that Kater shall use; the others are not parsed and do not appear in Kater.",
      "Choose Save and Process Metadata; two jobs start on the right: Description Generator and Profiler.",
      "Create a Persona to give the tables to a team.",
      "When read: has grown, press Refresh at the bottom of the Metadata tab, tick what is new, and save again.",
    ],
  },
  troubleshooting: [
    {
      shows: "a new table is not in the list",
      cause: "Kater lists what it found when it last fetched the metadata, and only what read: covers",
      fix: "add it to read: and deploy if it is not covered, then press Refresh in the Metadata tab",
    },
  ],
  data: {
    leaves: "Table names, columns and data types are kept in Kater's database; its AI writes descriptions from them.",
    samples:
      "for every varchar column of the ticked tables a sample of its values is taken, for every numeric one minimum and maximum",
  },
  probes: ["sign-in", "visibility", "metadata", "select", "sample", "aggregate"],
  evidence: [
    {
      source: "Kater docs, Databricks",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "credentials", "data"],
    },
    {
      source: "not stated by Kater: what reading, sampling and profiling take",
      date: "2026-11-21",
      reading: "unverified",
      covers: ["privileges", "warehouse"],
    },
  ],
};
