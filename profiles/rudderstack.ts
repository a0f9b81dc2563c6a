import type { Profile } from "./model/profile";
import { formOnly } from "./model/steps";
import { SMALL_WAREHOUSE } from "./model/warehouse";

export const rudderstack: Profile = {
  tool: "rudderstack",
  name: "RudderStack (reverse ETL)",
  summary: "Reads tables and sends their rows on; keeps sync state and snapshots in a schema of its own.",
  category: "REVERSE_ETL",
  archetype: "reader-with-state",
  links: [
    {
      title: "Databricks reverse ETL source",
      url: "https://www.rudderstack.com/docs/sources/reverse-etl/databricks/index.md",
    },
  ],
  ownSchema: "required",
  fixedSchema: {
    name: "_rudderstack",
    because: 'RudderStack keeps its sync state there and says of the name: "Do not change this name"',
  },
  reads: { want: "required" },
  privileges: { catalog: ["USE_CATALOG"], schema: ["USE_SCHEMA", "CREATE_TABLE"], read: ["SELECT"] },
  vendorWording: [
    { asks: "CREATE SCHEMA _rudderstack", grants: "the schema, made by the kit" },
    { asks: "SELECT on the data", grants: "SELECT on what read: names" },
  ],
  vendorAsks: [
    {
      asks: "ALL PRIVILEGES on the schema _rudderstack",
      instead: "USE SCHEMA and CREATE TABLE on it",
      difference: "none that is known: it owns the tables it creates there",
      because: "the rest would let it create functions, volumes and views that it does not need",
    },
  ],
  credentials: ["pat"],
  credentialReason: "RudderStack's form has a field for a token and none for a client id.",
  compute: ["warehouse", "cluster"],
  warehouse: SMALL_WAREHOUSE,
  form: {
    path: ["Databricks source"],
    fields: [
      { label: "Host", value: "{host}" },
      { label: "Port", value: "{port}" },
      { label: "HTTP path", value: "{http_path}" },
      { label: "Token", value: "{secret}" },
    ],
  },
  steps: formOnly("RudderStack"),
  data: { leaves: "Rows of the tables you choose go to RudderStack and on to its destinations." },
  probes: ["sign-in", "visibility", "metadata", "select", "write-table"],
  evidence: [
    {
      source: "RudderStack docs, Databricks Reverse ETL Source",
      date: "2026-11-21",
      reading: "excerpt",
      covers: ["form", "privileges", "credentials", "warehouse", "data"],
    },
  ],
};
