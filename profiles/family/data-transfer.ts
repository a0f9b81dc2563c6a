import type { Profile } from "../model/profile";
import { formOnly } from "../model/steps";
import { SMALL_WAREHOUSE } from "../model/warehouse";

type Own = "tool" | "name" | "summary" | "links" | "evidence";

/**
 * The tools that export through one data transfer service, whose pages say the same about Databricks; only what differs
 * is given.
 */
export function dataTransfer(own: Pick<Profile, Own> & Partial<Omit<Profile, Own>>): Profile {
  return {
    category: "INGEST",
    archetype: "writer",
    ownSchema: "required",
    reads: { want: "none" },
    privileges: {
      catalog: ["USE_CATALOG"],
      schema: ["USE_SCHEMA", "CREATE_TABLE", "CREATE_MATERIALIZED_VIEW", "CREATE_VOLUME"],
      read: [],
    },
    vendorWording: [
      { asks: "USE CATALOG", grants: "the same, on the catalog" },
      {
        asks: "USE SCHEMA, CREATE TABLE, CREATE MATERIALIZED VIEW, CREATE VOLUME",
        grants: "the same, on the schema",
      },
    ],
    vendorAsks: [
      {
        asks: "ALL PRIVILEGES on the schema, or SELECT, MODIFY, APPLY TAG, READ VOLUME and WRITE VOLUME besides",
        instead: "nothing: it owns the tables and volumes it creates, and so may read, change and tag them",
        difference: "it cannot touch tables and volumes in the schema that someone else created",
        because: "the schema is made for this tool alone",
      },
    ],
    credentials: ["oauth", "pat"],
    compute: ["warehouse"],
    computeReason: `${own.name}'s page sets up a SQL warehouse, and names no other compute.`,
    warehouse: SMALL_WAREHOUSE,
    form: {
      path: ["Databricks destination"],
      fields: [
        { label: "Server hostname", value: "{host}" },
        { label: "Port", value: "{port}" },
        { label: "HTTP path", value: "{http_path}" },
        { label: "Catalog", value: "{catalog}" },
        { label: "Schema", value: "{schema}" },
        { label: "Client ID", value: "{client_id}", only: "oauth" },
        { label: "Client secret", value: "{secret}", only: "oauth" },
        { label: "Token", value: "{secret}", only: "pat" },
      ],
    },
    steps: formOnly(own.name),
    data: { leaves: `Nothing is read; data comes from ${own.name}.` },
    probes: ["sign-in", "visibility", "metadata", "write-table", "materialized-view", "write-volume"],
    ...own,
  };
}
