import { computeOf } from "../terraform/compute";
import { cloudOfHost, type Cloud } from "../databricks/host";
import { workspaceId } from "./details";
import { templateValues } from "./fields";
import type { Subject } from "./subject";

/**
 * A connection as Partner Connect hands it to a tool, without the secret.
 *
 * What the kit does not know is left out, even where Partner Connect always has it: who the user is, and whether the
 * workspace is a free trial.
 *
 * @see https://github.com/databrickslabs/partner-connect-api/blob/main/openapi/partner-connect-2.0.yaml ConnectRequest
 */
export interface ConnectRequest {
  readonly hostname: string;
  readonly port: number;
  readonly workspace_url: string;
  readonly workspace_id?: number;
  readonly http_path: string;
  /** For Databricks' older driver. */
  readonly jdbc_url: string;
  readonly databricks_jdbc_url: string;
  readonly cloud_provider?: Cloud;
  /** True in the sandbox. */
  readonly demo: boolean;
  readonly catalog_name?: string;
  /** Id of the cluster or SQL warehouse. */
  readonly cluster_id: string;
  readonly is_sql_endpoint: boolean;
  readonly is_sql_warehouse: boolean;
  /** Application id. */
  readonly service_principal_id: string;
  readonly connection_scope: "workspace";
}

/** What the connection itself does not say. */
export interface WorkspaceFacts {
  /** @defaultValue - what the host gives away */
  readonly cloud?: Cloud;
  /** True in the sandbox. */
  readonly demo: boolean;
}

export function connectRequest(subject: Subject, { cloud, demo }: WorkspaceFacts): ConnectRequest {
  const { connection } = subject;
  const { host, port, http_path } = connection;
  const { workspace_url, jdbc_url } = templateValues(connection);
  const id = workspaceId(subject);
  const compute = computeOf(connection);
  const isWarehouse = compute.kind === "warehouse";
  const provider = cloud ?? cloudOfHost(workspace_url);
  return {
    hostname: host,
    port,
    workspace_url,
    ...(id !== undefined && Number.isSafeInteger(Number(id)) && { workspace_id: Number(id) }),
    http_path,
    jdbc_url: jdbc_url.replace("jdbc:databricks:", "jdbc:spark:"),
    databricks_jdbc_url: jdbc_url,
    ...(provider && { cloud_provider: provider }),
    demo,
    ...(connection.catalog && { catalog_name: connection.catalog }),
    cluster_id: compute.id,
    is_sql_endpoint: isWarehouse,
    is_sql_warehouse: isWarehouse,
    service_principal_id: connection.principal.application_id,
    connection_scope: "workspace",
  };
}
