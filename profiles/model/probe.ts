import type { Privilege } from "../../lib/databricks/privilege";

/** What a probe shows, and which privileges' absence it notices. */
export interface ProbeFacts {
  /** Completes "with the tool's credential, the check …". */
  readonly does: string;
  readonly notices: readonly Privilege[];
}

/** The things a tool will do, tried with its credential; `check/probes` holds one file per id. */
export const PROBES = {
  "sign-in": { does: "signs in as the service principal", notices: [] },
  visibility: { does: "finds the catalogs and schemas", notices: ["USE_CATALOG", "USE_SCHEMA"] },
  metadata: { does: "lists tables and columns", notices: ["USE_CATALOG", "USE_SCHEMA"] },
  select: { does: "reads a row of every schema and table it may read", notices: ["SELECT"] },
  sample: { does: "samples a text column", notices: ["SELECT"] },
  aggregate: { does: "takes count, minimum and maximum of a numeric column", notices: ["SELECT"] },
  modify: { does: "changes no row, but may, in a table it does not own", notices: ["MODIFY"] },
  "write-table": {
    does: "creates, fills, merges, reads and drops a table in its schema",
    notices: ["USE_CATALOG", "USE_SCHEMA", "CREATE_TABLE"],
  },
  "write-view": {
    does: "creates, reads and drops a view in its schema",
    notices: ["CREATE_TABLE", "CREATE_VIEW"],
  },
  "materialized-view": {
    does: "creates and drops a materialized view in its schema",
    notices: ["CREATE_MATERIALIZED_VIEW"],
  },
  "write-volume": {
    does: "creates a volume in its schema, puts a file there, loads it and drops the volume",
    notices: ["CREATE_VOLUME"],
  },
  "existing-volume": {
    does: "lists, writes and deletes a file in a volume it does not own",
    notices: ["READ_VOLUME", "WRITE_VOLUME"],
  },
  "read-volume": { does: "lists the files of a volume", notices: ["READ_VOLUME"] },
  execute: { does: "calls a function", notices: ["EXECUTE"] },
  "create-schema": {
    does: "creates a schema in its catalog, a table in that, and drops both",
    notices: ["USE_CATALOG", "CREATE_SCHEMA"],
  },
  "credential-vending": {
    does: "asks for short-lived storage credentials of a table",
    notices: ["EXTERNAL_USE_SCHEMA"],
  },
  govern: { does: "reads the grants on a securable and may change them", notices: ["MANAGE"] },
} as const satisfies Readonly<Record<string, ProbeFacts>>;

/** One thing the tool will do. */
export type ProbeId = keyof typeof PROBES;
