import type { CatalogRecord } from "../../state/records/catalog";
import type { FunctionRecord } from "../../state/records/function";
import type { SchemaRecord } from "../../state/records/schema";
import type { Securable } from "../../state/records/securable";
import type { TableRecord } from "../../state/records/table";
import type { VolumeRecord } from "../../state/records/volume";
import type { Caller } from "../../state/principals";
import { privilegeInSql } from "../../state/privileges";
import type { Workspace } from "../../state/workspace";
import { visibleFunctions, visibleSchemas, visibleTables, visibleVolumes } from "../directory";

export type Cell = string | number | null;

/** The catalogs that one information schema tells about, and who asks. */
export interface Scope {
  readonly workspace: Workspace;
  readonly caller: Caller;
  readonly catalogs: readonly CatalogRecord[];
}

const iso = (millis: number): string => new Date(millis).toISOString();

type Dated = Pick<TableRecord, "createdAt" | "createdBy" | "updatedAt" | "updatedBy">;

export const history = ({ createdAt, createdBy, updatedAt, updatedBy }: Dated): Cell[] => [
  iso(createdAt),
  createdBy,
  iso(updatedAt),
  updatedBy,
];

export function eachSchema(
  { workspace, caller, catalogs }: Scope,
  rows: (catalog: CatalogRecord, schema: SchemaRecord) => Cell[][],
): Cell[][] {
  return catalogs.flatMap((catalog) =>
    visibleSchemas(workspace, caller, catalog).flatMap((schema) => rows(catalog, schema)),
  );
}

export function eachTable(scope: Scope, rows: (names: string[], table: TableRecord) => Cell[][]): Cell[][] {
  return eachSchema(scope, (catalog, schema) =>
    visibleTables(scope.workspace, scope.caller, catalog, schema).flatMap((table) =>
      rows([catalog.name, schema.name, table.name], table),
    ),
  );
}

export function eachVolume(scope: Scope, rows: (names: string[], volume: VolumeRecord) => Cell[][]): Cell[][] {
  return eachSchema(scope, (catalog, schema) =>
    visibleVolumes(scope.workspace, scope.caller, catalog, schema).flatMap((volume) =>
      rows([catalog.name, schema.name, volume.name], volume),
    ),
  );
}

export function eachFunction(scope: Scope, rows: (names: string[], routine: FunctionRecord) => Cell[][]): Cell[][] {
  return eachSchema(scope, (catalog, schema) =>
    visibleFunctions(scope.workspace, scope.caller, catalog, schema).flatMap((routine) =>
      rows([catalog.name, schema.name, routine.name], routine),
    ),
  );
}

/** Grants that reach a securable: all of them for whoever manages it, for others their own. */
export function grantRows({ workspace, caller }: Scope, securable: Securable, names: string[]): Cell[][] {
  const { authorization } = workspace.unityCatalog;
  const all = authorization.holds(caller, "MANAGE", securable);
  return authorization
    .grantsOn(securable, true)
    .filter(({ principal }) => all || caller.identities.has(principal))
    .map(({ principal, privilege, on }) => {
      const inherited = on.id === securable.id ? "NONE" : on.kind.toUpperCase();
      return [null, principal, ...names, privilegeInSql(privilege), "NO", inherited];
    });
}

/** The tags of a securable. */
export const tagRows = (names: string[], { tags = {} }: { readonly tags?: Record<string, string> }): Cell[][] =>
  Object.entries(tags).map(([key, value]) => [...names, key, value]);
