/*
 * Everything the workspace remembers, as plain data: the records below in maps by id. Nothing else holds state, so a
 * snapshot of this object is a snapshot of the workspace. Times are milliseconds since the epoch.
 */

export type Cloud = "aws" | "azure" | "gcp";

/** A workspace with fewer possibilities than a whole one, see `editions.ts`. */
export type Edition = "free" | "trial";

/** Version of the metastore's privilege model. */
export type PrivilegeModel = "1.0" | "1.1";

export interface Identity {
  /** The sandbox's own id, to tell two sandboxes apart. */
  readonly sandboxId: string;
  /** Workspace (organisation) id: a number in the API. */
  readonly workspaceId: number;
  readonly accountId: string;
  readonly metastoreId: string;
  readonly metastoreName: string;
  readonly cloud: Cloud;
  readonly region: string;
  /** Absent: a whole workspace. */
  readonly edition?: Edition;
  /** Where managed data would be; undefined plays a metastore without storage root. */
  readonly storageRoot?: string;
  /** From 1.1 on, views need CREATE VIEW; before, CREATE TABLE covers them. */
  readonly privilegeModel: PrivilegeModel;
  /** Signs access tokens. */
  readonly signingKey: string;
  readonly createdAt: number;
}

export type Entitlement =
  | "allow-cluster-create"
  | "allow-instance-pool-create"
  | "databricks-sql-access"
  | "workspace-access"
  | "workspace-consume";

interface PrincipalRecord {
  readonly id: string;
  displayName: string;
  externalId?: string;
  entitlements: Entitlement[];
}

export interface UserRecord extends PrincipalRecord {
  readonly kind: "user";
  readonly userName: string;
  active: boolean;
}

export interface ServicePrincipalRecord extends PrincipalRecord {
  readonly kind: "servicePrincipal";
  readonly applicationId: string;
  active: boolean;
}

export interface GroupRecord extends PrincipalRecord {
  readonly kind: "group";
  /** SCIM ids of direct members. Everyone is a member of `users` without being listed. */
  members: string[];
}

export type Principal = UserRecord | ServicePrincipalRecord | GroupRecord;

interface SecurableRecord {
  readonly id: string;
  name: string;
  /** User name, application id or group name. */
  owner: string;
  comment?: string;
  properties: Record<string, string>;
  /** Tags by key; the value may be empty. Absent = none. */
  tags?: Record<string, string>;
  readonly createdAt: number;
  readonly createdBy: string;
  updatedAt: number;
  updatedBy: string;
}

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

export interface SchemaRecord extends SecurableRecord {
  readonly kind: "schema";
  readonly catalogId: string;
  storageRoot?: string;
  predictiveOptimization: "INHERIT" | "ENABLE" | "DISABLE";
}

export interface ColumnRecord {
  name: string;
  /** Databricks SQL type as declared, e.g. `DECIMAL(10,2)`. */
  type: string;
  nullable: boolean;
  comment?: string;
}

export interface TableRecord extends SecurableRecord {
  readonly kind: "table";
  readonly schemaId: string;
  readonly tableType: "MANAGED" | "VIEW" | "MATERIALIZED_VIEW";
  columns: ColumnRecord[];
  /** Text of the query, for views of both kinds. */
  viewDefinition?: string;
  /** Where names without catalog or schema in the query are looked up: what was current when the view was made. */
  viewNamespace?: { readonly catalog: string; readonly schema: string };
  /** Full names of what the query names, for views of both kinds. */
  uses?: readonly string[];
  /** Files that COPY INTO has loaded: they are not loaded again. */
  loadedFiles?: string[];
  /** Part of a new workspace: its rows are made when it is first read. */
  readonly seeded?: boolean;
}

/** A place for files in a schema. The files themselves are on disk, see `files.ts`. */
export interface VolumeRecord extends SecurableRecord {
  readonly kind: "volume";
  readonly schemaId: string;
}

/** A scalar function of SQL. */
export interface FunctionRecord extends SecurableRecord {
  readonly kind: "function";
  readonly schemaId: string;
  readonly parameters: readonly FunctionParameter[];
  /** Databricks SQL type of the result. */
  readonly returnType: string;
  /** Text of the expression. */
  readonly definition: string;
}

export interface FunctionParameter {
  readonly name: string;
  readonly type: string;
}

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

export interface AccessTokenRecord {
  readonly id: string;
  readonly hash: string;
  /** SCIM id of the user or service principal it signs in. */
  readonly principalId: string;
  readonly createdById: string;
  readonly comment: string;
  readonly createdAt: number;
  /** -1 = never. */
  readonly expiresAt: number;
}

export interface ClientSecretRecord {
  readonly id: string;
  readonly hash: string;
  readonly principalId: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface WarehouseRecord {
  readonly id: string;
  readonly dataSourceId: string;
  name: string;
  clusterSize: string;
  minClusters: number;
  maxClusters: number;
  autoStopMinutes: number;
  type: "PRO" | "CLASSIC";
  serverless: boolean;
  photon: boolean;
  spotPolicy: string;
  channel?: string;
  tags: { key: string; value: string }[];
  readonly creator: string;
  readonly createdAt: number;
  changedAt: number;
  /** When it was last asked to start; undefined = stopped by hand or never started. */
  startedAt?: number;
  lastUsedAt: number;
  /** Set to play a warehouse that cannot start, with the reason the service would give. */
  startFailure?: string;
}

/** One uninterrupted time in which a warehouse ran, and what it was then. */
export interface WarehouseRun {
  readonly warehouseId: string;
  readonly clusterSize: string;
  readonly clusters: number;
  readonly type: WarehouseRecord["type"];
  readonly serverless: boolean;
  readonly runAs: string;
  readonly from: number;
  readonly to: number;
}

/** Who may use a cluster, and whether it knows Unity Catalog. */
export type AccessMode = "SINGLE_USER" | "USER_ISOLATION" | "NONE";

/** An all-purpose cluster. */
export interface ClusterRecord {
  readonly id: string;
  name: string;
  sparkVersion: string;
  nodeType: string;
  /** Number of workers, of a cluster that scales by itself the least and the most. */
  workers: number | { readonly min: number; readonly max: number };
  accessMode: AccessMode;
  /** User, service principal or group that a SINGLE_USER cluster is for. */
  singleUser?: string;
  /** 0 = never. */
  autoStopMinutes: number;
  tags: Record<string, string>;
  sparkConf: Record<string, string>;
  readonly creator: string;
  readonly createdAt: number;
  changedAt: number;
  /** When it was last asked to start; undefined = terminated by hand. */
  startedAt?: number;
  lastUsedAt: number;
  /** When and by whom it was terminated by hand. */
  terminated?: { readonly at: number; readonly by: string };
}

/** What all SQL warehouses of the workspace may be. */
export interface WarehouseConfigRecord {
  /** False: serverless warehouses can neither be made nor started. */
  serverless: boolean;
  types: Record<WarehouseRecord["type"], boolean>;
}

export interface IpAccessListRecord {
  readonly id: string;
  label: string;
  type: "ALLOW" | "BLOCK";
  enabled: boolean;
  /** IPv4 addresses and CIDR ranges. */
  addresses: string[];
  readonly createdAt: number;
  readonly createdById: string;
  updatedAt: number;
  updatedById: string;
}

/** A statement that was run. */
export interface StatementRecord {
  readonly id: string;
  readonly sessionId: string;
  /** One of the two. */
  readonly warehouseId?: string;
  readonly clusterId?: string;
  readonly principalId: string;
  readonly principal: string;
  readonly text: string;
  /** SELECT, INSERT, CREATE, …; absent for one that could not be read. */
  readonly type?: string;
  readonly status: "FINISHED" | "FAILED" | "CANCELED";
  readonly error?: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly changedRows?: number;
  /** Full names of what it read and of what it wrote. */
  readonly sources: readonly string[];
  readonly target?: string;
}

/** A call of the REST API, as the audit log has it. */
export interface AuditRecord {
  readonly id: string;
  readonly at: number;
  readonly principal: string;
  readonly address: string;
  readonly userAgent?: string;
  readonly service: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly status: number;
  readonly error?: string;
}

export type PermissionLevel =
  "CAN_VIEW" | "CAN_MONITOR" | "CAN_USE" | "CAN_ATTACH_TO" | "CAN_RESTART" | "CAN_MANAGE" | "IS_OWNER";

export interface WorkspaceData {
  identity: Identity;
  metastoreOwner: string;
  principals: Map<string, Principal>;
  catalogs: Map<string, CatalogRecord>;
  schemas: Map<string, SchemaRecord>;
  tables: Map<string, TableRecord>;
  volumes: Map<string, VolumeRecord>;
  functions: Map<string, FunctionRecord>;
  /** Securable id → principal name → privileges, as granted. */
  grants: Map<string, Map<string, Set<string>>>;
  accessTokens: Map<string, AccessTokenRecord>;
  clientSecrets: Map<string, ClientSecretRecord>;
  warehouses: Map<string, WarehouseRecord>;
  warehouseConfig: WarehouseConfigRecord;
  clusters: Map<string, ClusterRecord>;
  /** By name. */
  providers: Map<string, ProviderRecord>;
  connections: Map<string, ConnectionRecord>;
  /** Object (`/sql/warehouses/<id>`, `/clusters/<id>`, `/authorization/tokens`) → principal id → level, direct entries only. */
  permissions: Map<string, Map<string, PermissionLevel>>;
  /** Whether the metastore lets clients outside Databricks have credentials for storage. */
  externalAccess: boolean;
  /** Workspace settings that were changed; the others are at their default. */
  settings: Map<string, string>;
  ipAccessLists: Map<string, IpAccessListRecord>;
  /** What has happened, oldest first; only the latest is kept. */
  history: {
    statements: StatementRecord[];
    audit: AuditRecord[];
    warehouseRuns: WarehouseRun[];
  };
}
