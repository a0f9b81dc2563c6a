import type { Name } from "./cursor";

/** Kinds of securables that statements name; views are tables. */
export type SecurableKind = "metastore" | "catalog" | "schema" | "table" | "volume" | "function";

/** What a `GRANT`, `COMMENT ON` or `ALTER` is about. */
export interface SecurableName {
  readonly kind: SecurableKind;
  /** Empty for the metastore. */
  readonly name: Name;
}

/** A column of `CREATE TABLE`, `CREATE VIEW` (without type) or `ADD COLUMN`. */
export interface ColumnDefinition {
  readonly name: string;
  /** As declared; absent in views. */
  readonly type?: string;
  readonly nullable: boolean;
  readonly comment?: string;
}

export interface ShowStatement {
  readonly kind: "show";
  readonly what:
    | "catalogs"
    | "schemas"
    | "tables"
    | "views"
    | "volumes"
    | "functions"
    | "columns"
    | "createTable"
    | "properties"
    | "current";
  /** Where: a catalog, schema or table, depending on `what`; absent = the current one. */
  readonly in?: Name;
  /** Pattern with `*` and `|`. */
  readonly like?: string;
}

export interface ShowGrantsStatement {
  readonly kind: "showGrants";
  readonly principal?: string;
  readonly on: SecurableName;
}

export interface DescribeStatement {
  readonly kind: "describe";
  readonly on: SecurableName;
  readonly extended: boolean;
}

export interface CreateCatalogStatement {
  readonly kind: "createCatalog" | "createSchema";
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly comment?: string;
  readonly location?: string;
  readonly properties?: Record<string, string>;
}

export interface CreateTableStatement {
  readonly kind: "createTable" | "createView" | "createMaterializedView";
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly orReplace: boolean;
  readonly columns?: ColumnDefinition[];
  readonly comment?: string;
  readonly properties?: Record<string, string>;
  /** `CREATE TABLE … LIKE` */
  readonly like?: Name;
  /** Text of the query after `AS`; every view has one. */
  readonly query?: string;
}

export interface CreateVolumeStatement {
  readonly kind: "createVolume";
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly comment?: string;
}

export interface FunctionParameterDefinition {
  readonly name: string;
  /** As declared. */
  readonly type: string;
}

export interface CreateFunctionStatement {
  readonly kind: "createFunction";
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly orReplace: boolean;
  readonly parameters: readonly FunctionParameterDefinition[];
  readonly returnType: string;
  readonly comment?: string;
  /** Text of the expression after `RETURN`. */
  readonly definition: string;
}

export interface DropStatement {
  readonly kind: "drop";
  readonly what: "catalog" | "schema" | "table" | "view" | "materialized view" | "volume" | "function";
  readonly name: Name;
  readonly ifExists: boolean;
  readonly cascade: boolean;
}

export type Alteration =
  | { readonly action: "owner"; readonly principal: string }
  | { readonly action: "setProperties"; readonly properties: Record<string, string> }
  | { readonly action: "unsetProperties"; readonly keys: string[] }
  | { readonly action: "tags"; readonly set: Record<string, string>; readonly unset: string[] }
  | { readonly action: "comment"; readonly comment: string }
  | { readonly action: "rename"; readonly to: Name }
  | { readonly action: "query"; readonly query: string }
  | { readonly action: "addColumns"; readonly columns: ColumnDefinition[]; readonly ifNotExists: boolean }
  | { readonly action: "dropColumns"; readonly columns: string[]; readonly ifExists: boolean }
  | { readonly action: "renameColumn"; readonly column: string; readonly to: string }
  | { readonly action: "columnComment"; readonly column: string; readonly comment: string }
  | { readonly action: "columnNullable"; readonly column: string; readonly nullable: boolean }
  | { readonly action: "columnType"; readonly column: string; readonly type: string };

export interface AlterStatement {
  readonly kind: "alter";
  readonly on: SecurableName;
  /** `ALTER VIEW` may not name a table, nor the other way round. */
  readonly view: boolean;
  readonly alteration: Alteration;
}

export interface GrantStatement {
  readonly kind: "grant" | "revoke";
  readonly privileges: string[];
  readonly on: SecurableName;
  readonly principal: string;
}

export interface UseStatement {
  readonly kind: "use";
  readonly catalog?: string;
  readonly schema?: string;
}

export interface SetStatement {
  readonly kind: "set" | "reset";
  readonly key?: string;
  readonly value?: string;
}

/** Everything that is not governance: a query or a change of data, run by DuckDB. */
export interface QueryStatement {
  readonly kind: "query";
  readonly sql: string;
  /** Only the plan, or only the columns, are wanted. */
  readonly explain?: "plan" | "columns";
}

export interface ListStatement {
  readonly kind: "list";
  readonly path: string;
  readonly limit?: number;
}

export interface CopyStatement {
  readonly kind: "copy";
  readonly name: Name;
  readonly path: string;
  /** Text of a query on the files, before and after the path in it. */
  readonly select?: readonly [before: string, after: string];
  readonly format: string;
  readonly files?: string[];
  readonly pattern?: string;
  readonly formatOptions: Record<string, string>;
  readonly copyOptions: Record<string, string>;
}

export interface RefreshStatement {
  readonly kind: "refresh";
  readonly name: Name;
}

export interface TruncateStatement {
  readonly kind: "truncate";
  readonly name: Name;
}

export type Statement =
  | ShowStatement
  | ShowGrantsStatement
  | DescribeStatement
  | CreateCatalogStatement
  | CreateTableStatement
  | CreateVolumeStatement
  | CreateFunctionStatement
  | DropStatement
  | AlterStatement
  | GrantStatement
  | UseStatement
  | SetStatement
  | TruncateStatement
  | ListStatement
  | CopyStatement
  | RefreshStatement
  | QueryStatement;
