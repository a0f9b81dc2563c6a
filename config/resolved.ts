import type { Profile, SecondFormName } from "../profiles";
import type { CredentialKind } from "../workspace/connection";
import type { Cloud } from "../workspace/host";
import type { Securable } from "../workspace/securable";
import type { WarehouseSize, WarehouseType } from "../workspace/warehouse";

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

/** Where a catalog comes from: `shared` names an entry of {@link OnrampConfig.catalogs}, the rest is created. */
export type CatalogChoice = { readonly shared: string } | CatalogConfig;

/**
 * A second connection of an integration, with the same principal and credential. `of` names the integration whose
 * connection is used in its place: nothing is created or granted for that, and the tool links the existing one.
 */
export type SecondFormConfig =
  | { readonly of: string }
  | {
      readonly catalog: CatalogChoice;
      /** Name of the schema it works in, created in that catalog. */
      readonly schema: string;
    };

/** One entry under `integrations:` with every default applied. */
export interface IntegrationConfig {
  /** Key of the entry. */
  readonly name: string;
  /** Of the tool, as {@link access} makes it: privileges, reads and probes are those of the variant. */
  readonly profile: Profile;
  /** Name of the chosen variant of the profile's access; absent: the profile as it is. For `findProfile(tool, access)`. */
  readonly access?: string;
  /** Id of the stack it belongs to; the config's `name` unless `stack:` moves it. */
  readonly stack: string;
  /**
   * Catalog of the own schema, or in which the tool makes schemas (`profile.ownCatalog`, whose `privileges.catalog` are
   * granted even without a schema). For any other tool without a schema it is shared or absent: nothing is created for
   * a tool that only reads, and its form shows the catalog of the first `read`.
   */
  readonly catalog?: CatalogChoice;
  /** Name of the tool's own schema in that catalog; the profile's, where that fixes it. */
  readonly schema?: string;
  /** Second connections by the name of the form; absent: none. Keys are those of `profile.secondForms`. */
  readonly secondForms?: Readonly<Partial<Record<SecondFormName, SecondFormConfig>>>;
  /**
   * What the tool may read besides its own schema: `read:` or the profile's default, then what the profile always
   * reads (e.g. `system.query.history`). `samples` included, which needs no grant.
   */
  readonly read: readonly Securable[];
  /** `shared` names an entry of {@link OnrampConfig.warehouses}. */
  readonly warehouse: { readonly shared: string } | WarehouseConfig;
  /** Display name of the service principal. */
  readonly principal: string;
  readonly credential: {
    /** What the tool's form gets. */
    readonly kind: CredentialKind;
    /** Days until it expires; of no meaning when external. */
    readonly lifetimeDays: number;
    /** True: it is made elsewhere. No token or secret is created, and no output holds one; the rest is as ever. */
    readonly external?: true;
  };
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
