import type { Profile } from "./model/profile";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const tealium: Profile = {
  tool: "tealium",
  name: "Tealium (cloud data source)",
  summary: "Imports rows of a table as events.",
  category: "REVERSE_ETL",
  archetype: "reader",
  links: [
    {
      title: "Databricks cloud data source",
      url: "https://docs.tealium.com/server-side/data-sources/cloud-data/databricks/",
    },
  ],
  ownSchema: "none",
  reads: { want: "required" },
  privileges: { catalog: [], schema: [], read: ["SELECT"] },
  vendorWording: [],
  credentials: ["oauth"],
  credentialReason: "Tealium says that personal access tokens are not supported.",
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Cloud data source", "Databricks", "Create a connection"],
    fields: [
      { label: "Hostname", value: "{host}" },
      { label: "HTTP path", value: "{http_path}" },
      { label: "Catalog", value: "{read_catalog}" },
      { label: "Schema", value: "{read_schema}" },
      { label: "OAuth client ID", value: "{client_id}" },
      { label: "OAuth client secret", value: "{secret}" },
    ],
  },
  steps: {
    before: [],
    form: [
      "Create a connection for a Databricks cloud data source in Tealium and fill in the fields as printed above.",
    ],
    after: ["Select the table of the data source from the Table Selection list."],
  },
  troubleshooting: [
    {
      shows: "a timestamp column cannot be used to find new rows",
      cause: "the query modes with a timestamp want a column of the type TIMESTAMP",
      fix: "choose another column, or read a view that casts it",
    },
  ],
  data: { leaves: "Rows of the table you select are copied to Tealium as events." },
  probes: ["sign-in", "visibility", "metadata", "select"],
  evidence: [
    {
      source: "Tealium docs, Databricks cloud data source",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "steps", "privileges", "credentials", "data"],
    },
  ],
};
