import type { CatalogRecord } from "../state/records/catalog";
import type { FunctionRecord } from "../state/records/function";
import type { SchemaRecord } from "../state/records/schema";
import type { TableRecord } from "../state/records/table";
import type { VolumeRecord } from "../state/records/volume";
import type { Caller } from "../state/principals";
import { isInformationSchema } from "../state/unity-catalog";
import type { Workspace } from "../state/workspace";
import { virtualTables } from "./query/information-schema-views";

/*
 * What a caller sees, for lists that leave out what may not be looked into instead of refusing: information_schema and
 * the metadata calls.
 */

/** Catalogs the caller may look into. */
export function usableCatalogs(workspace: Workspace, caller: Caller): CatalogRecord[] {
  const { unityCatalog } = workspace;
  return unityCatalog.catalogs(caller).filter((each) => unityCatalog.authorization.holds(caller, "USE_CATALOG", each));
}

/** Schemas the caller sees in a catalog that it may look into. */
export const visibleSchemas = (workspace: Workspace, caller: Caller, catalog: CatalogRecord): SchemaRecord[] =>
  workspace.unityCatalog.schemas(caller, catalog.name);

/** Functions the caller sees in a schema. */
export function visibleFunctions(
  { unityCatalog }: Workspace,
  caller: Caller,
  catalog: CatalogRecord,
  schema: SchemaRecord,
): FunctionRecord[] {
  if (isInformationSchema(schema) || !unityCatalog.authorization.holds(caller, "USE_SCHEMA", schema)) return [];
  return unityCatalog.functions.list(caller, catalog.name, schema.name);
}

/** Volumes the caller sees in a schema. */
export function visibleVolumes(
  { unityCatalog }: Workspace,
  caller: Caller,
  catalog: CatalogRecord,
  schema: SchemaRecord,
): VolumeRecord[] {
  if (isInformationSchema(schema) || !unityCatalog.authorization.holds(caller, "USE_SCHEMA", schema)) return [];
  return unityCatalog.volumes.list(caller, catalog.name, schema.name);
}

/** Tables and views the caller sees in a schema, those of information_schema included. */
export function visibleTables(
  workspace: Workspace,
  caller: Caller,
  catalog: CatalogRecord,
  schema: SchemaRecord,
): TableRecord[] {
  if (isInformationSchema(schema)) return virtualTables(schema);
  if (!workspace.unityCatalog.authorization.holds(caller, "USE_SCHEMA", schema)) return [];
  return workspace.unityCatalog.tables(caller, catalog.name, schema.name);
}
