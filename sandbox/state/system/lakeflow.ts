import { type SystemTable, PLACE_COLUMNS, columns } from "./system-table";

const TAGS = { tags: "MAP<STRING, STRING>" };
const CHANGES = columns("TIMESTAMP", "change_time", "delete_time");
const PERIOD = columns("TIMESTAMP", "period_start_time", "period_end_time");

/** There are no jobs or pipelines in this workspace, so that the tables about them have no rows. */
const table = (name: string, what: string, more: Readonly<Record<string, string>>): SystemTable => ({
  schema: "lakeflow",
  name,
  comment: `${what}: this local workspace has none`,
  columns: { ...PLACE_COLUMNS, ...more },
  rows: () => [],
});

/** @see https://docs.databricks.com/aws/en/admin/system-tables/jobs */
export const LAKEFLOW: readonly SystemTable[] = [
  table("jobs", "Jobs", {
    ...columns("STRING", "job_id", "name", "description", "creator_id"),
    ...TAGS,
    ...CHANGES,
    run_as: "STRING",
  }),
  table("job_tasks", "Tasks of jobs", {
    ...columns("STRING", "job_id", "task_key"),
    depends_on_keys: "ARRAY<STRING>",
    ...CHANGES,
  }),
  table("job_run_timeline", "Runs of jobs", {
    ...columns("STRING", "job_id", "run_id"),
    ...PERIOD,
    ...columns("STRING", "trigger_type", "run_type", "run_name"),
    compute_ids: "ARRAY<STRING>",
    ...columns("STRING", "result_state", "termination_code"),
    job_parameters: "MAP<STRING, STRING>",
  }),
  table("job_task_run_timeline", "Runs of tasks", {
    ...columns("STRING", "job_id", "run_id", "job_run_id", "parent_run_id"),
    ...PERIOD,
    task_key: "STRING",
    compute_ids: "ARRAY<STRING>",
    ...columns("STRING", "result_state", "termination_code"),
  }),
  table("pipelines", "Pipelines", {
    ...columns("STRING", "pipeline_id", "pipeline_type", "name", "created_by", "run_as"),
    ...TAGS,
    ...CHANGES,
  }),
  table("pipeline_update_timeline", "Updates of pipelines", {
    ...columns("STRING", "pipeline_id", "update_id", "update_type", "request_id", "run_as_user_name"),
    ...columns("STRING", "trigger_type", "result_state"),
    ...PERIOD,
  }),
];
