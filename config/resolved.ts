import type { Profile, WarehouseSize, WarehouseType } from "../profiles";
import type { CredentialKind } from "../workspace/connection";
import type { Cloud } from "../workspace/host";
import type { Securable } from "../workspace/securable";

export type { Cloud } from "../workspace/host";

/** A catalog that a stack creates. */
export interface CatalogConfig {
  readonly name: string;
  /** Cloud path for managed data; needed where the metastore has no storage root. */
  readonly storageRoot?: string;
  readonly comment?: string;
}

/** A SQL warehouse that a stack creates; every value explicit. */
export interface WarehouseConfig {
  readonly name: string;
  readonly size: WarehouseSize;
  readonly type: WarehouseType;
  readonly serverless: boolean;
  /** Minutes without a query until it stops; 0 = never. */
  readonly autoStopMinutes: number;
  readonly minClusters: number;
  readonly maxClusters: number;
  readonly channel: "CHANNEL_NAME_CURRENT" | "CHANNEL_NAME_PREVIEW";
  /** Custom tags; `onramp` is the key of the entry. */
  readonly tags: Readonly<Record<string, string>>;
}

/** One entry under `integrations:` with every default applied. */
export interface IntegrationConfig {
  /** Key of the entry. */
  readonly name: string;
  readonly profile: Profile;
  /** Id of the stack it belongs to; the config's `name` unless `stack:` moves it. */
  readonly stack: string;
  /**
   * Catalog of the own schema; `shared` names an entry of {@link OnrampConfig.catalogs}. Without a schema it is always
   * shared or absent: nothing is created for a tool that only reads, and its form shows the catalog of the first `read`.
   */
  readonly catalog?: { readonly shared: string } | CatalogConfig;
  /** Name of the tool's own schema in that catalog. */
  readonly schema?: string;
  /** What the tool may read besides its own schema; `samples` included, which needs no grant. */
  readonly read: readonly Securable[];
  /** `shared` names an entry of {@link OnrampConfig.warehouses}. */
  readonly warehouse: { readonly shared: string } | WarehouseConfig;
  /** Display name of the service principal. */
  readonly principal: string;
  readonly credential: { readonly kind: CredentialKind; readonly lifetimeDays: number };
  /** Group, user or service principal that owns the created catalog and schema; absent: the identity that deploys. */
  readonly owner?: string;
  /** True: take every access away, keep the data. */
  readonly absent: boolean;
}

/** `onramp.yaml` and `integrations/*.yaml`, checked, with every default applied. */
export interface OnrampConfig {
  /** Path of the main file as shown in messages. */
  readonly file: string;
  /** Main stack's id. */
  readonly name: string;
  readonly workspace: {
    /** Normalised `https://…` URL; absent: the environment decides. */
    readonly host?: string;
    readonly cloud?: Cloud;
    readonly profile?: string;
    /** Requests a second of the provider. */
    readonly rateLimit: number;
  };
  readonly backend: { readonly kind: "local" };
  /** Owner of the shared catalogs; absent: the identity that deploys. */
  readonly owner?: string;
  /** Shared catalogs and warehouses by key, created by the main stack. */
  readonly catalogs: Readonly<Record<string, CatalogConfig>>;
  readonly warehouses: Readonly<Record<string, WarehouseConfig>>;
  readonly integrations: readonly IntegrationConfig[];
}
