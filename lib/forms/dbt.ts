import { stringify } from "yaml";
import type { Subject } from "./subject";
import { formsOf } from "./tool-form";

/** dbt keeps variables with this beginning out of its logs. */
export const DBT_SECRET = "DBT_ENV_SECRET_DATABRICKS";

/**
 * An entry for dbt's `profiles.yml`, named after the integration; the secret comes from the environment.
 *
 * @see https://docs.getdbt.com/docs/core/connect-data-platform/databricks-setup
 */
export function dbtProfile(subject: Subject): string {
  const [main] = formsOf(subject);
  const output = Object.fromEntries(
    (main?.rows ?? []).map(({ label, value }) => [
      label,
      typeof value === "string" ? value : `{{ env_var('${DBT_SECRET}') }}`,
    ]),
  );
  const { integration } = subject.connection;
  return stringify({ [integration]: { target: "databricks", outputs: { databricks: output } } }, { lineWidth: 0 });
}
