/** What a tool does with the data, which decides the privileges and probes it gets. */
export type Archetype = "reader" | "reader-with-state" | "writer" | "catalog-writer" | "system-reader" | "governor";

/** Archetypes in the words of people who decide about access. */
export const ARCHETYPE_WORDS: Readonly<Record<Archetype, string>> = {
  reader: "reads, writes nothing",
  "reader-with-state": "reads, and keeps tables of its own in one schema",
  writer: "writes into one schema of its own",
  "catalog-writer": "makes schemas of its own in one catalog",
  "system-reader": "reads Databricks' own system tables",
  governor: "manages other people's access",
};

/** Tool categories of Partner Connect. @see https://github.com/databrickslabs/partner-connect-api */
export type Category =
  | "INGEST"
  | "DATA_PREP_AND_TRANSFORM"
  | "SECURITY_AND_GOVERNANCE"
  | "BI_AND_VIZ"
  | "ML"
  | "DATA_QUALITY"
  | "REVERSE_ETL"
  | "SEMANTIC_LAYER"
  | "DATA_GOVERNANCE";
