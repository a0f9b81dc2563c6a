import type { CatalogRecord, ConnectionRecord, ProviderRecord } from "./records/catalog";
import type { ClusterRecord } from "./records/cluster";
import type { AccessTokenRecord, ClientSecretRecord } from "./records/credential";
import type { FunctionRecord } from "./records/function";
import type { AuditRecord, StatementRecord } from "./records/history";
import type { Identity } from "./records/identity";
import type { IpAccessListRecord } from "./records/ip-access-list";
import type { PermissionLevel } from "./records/permission";
import type { Principal } from "./records/principal";
import type { SchemaRecord } from "./records/schema";
import type { TableRecord } from "./records/table";
import type { VolumeRecord } from "./records/volume";
import type { WarehouseConfigRecord, WarehouseRecord, WarehouseRun } from "./records/warehouse";

/*
 * Everything the workspace remembers, as plain data: the records of records/ in maps by id. Nothing else holds state, so a
 * snapshot of this object is a snapshot of the workspace. Times are milliseconds since the epoch.
 */

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
