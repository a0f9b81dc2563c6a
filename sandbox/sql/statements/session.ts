import { VERSION } from "../query/context-functions";
import type { SetStatement, UseStatement } from "../parser/statement";
import { type Result, nothing, rows, strings } from "../results/result";
import type { StatementContext } from "./context";

/** `USE CATALOG`, `USE SCHEMA`: only where the caller may go. */
export function use(
  { workspace, caller, session }: StatementContext,
  { catalog, schema }: UseStatement,
): Promise<Result> {
  const { unityCatalog } = workspace;
  const target = unityCatalog.catalog(caller, catalog ?? session.catalog);
  unityCatalog.authorization.require(caller, "USE_CATALOG", target);
  const inner = schema === undefined ? undefined : unityCatalog.schema(caller, target.name, schema);
  if (inner && inner.name !== "information_schema") unityCatalog.authorization.require(caller, "USE_SCHEMA", inner);
  session.catalog = target.name;
  session.schema = inner?.name ?? "default";
  return Promise.resolve(nothing());
}

/** `SET`, `RESET`: settings are remembered; only `statement_timeout` (seconds) has an effect. */
export function set({ session }: StatementContext, { kind, key, value }: SetStatement): Promise<Result> {
  const { configuration } = session;
  if (kind === "reset") {
    if (key === undefined) configuration.clear();
    else configuration.delete(key.toLowerCase());
    return Promise.resolve(nothing());
  }
  if (key !== undefined && value !== undefined) configuration.set(key.toLowerCase(), value);
  const shown =
    key === undefined ? [...configuration] : [[key, configuration.get(key.toLowerCase()) ?? defaultOf(key)]];
  return Promise.resolve(rows(strings("key", "value"), shown));
}

const DEFAULTS: Readonly<Record<string, string>> = {
  ansi_mode: "true",
  statement_timeout: "0",
  timezone: "Etc/UTC",
  "spark.databricks.clusterusagetags.sparkversion": `${VERSION.runtime}.x-local`,
};

const defaultOf = (key: string): string => DEFAULTS[key.toLowerCase()] ?? "<undefined>";
