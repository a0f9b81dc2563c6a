import { DEFAULT_LIFETIME_DAYS } from "../lib/databricks/credential";
import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const segmentReverseEtl: Profile = {
  tool: "segment-reverse-etl",
  name: "Segment (reverse ETL)",
  summary: "Runs queries on your tables and sends the results on; remembers in a schema of its own what it has sent.",
  category: "REVERSE_ETL",
  archetype: "reader-with-state",
  links: [
    {
      title: "Databricks reverse ETL setup",
      url: "https://github.com/segmentio/segment-docs/blob/HEAD/src/connections/reverse-etl/reverse-etl-source-setup-guides/databricks-setup.md",
    },
  ],
  ownSchema: "required",
  fixedSchema: {
    name: "__segment_reverse_etl",
    because: "Segment keeps track of its syncs in a schema of exactly this name",
  },
  reads: { want: "required" },
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE"], read: ["SELECT"] },
  vendorWording: [
    { asks: "USAGE on the schema", grants: "USE CATALOG and USE SCHEMA on the way to what read: names" },
    { asks: "SELECT, READ_METADATA on the schema", grants: "SELECT; in Unity Catalog it includes the metadata" },
    { asks: "CREATE on the catalog, for the schema __segment_reverse_etl", grants: "the schema, made by the kit" },
  ],
  vendorAsks: [
    {
      asks: "ALL PRIVILEGES on the schema __segment_reverse_etl",
      instead: "USE SCHEMA and CREATE TABLE on it",
      difference: "none that is known: it owns the tables it creates there",
      because: "the rest would let it create functions, volumes and views that it does not need",
    },
    {
      asks: "a token with no expiration date",
      instead: `a token with an end, ${DEFAULT_LIFETIME_DAYS} days unless lifetimeDays says otherwise`,
      difference: "a new token has to be entered before that day; the check counts down",
      because: "a token that leaks must stop working by itself",
    },
  ],
  credentials: ["pat"],
  credentialReason: "Segment's form has a field for a token and none for a client id.",
  compute: ["warehouse"],
  computeReason: "Segment says that only SQL warehouses are supported.",
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Connections", "Sources", "Reverse ETL", "Add Reverse ETL source", "Databricks"],
    fields: [
      { label: "Hostname", value: "{host}" },
      { label: "Http Path", value: "{http_path}", hint: "of a SQL warehouse; clusters are not supported" },
      { label: "Port", value: "{port}", hint: "443 by default" },
      { label: "Token", value: "{secret}" },
      { label: "Catalog", value: "{catalog}", optional: true, hint: "hive_metastore when left empty" },
    ],
  },
  steps: {
    before: [],
    form: [
      "In Segment open Connections > Sources, the tab Reverse ETL, choose Add Reverse ETL source, then Databricks and Add Source.",
      "Fill in the fields as printed above; fill in Catalog too, or Segment looks in hive_metastore.",
    ],
    test: ["Choose Test Connection."],
    save: ["Choose Add source."],
    after: ["Add a model."],
  },
  data: { leaves: "The results of the queries in your models go to Segment and on to its destinations." },
  probes: ["sign-in", "visibility", "metadata", "select", "write-table"],
  evidence: [
    {
      source: "Segment docs, Databricks Reverse ETL Setup",
      date: "2026-11-21",
      reading: "in full",
      covers: ["form", "steps", "privileges", "credentials", "data"],
    },
  ],
};
