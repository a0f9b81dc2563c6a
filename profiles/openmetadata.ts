import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const openmetadata: Profile = {
  tool: "openmetadata",
  name: "OpenMetadata",
  summary: "Ingests metadata and, if you like, profiles, usage and lineage of catalogs, schemas and tables.",
  category: "DATA_GOVERNANCE",
  archetype: "reader",
  links: [
    { title: "Unity Catalog connector", url: "https://docs.open-metadata.org/connectors/database/unity-catalog" },
  ],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  modes: {
    usage: {
      summary: "Also reads the query history, for usage.",
      reads: { want: "required", always: ["system.query.history"] },
    },
    lineage: {
      summary: "Also reads the query history and the lineage tables, for usage and lineage.",
      reads: {
        want: "required",
        always: ["system.query.history", "system.access.table_lineage", "system.access.column_lineage"],
      },
    },
  },
  vendorWording: [
    { asks: "USE CATALOG, USE SCHEMA, SELECT", grants: "the same, on the way to and on what read: names" },
    { asks: "for usage SELECT on system.query.history", grants: "the same, with mode: usage or lineage" },
    { asks: "for lineage tables of system.access", grants: "SELECT on its lineage tables, with mode: lineage" },
  ],
  credentials: ["oauth", "pat"],
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Settings", "Services", "Databases", "Unity Catalog"],
    fields: [
      { label: "hostPort", value: "{host}:{port}" },
      { label: "httpPath", value: "{http_path}" },
      { label: "catalog", value: "{read_catalog}", optional: true, hint: "empty: every catalog it may see" },
      { label: "databaseSchema", value: "{read_schema}", optional: true, hint: "empty: every schema it may see" },
      { label: "Client ID", value: "{client_id}", only: "oauth", hint: "label not verified; choose Databricks OAuth" },
      { label: "Client secret", value: "{secret}", only: "oauth", hint: "label not verified" },
      { label: "token", value: "{secret}", only: "pat" },
    ],
  },
  steps: {
    before: [],
    form: ["Add a database service of the type Unity Catalog and enter these values as its connection."],
    test: ["Test the connection."],
    after: [],
  },
  data: {
    leaves: "Names, comments, usage and lineage go to your OpenMetadata.",
    samples: "its profiler and sample-data features read rows, if you switch them on",
  },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "OpenMetadata docs v1.13, Unity Catalog",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "data"],
    },
  ],
};
