import type { SchemaRecord } from "../../state/records/schema";
import type { TableRecord } from "../../state/records/table";

export type ViewName =
  | "catalogs"
  | "schemata"
  | "tables"
  | "columns"
  | "views"
  | "catalog_privileges"
  | "schema_privileges"
  | "table_privileges"
  | "volumes"
  | "volume_privileges"
  | "routines"
  | "routine_privileges"
  | "catalog_tags"
  | "schema_tags"
  | "table_tags"
  | "volume_tags"
  | "column_tags";

const text = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, "STRING"]));
const HISTORY = { created: "TIMESTAMP", created_by: "STRING", last_altered: "TIMESTAMP", last_altered_by: "STRING" };
const PRIVILEGE = text("privilege_type", "is_grantable", "inherited_from");

const ROUTINE = text(
  ...["specific_catalog", "specific_schema", "specific_name", "routine_catalog", "routine_schema", "routine_name"],
);
const TAG = ["tag_name", "tag_value"];

/**
 * Columns of the views of every catalog's `information_schema`: names and types, in order.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-information-schema
 */
export const VIEWS: Readonly<Record<ViewName, Readonly<Record<string, string>>>> = {
  catalogs: { ...text("catalog_name", "catalog_owner", "comment"), ...HISTORY },
  schemata: { ...text("catalog_name", "schema_name", "schema_owner", "comment"), ...HISTORY },
  tables: {
    ...text("table_catalog", "table_schema", "table_name", "table_type", "is_insertable_into", "commit_action"),
    ...text("table_owner", "comment"),
    ...HISTORY,
    ...text("data_source_format", "storage_path", "storage_sub_directory"),
  },
  columns: {
    ...text("table_catalog", "table_schema", "table_name", "column_name"),
    ordinal_position: "INT",
    ...text("column_default", "is_nullable", "full_data_type", "data_type"),
    character_maximum_length: "BIGINT",
    character_octet_length: "BIGINT",
    numeric_precision: "INT",
    numeric_precision_radix: "INT",
    numeric_scale: "INT",
    datetime_precision: "INT",
    ...text("interval_type"),
    interval_precision: "INT",
    ...text("maximum_cardinality", "is_identity", "identity_generation", "is_generated", "is_system_time_period_start"),
    ...text("is_system_time_period_end", "system_time_period_timestamp_generation", "is_updatable"),
    partition_ordinal_position: "INT",
    ...text("comment"),
  },
  views: {
    ...text("table_catalog", "table_schema", "table_name", "view_definition", "check_option", "is_updatable"),
    ...text("is_insertable_into", "sql_path"),
  },
  catalog_privileges: { ...text("grantor", "grantee", "catalog_name"), ...PRIVILEGE },
  schema_privileges: { ...text("grantor", "grantee", "catalog_name", "schema_name"), ...PRIVILEGE },
  table_privileges: { ...text("grantor", "grantee", "table_catalog", "table_schema", "table_name"), ...PRIVILEGE },
  volumes: {
    ...text("volume_catalog", "volume_schema", "volume_name", "volume_type", "volume_owner", "comment"),
    ...text("storage_location"),
    ...HISTORY,
  },
  volume_privileges: { ...text("grantor", "grantee", "volume_catalog", "volume_schema", "volume_name"), ...PRIVILEGE },
  routines: {
    ...ROUTINE,
    ...text("routine_owner", "routine_type", "data_type", "full_data_type", "routine_body", "routine_definition"),
    ...text("external_name", "external_language", "parameter_style", "is_deterministic", "sql_data_access"),
    ...text("is_null_call", "sql_path", "security_type", "comment"),
    ...HISTORY,
  },
  routine_privileges: { ...text("grantor", "grantee"), ...ROUTINE, ...PRIVILEGE },
  catalog_tags: text("catalog_name", ...TAG),
  schema_tags: text("catalog_name", "schema_name", ...TAG),
  table_tags: text("catalog_name", "schema_name", "table_name", ...TAG),
  volume_tags: text("catalog_name", "schema_name", "volume_name", ...TAG),
  column_tags: text("catalog_name", "schema_name", "table_name", "column_name", ...TAG),
};

/** The views of an information schema as tables, for lists and descriptions. */
export function virtualTables(schema: SchemaRecord): TableRecord[] {
  return Object.entries(VIEWS).map(([name, columns]) => ({
    kind: "table",
    id: "",
    name,
    schemaId: schema.id,
    tableType: "VIEW",
    owner: "System user",
    properties: {},
    createdAt: schema.createdAt,
    createdBy: "System user",
    updatedAt: schema.updatedAt,
    updatedBy: "System user",
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type, nullable: true })),
  }));
}
