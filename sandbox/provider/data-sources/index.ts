import type { DataSource } from "../engine/resource";
import { catalog } from "./catalog";
import { currentMetastore } from "./current-metastore";
import { currentUser } from "./current-user";
import { schema } from "./schema";
import { sqlWarehouse } from "./sql-warehouse";
import { inWorkspace } from "./workspace-check";

/** Every data source that is served, as many as the schema file has. */
export const DATA_SOURCES: Readonly<Record<string, DataSource>> = {
  databricks_catalog: inWorkspace(catalog),
  databricks_current_metastore: inWorkspace(currentMetastore),
  databricks_current_user: currentUser,
  databricks_schema: inWorkspace(schema),
  databricks_sql_warehouse: inWorkspace(sqlWarehouse),
};
