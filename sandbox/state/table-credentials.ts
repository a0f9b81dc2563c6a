import type { Cloud } from "./records/identity";
import type { TableRecord } from "./records/table";
import { ServiceError, denied, invalid, missing } from "./errors";
import { newUuid } from "./identifiers";
import type { Caller } from "./principals";
import type { Workspace } from "./workspace";

export type TableOperation = "READ" | "READ_WRITE";

/** Access to the storage under one table, for a while. */
export interface TableCredentials {
  readonly cloud: Cloud;
  /** Where the table's files would be. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Opens nothing: there is no cloud storage behind this workspace. Each is another one. */
  readonly secret: string;
}

const LIFETIME_MILLIS = 3_600_000;

/**
 * Short-lived credentials for the storage of a table, for engines outside Databricks. Needs EXTERNAL USE SCHEMA besides
 * SELECT, and MODIFY to write.
 *
 * @see https://docs.databricks.com/api/workspace/temporarytablecredentials
 */
export function vendTableCredentials(
  { data, unityCatalog, now }: Workspace,
  caller: Caller,
  tableId: string,
  operation: TableOperation,
): TableCredentials {
  const table = data.tables.get(tableId);
  if (!table) throw missing(`Table with id '${tableId}' does not exist.`);
  if (!data.externalAccess) throw denied("External data access is not enabled on this metastore.");
  const { authorization } = unityCatalog;
  const privileges = operation === "READ" ? ["SELECT"] : ["SELECT", "MODIFY"];
  privileges.forEach((privilege) => authorization.require(caller, privilege, table));
  const schema = data.schemas.get(table.schemaId);
  if (schema) authorization.require(caller, "EXTERNAL_USE_SCHEMA", schema);
  requireStorage(data.catalogs.get(schema?.catalogId ?? "")?.catalogType === "MANAGED_CATALOG", table);
  const { cloud, storageRoot, metastoreId } = data.identity;
  return {
    cloud,
    url: `${(storageRoot ?? "sandbox:/").replace(/\/$/, "")}/${metastoreId}/tables/${table.id}`,
    expiresAt: now() + LIFETIME_MILLIS,
    secret: `sandbox-credential-for-nothing-${newUuid()}`,
  };
}

function requireStorage(managed: boolean, { tableType, name }: TableRecord): void {
  if (tableType !== "MANAGED") throw invalid(`'${name}' is a view: credentials are for tables only.`);
  if (!managed) {
    throw new ServiceError("BAD_REQUEST", `Table '${name}' is shared with this workspace and has no storage here.`);
  }
}
