import type { DataSource } from "../engine/resource";
import { catalog } from "./catalog";
import { catalogs } from "./catalogs";
import { cluster } from "./cluster";
import { clusters } from "./clusters";
import { currentConfig } from "./current-config";
import { currentMetastore } from "./current-metastore";
import { currentUser } from "./current-user";
import { group } from "./group";
import { schema } from "./schema";
import { schemas } from "./schemas";
import { servicePrincipal } from "./service-principal";
import { servicePrincipals } from "./service-principals";
import { sqlWarehouse } from "./sql-warehouse";
import { sqlWarehouses } from "./sql-warehouses";
import { tables } from "./tables";
import { inWorkspace } from "./workspace-check";

/** Every data source that is served, as many as the schema file has. */
export const DATA_SOURCES: Readonly<Record<string, DataSource>> = {
  databricks_catalog: inWorkspace(catalog),
  databricks_catalogs: inWorkspace(catalogs),
  databricks_cluster: inWorkspace(cluster),
  databricks_clusters: inWorkspace(clusters),
  databricks_current_config: currentConfig,
  databricks_current_metastore: inWorkspace(currentMetastore),
  databricks_current_user: currentUser,
  databricks_group: group,
  databricks_schema: inWorkspace(schema),
  databricks_schemas: inWorkspace(schemas),
  databricks_service_principal: servicePrincipal,
  databricks_service_principals: servicePrincipals,
  databricks_sql_warehouse: inWorkspace(sqlWarehouse),
  databricks_sql_warehouses: inWorkspace(sqlWarehouses),
  databricks_tables: inWorkspace(tables),
};
