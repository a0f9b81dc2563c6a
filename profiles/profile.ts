import type { CredentialKind } from "../workspace/connection";
import type { Privilege } from "../workspace/privilege";

/** What a tool does with the data, which decides the privileges and probes it gets. */
export type Archetype = "reader" | "reader-with-state" | "writer" | "catalog-writer" | "system-reader" | "governor";

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

/** One thing the tool will do, tried with its credential; `check/probes` holds one file per id. */
export type ProbeId = "sign-in" | "visibility" | "metadata" | "select" | "write-table";

export type ComputeKind = "warehouse" | "cluster";

export type WarehouseSize =
  "2X-Small" | "X-Small" | "Small" | "Medium" | "Large" | "X-Large" | "2X-Large" | "3X-Large" | "4X-Large";

export type WarehouseType = "PRO" | "CLASSIC";

/** What the tool's warehouse should be when the config does not say. */
export interface WarehouseHints {
  readonly size: WarehouseSize;
  readonly type: WarehouseType;
  readonly serverless: boolean;
  /** Minutes without a query until it stops. */
  readonly autoStopMinutes: number;
  readonly minClusters: number;
  readonly maxClusters: number;
  /** True when the vendor asks for a warehouse that nothing else uses. */
  readonly dedicated: boolean;
}

/**
 * One field of the tool's form, in the tool's words.
 *
 * `value` is a template over the connection: `{host}`, `{port}`, `{http_path}`, `{warehouse_id}`, `{catalog}`,
 * `{schema}`, `{integration}`, `{client_id}`; `{secret}` is the token or client secret and is masked when shown.
 */
export interface FormField {
  readonly label: string;
  readonly value: string;
  readonly optional?: boolean;
  /** What the vendor's page says about the field, in our words. */
  readonly hint?: string;
}

export interface Form {
  /** Menu path in the tool, e.g. Settings › Partners › Databricks › Add Database. */
  readonly path: readonly string[];
  readonly fields: readonly FormField[];
}

/** What a person does in the tool, in order. Templates as in {@link FormField}. */
export interface Steps {
  readonly before: readonly string[];
  readonly form: readonly string[];
  readonly after: readonly string[];
}

/** The vendor's wording of a privilege beside what the kit grants for it. */
export interface VendorWording {
  readonly asks: string;
  readonly grants: string;
}

/** Where the facts of a profile come from. */
export interface Evidence {
  readonly source: string;
  /** ISO date on which the source was read. */
  readonly date: string;
  readonly reading: "in full" | "excerpt" | "unverified";
}

/** What one kind of tool needs. One declarative file per tool; everything else follows from it. */
export interface Profile {
  /** Key used as `tool:`, lower case with hyphens. */
  readonly tool: string;
  /** The name the vendor uses. */
  readonly name: string;
  /** What the tool does with Databricks, one sentence. */
  readonly summary: string;
  readonly category: Category;
  readonly archetype: Archetype;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** Conditions on the tool's side, e.g. a private beta. */
  readonly availability?: string;
  /** Whether the tool works in a schema of its own. */
  readonly ownSchema: "required" | "optional" | "none";
  /**
   * Unity Catalog privileges, least first. USE CATALOG and USE SCHEMA on the way to a securable are part of the lists
   * here for the own schema, and derived for `read:`.
   */
  readonly privileges: {
    /** On the catalog that holds the tool's own schema. */
    readonly catalog: readonly Privilege[];
    /** On the tool's own schema. */
    readonly schema: readonly Privilege[];
    /** On every catalog, schema or table under `read:`. */
    readonly read: readonly Privilege[];
  };
  readonly vendorWording: readonly VendorWording[];
  /** Kinds the tool's form accepts, preferred first. */
  readonly credentials: readonly CredentialKind[];
  readonly compute: readonly ComputeKind[];
  readonly warehouse: WarehouseHints;
  readonly form: Form;
  readonly steps: Steps;
  readonly probes: readonly ProbeId[];
  readonly evidence: readonly Evidence[];
}
