import type { StatementRecord } from "../records/history";
import type { Facts } from "./facts";
import { type Row, type SystemTable, PLACE_COLUMNS, columns, iso, isoDate, place } from "./system-table";

const audit: SystemTable = {
  schema: "access",
  name: "audit",
  comment: "Calls of the REST API",
  columns: {
    ...PLACE_COLUMNS,
    version: "STRING",
    event_time: "TIMESTAMP",
    event_date: "DATE",
    ...columns("STRING", "source_ip_address", "user_agent", "session_id"),
    user_identity: "STRUCT<email: STRING, subject_name: STRING>",
    ...columns("STRING", "service_name", "action_name", "request_id"),
    request_params: "MAP<STRING, STRING>",
    response: "STRUCT<status_code: INT, error_message: STRING, result: STRING>",
    ...columns("STRING", "audit_level", "event_id"),
    identity_metadata: "STRUCT<run_by: STRING, run_as: STRING, acting_resource: STRING>",
  },
  rows: (workspace) =>
    workspace.data.history.audit.map((call) => ({
      ...place(workspace),
      version: "2.0",
      event_time: iso(call.at),
      event_date: isoDate(call.at),
      source_ip_address: call.address,
      user_agent: call.userAgent,
      user_identity: { email: call.principal },
      service_name: call.service,
      action_name: call.action,
      request_id: call.id,
      request_params: call.parameters,
      response: { status_code: call.status, error_message: call.error },
      audit_level: "WORKSPACE_LEVEL",
      event_id: call.id,
      identity_metadata: {},
    })),
};

const ENTITY = columns("STRING", "entity_type", "entity_id", "entity_run_id");
const side = (end: "source" | "target") =>
  columns(
    "STRING",
    ...["table_full_name", "table_catalog", "table_schema", "table_name", "path", "type"].map(
      (name) => `${end}_${name}`,
    ),
  );
const EVENT = {
  created_by: "STRING",
  event_time: "TIMESTAMP",
  event_date: "DATE",
  ...columns("STRING", "record_id", "event_id", "statement_id"),
  entity_metadata:
    "STRUCT<job_info: STRUCT<job_id: STRING, job_run_id: STRING>, dashboard_id: STRING, " +
    "legacy_dashboard_id: STRING, notebook_id: STRING, sql_query_id: STRING, " +
    "dlt_pipeline_info: STRUCT<dlt_pipeline_id: STRING, dlt_update_id: STRING>>",
};

const tableLineage: SystemTable = {
  schema: "access",
  name: "table_lineage",
  comment: "Which tables statements read and wrote",
  columns: {
    account_id: "STRING",
    metastore_id: "STRING",
    workspace_id: "STRING",
    ...ENTITY,
    ...side("source"),
    ...side("target"),
    ...EVENT,
  },
  rows: (workspace) =>
    workspace.data.history.statements
      .filter(({ status }) => status === "FINISHED")
      .flatMap((statement) => pairs(statement).map((pair, index) => lineageRow(workspace, statement, pair, index))),
};

/** Each source with the target; a statement without sources has one row for its target. */
function pairs({ sources, target }: StatementRecord): { source?: string; target?: string }[] {
  if (sources.length > 0) return sources.map((source) => ({ source, target }));
  return target === undefined ? [] : [{ target }];
}

function lineageRow(
  workspace: Facts,
  statement: StatementRecord,
  { source, target }: { source?: string; target?: string },
  index: number,
): Row {
  return {
    ...place(workspace),
    metastore_id: workspace.data.identity.metastoreId,
    entity_type: "DBSQL_QUERY",
    entity_id: statement.id,
    ...namesOf("source", source),
    ...namesOf("target", target),
    created_by: statement.principal,
    event_time: iso(statement.endedAt),
    event_date: isoDate(statement.endedAt),
    record_id: `${statement.id}-${index}`,
    event_id: statement.id,
    statement_id: statement.id,
    entity_metadata: {},
  };
}

function namesOf(end: "source" | "target", fullName: string | undefined): Row {
  if (fullName === undefined) return {};
  const [catalog, schema, name] = fullName.split(".");
  return {
    [`${end}_table_full_name`]: fullName,
    [`${end}_table_catalog`]: catalog,
    [`${end}_table_schema`]: schema,
    [`${end}_table_name`]: name,
    [`${end}_type`]: "TABLE",
  };
}

const columnLineage: SystemTable = {
  ...tableLineage,
  name: "column_lineage",
  comment: "Which columns statements read and wrote: not followed by this local workspace",
  columns: {
    account_id: "STRING",
    metastore_id: "STRING",
    workspace_id: "STRING",
    ...ENTITY,
    ...side("source"),
    source_column_name: "STRING",
    ...side("target"),
    target_column_name: "STRING",
    ...EVENT,
  },
  rows: () => [],
};

/** @see https://docs.databricks.com/aws/en/admin/system-tables/audit-logs and …/lineage */
export const ACCESS: readonly SystemTable[] = [audit, tableLineage, columnLineage];
