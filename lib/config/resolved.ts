import type { Profile, SecondFormName } from "../../profiles";
import type { CredentialKind } from "../databricks/credential";
import type { Cloud } from "../databricks/host";
import type { Securable } from "../databricks/securable";
import type { WarehouseOptions } from "../databricks/warehouse-options";

export type { Cloud } from "../databricks/host";

/** A catalog that a stack creates. */
export interface CreatedCatalog {
  readonly name: string;
  /** Cloud path for managed data; needed where the metastore has no storage root. */
  readonly storageRoot?: string;
  readonly comment?: string;
  /** It is there already and becomes the stack's: the id to import, which is its name. */
  readonly import?: string;
  /** Isolated: only this workspace and the ones of these numbers may use it. Absent: for a new one every workspace of the metastore. */
  readonly alsoIn?: readonly number[];
}

/** A catalog, schema or other thing that is there already: only looked up, never changed. */
export interface Existing {
  readonly existing: true;
  readonly name: string;
}

export type CatalogConfig = CreatedCatalog | Existing;

/** A schema that a stack creates. */
export interface CreatedSchema {
  readonly name: string;
  /** It is there already and becomes the stack's: the id to import, `catalog.schema`. */
  readonly import?: string;
}

export type SchemaConfig = CreatedSchema | Existing;

/** A SQL warehouse that a stack creates; every value explicit. Its tag `onramp` is the key of the entry. */
export interface CreatedWarehouse extends WarehouseOptions {
  readonly name: string;
}

/** A SQL warehouse that is there already and becomes the stack's; what is not said stays as it is. */
export interface ImportedWarehouse extends Partial<CreatedWarehouse> {
  /** Its id (16 hexadecimal digits) or name. */
  readonly import: string;
}

/** A SQL warehouse that is there already; neither it nor its permissions are managed. */
export interface ExistingWarehouse {
  /** Id (16 hexadecimal digits) or name. */
  readonly existing: string;
  /** Group that has CAN_USE on it, which the service principal joins; absent: it may use it in another way. */
  readonly viaGroup?: string;
}

/** An all-purpose cluster in place of a warehouse; neither it nor its permissions are managed. */
export interface ClusterCompute {
  readonly cluster: string;
  /** Number of the workspace, part of the HTTP path `sql/protocolv1/o/<workspace>/<cluster>`. */
  readonly workspaceId: number;
}

/** What runs a tool's queries. */
export type WarehouseConfig = CreatedWarehouse | ImportedWarehouse | ExistingWarehouse | ClusterCompute;

/**
 * What names a service principal: its application id (UUID, in lower case), its numeric id, or its display name. What it
 * is follows from its shape; `principalKey` tells.
 */
export type ServicePrincipalReference = string;

/** Identity of a tool. */
export type PrincipalConfig = (
  | {
      readonly displayName: string;
      /** It is there already and becomes the stack's. */
      readonly import?: ServicePrincipalReference;
    }
  | {
      /** It is there already, and stays somebody else's. */
      readonly existing: ServicePrincipalReference;
    }
) & {
  /** Names of the groups that it joins, besides the warehouse's `viaGroup`. */
  readonly groups: readonly string[];
};

/** Where Terraform keeps the state. The key inside is the kit's: it holds the workspace's host and the stack. */
export type BackendConfig =
  | { readonly kind: "local" }
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly region: string;
      /** ARN of the key that encrypts the states; absent: the bucket's own encryption. */
      readonly kmsKeyId?: string;
      readonly prefix?: string;
    }
  | {
      readonly kind: "azurerm";
      readonly storageAccount: string;
      readonly container: string;
      readonly resourceGroup?: string;
      readonly prefix?: string;
    }
  | { readonly kind: "gcs"; readonly bucket: string; readonly prefix?: string }
  | { readonly kind: "cloud"; readonly organization: string; readonly hostname?: string; readonly project?: string }
  | { readonly kind: "http"; readonly address: string };

/** Where a catalog comes from: `shared` names an entry of {@link OnrampConfig.catalogs}, the rest is its own. */
export type CatalogChoice = { readonly shared: string } | CatalogConfig;

/**
 * A second connection of an integration, with the same principal and credential. `of` names the integration whose
 * connection is used in its place: nothing is created or granted for that, and the tool links the existing one.
 */
export type SecondFormConfig =
  | { readonly of: string }
  | {
      readonly catalog: CatalogChoice;
      /** The schema it works in, in that catalog. */
      readonly schema: SchemaConfig;
    };

/** One entry under `integrations:` with every default applied. */
export interface IntegrationConfig {
  /** Key of the entry. */
  readonly name: string;
  /** Of the tool, as {@link mode} makes it: privileges, reads and probes are those of the mode. */
  readonly profile: Profile;
  /** Name of the chosen mode of the profile; absent: the profile as it is. For `findProfile(tool, mode)`. */
  readonly mode?: string;
  /** Id of the stack it belongs to; the config's `name` unless `stack:` moves it. */
  readonly stack: string;
  /**
   * Catalog of the own schema, or in which the tool makes schemas (`profile.ownCatalog`, whose `privileges.catalog` are
   * granted even without a schema). For any other tool without a schema it is shared, existing or absent: nothing is
   * created for a tool that only reads, and without one its form shows the catalog of the first `read`.
   */
  readonly catalog?: CatalogChoice;
  /** The tool's own schema in that catalog; of the profile's name, where that fixes it. */
  readonly schema?: SchemaConfig;
  /** Second connections by the name of the form; absent: none. Keys are those of `profile.secondForms`. */
  readonly secondForms?: Readonly<Partial<Record<SecondFormName, SecondFormConfig>>>;
  /**
   * What the tool may read besides its own schema: `read:` or the profile's default, then what the profile always
   * reads (e.g. `system.query.history`). `samples` included, which needs no grant.
   */
  readonly read: readonly Securable[];
  /** `shared` names an entry of {@link OnrampConfig.warehouses}. */
  readonly warehouse: { readonly shared: string } | WarehouseConfig;
  readonly principal: PrincipalConfig;
  /** True: privileges that an existing principal holds directly are replaced by those that the integration needs. */
  readonly replaceGrants: boolean;
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
  readonly backend: BackendConfig;
  /** Owner of the shared catalogs; absent: the identity that deploys. */
  readonly owner?: string;
  /** Shared catalogs and warehouses by key, of the main stack. */
  readonly catalogs: Readonly<Record<string, CatalogConfig>>;
  readonly warehouses: Readonly<Record<string, WarehouseConfig>>;
  readonly integrations: readonly IntegrationConfig[];
}
