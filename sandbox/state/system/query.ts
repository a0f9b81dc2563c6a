import type { StatementRecord } from "../records/history";
import type { Facts } from "./facts";
import { type SystemTable, PLACE_COLUMNS, columns, iso, place } from "./system-table";

const history: SystemTable = {
  schema: "query",
  name: "history",
  comment: "Statements that ran on SQL warehouses",
  columns: {
    ...PLACE_COLUMNS,
    ...columns("STRING", "statement_id", "session_id", "execution_status"),
    compute: "STRUCT<type: STRING, cluster_id: STRING, warehouse_id: STRING>",
    ...columns("STRING", "executed_by_user_id", "executed_by", "statement_text", "statement_type", "error_message"),
    ...columns("STRING", "client_application", "client_driver", "cache_origin_statement_id"),
    ...columns("BIGINT", "total_duration_ms", "waiting_for_compute_duration_ms", "waiting_at_capacity_duration_ms"),
    ...columns("BIGINT", "execution_duration_ms", "compilation_duration_ms", "total_task_duration_ms"),
    result_fetch_duration_ms: "BIGINT",
    ...columns("TIMESTAMP", "start_time", "end_time", "update_time"),
    ...columns("BIGINT", "read_partitions", "pruned_files", "read_files", "read_rows", "produced_rows", "read_bytes"),
    read_io_cache_percent: "INT",
    from_result_cache: "BOOLEAN",
    ...columns("BIGINT", "spilled_local_bytes", "written_bytes", "written_rows", "written_files", "shuffle_read_bytes"),
    query_source:
      "STRUCT<job_info: STRUCT<job_id: STRING, job_run_id: STRING, job_task_run_id: STRING>, " +
      "legacy_dashboard_id: STRING, dashboard_id: STRING, alert_id: STRING, notebook_id: STRING, " +
      "sql_query_id: STRING, genie_space_id: STRING>",
    query_parameters:
      "STRUCT<named_parameters: MAP<STRING, STRING>, pos_parameters: ARRAY<STRING>, is_truncated: BOOLEAN>",
    ...columns("STRING", "executed_as", "executed_as_user_id"),
  },
  rows: (workspace) =>
    onWarehouses(workspace).map((statement) => ({
      ...place(workspace),
      statement_id: statement.id,
      session_id: statement.sessionId,
      execution_status: statement.status,
      compute: { type: "WAREHOUSE", warehouse_id: statement.warehouseId },
      executed_by_user_id: statement.principalId,
      executed_by: statement.principal,
      statement_text: statement.text,
      statement_type: statement.type,
      error_message: statement.error,
      total_duration_ms: statement.endedAt - statement.startedAt,
      waiting_for_compute_duration_ms: 0,
      waiting_at_capacity_duration_ms: 0,
      execution_duration_ms: statement.endedAt - statement.startedAt,
      start_time: iso(statement.startedAt),
      end_time: iso(statement.endedAt),
      update_time: iso(statement.endedAt),
      from_result_cache: false,
      written_rows: statement.changedRows,
      executed_as: statement.principal,
      executed_as_user_id: statement.principalId,
    })),
};

/** What runs on clusters is not in this table. */
const onWarehouses = ({ data }: Facts): StatementRecord[] =>
  data.history.statements.filter(({ warehouseId }) => warehouseId !== undefined);

/** @see https://docs.databricks.com/aws/en/admin/system-tables/query-history */
export const QUERY: readonly SystemTable[] = [history];
