import type { Privilege } from "../../lib/databricks/privilege";

/**
 * Unity Catalog privileges by where they are granted, least first. What leads to a securable under `read:` (USE CATALOG,
 * USE SCHEMA) is derived; for the tool's own schema it is part of the lists.
 *
 * Whoever creates a table, view, volume or schema owns it and needs no SELECT, MODIFY, READ or WRITE VOLUME there.
 */
export interface ProfilePrivileges {
  /** On the catalog that holds the tool's own schema, or in which it makes schemas. */
  readonly catalog: readonly Privilege[];
  /** On the tool's own schema. */
  readonly schema: readonly Privilege[];
  /**
   * On the tool's own schema as well, where the metastore's privilege model is 1.1 or later: from then on CREATE TABLE
   * does not cover views.
   */
  readonly schemaFrom11?: readonly Privilege[];
  /** On everything it reads, as far as it is `applicable` to that kind of securable. */
  readonly read: readonly Privilege[];
}

/** Of these the ones where the tool makes things of its own. */
export type OwnPrivileges = Omit<ProfilePrivileges, "read">;

/** What a privilege allows, as the end of a sentence that begins with "may". */
export const PRIVILEGE_WORDS: Readonly<Record<Privilege, string>> = {
  APPLY_TAG: "put tags on tables",
  BROWSE: "see that objects exist, without their data",
  CREATE_FUNCTION: "create functions",
  CREATE_MATERIALIZED_VIEW: "create materialized views, which it then owns",
  CREATE_SCHEMA: "create schemas, which it then owns",
  CREATE_TABLE: "create tables, which it then owns",
  CREATE_VIEW: "create views, which it then owns",
  CREATE_VOLUME: "create volumes for files, which it then owns",
  EXECUTE: "call functions and models",
  EXTERNAL_USE_SCHEMA: "get short-lived storage credentials for tables",
  MANAGE: "change who may do what",
  MODIFY: "add, change and delete rows of tables that others own",
  READ_VOLUME: "read files in volumes",
  SELECT: "read rows",
  USE_CATALOG: "enter the catalog; gives no data by itself",
  USE_SCHEMA: "enter the schema; gives no data by itself",
  WRITE_VOLUME: "add and delete files in volumes that others own",
};
