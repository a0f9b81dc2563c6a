import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const datahub: Profile = {
  tool: "datahub",
  name: "DataHub",
  summary: "Ingests metadata, lineage and, if you like, profiles and usage of catalogs, schemas and tables.",
  category: "DATA_GOVERNANCE",
  archetype: "reader",
  links: [
    {
      title: "Unity Catalog source",
      url: "https://github.com/datahub-project/datahub/blob/HEAD/metadata-ingestion/docs/sources/databricks/unity-catalog_pre.md",
    },
  ],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  modes: {
    usage: {
      summary: "Also reads the query history, for usage statistics.",
      reads: { want: "required", always: ["system.query.history"] },
    },
  },
  vendorWording: [
    {
      asks: "USE CATALOG, USE SCHEMA and SELECT (or ownership, or metastore admin)",
      grants: "the first three, on the way to and on what read: names",
    },
    {
      asks: "for usage statistics SELECT on system.query.history, or CAN_MANAGE on the warehouses",
      grants: "with mode: usage, SELECT on system.query.history",
    },
  ],
  vendorAsks: [
    {
      asks: "MODIFY on every table to profile with method: analyze",
      instead: "nothing: set call_analyze to false, or use method: ge, which needs SELECT only",
      difference: "DataHub does not run ANALYZE TABLE itself",
      because: "MODIFY would let it change the rows as well",
    },
    {
      asks: "CAN_READ on notebook folders, for the lineage of notebooks",
      instead: "nothing; an admin can give it to the service principal by hand",
      difference: "notebooks and their lineage are not ingested",
      because: "it is not needed to ingest tables",
    },
  ],
  credentials: ["oauth", "pat"],
  compute: ["warehouse"],
  computeReason: "DataHub's recipe asks for the id of a SQL warehouse.",
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Ingestion recipe", "unity-catalog"],
    fields: [
      { label: "workspace_url", value: "{workspace_url}" },
      { label: "warehouse_id", value: "{warehouse_id}" },
      { label: "client_id", value: "{client_id}", only: "oauth" },
      { label: "client_secret", value: "{secret}", only: "oauth" },
      { label: "token", value: "{secret}", only: "pat" },
    ],
  },
  steps: {
    before: [],
    form: [
      "Put the values into the recipe of the unity-catalog source.",
      "Set include_hive_metastore to false: it is on by default, and this principal may not read the Hive metastore.",
      "Set include_usage_statistics to false unless you chose mode: usage.",
    ],
    after: [],
  },
  data: { leaves: "Names, comments, lineage and, with profiling, statistics of columns go to your DataHub." },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "DataHub docs, Unity Catalog prerequisites",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "privileges", "credentials", "data"],
    },
  ],
};
