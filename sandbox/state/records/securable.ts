import type { CatalogRecord } from "./catalog";
import type { FunctionRecord } from "./function";
import type { SchemaRecord } from "./schema";
import type { TableRecord } from "./table";
import type { VolumeRecord } from "./volume";

/** The metastore as a securable: what CREATE CATALOG is granted on. */
export interface MetastoreRecord {
  readonly kind: "metastore";
  readonly id: string;
  readonly name: string;
  owner: string;
}

/** What is in a schema. */
export type SchemaObject = TableRecord | VolumeRecord | FunctionRecord;

/** Everything that has an owner, a comment and grants of its own. */
export type OwnedSecurable = CatalogRecord | SchemaRecord | SchemaObject;

export type Securable = MetastoreRecord | OwnedSecurable;
