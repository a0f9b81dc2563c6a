import type { SecurableRecord } from "./securable-record";

export interface CatalogRecord extends SecurableRecord {
  readonly kind: "catalog";
  readonly catalogType: "MANAGED_CATALOG" | "DELTASHARING_CATALOG" | "FOREIGN_CATALOG" | "SYSTEM_CATALOG";
  /** Of a shared or foreign catalog: where its data are. The service's own `samples` has none. */
  readonly source?: CatalogSource;
  storageRoot?: string;
  isolationMode: "OPEN" | "ISOLATED";
  predictiveOptimization: "INHERIT" | "ENABLE" | "DISABLE";
  /** Workspaces that may use an ISOLATED catalog. */
  boundWorkspaces: number[];
}

/** Data that are not in this metastore: a share of a provider, or a database behind a connection. */
export type CatalogSource =
  | { readonly provider: string; readonly share: string }
  | { readonly connection: string; readonly options: Readonly<Record<string, string>> };

/** A Delta Sharing provider: whoever shares data with this metastore. */
export interface ProviderRecord {
  readonly name: string;
  readonly owner: string;
  readonly comment?: string;
  readonly createdAt: number;
}

/** A connection to a database of another system. Its options may hold secrets, so only what is shown is kept. */
export interface ConnectionRecord {
  readonly id: string;
  readonly name: string;
  /** e.g. `POSTGRESQL`. */
  readonly type: string;
  readonly owner: string;
  readonly comment?: string;
  readonly options: Readonly<Record<string, string>>;
  readonly createdAt: number;
}
