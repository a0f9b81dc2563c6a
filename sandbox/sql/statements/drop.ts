import { ServiceError } from "../../state/errors";
import { SqlError, quoted } from "../errors";
import type { DropStatement, TruncateStatement } from "../parser/statement";
import { requireWritable, writableTable } from "../query/writable";
import { runAll } from "../query/run";
import { type Result, nothing } from "../results/result";
import { physicalName } from "../storage";
import { type StatementContext, schemaName, tableName } from "./context";

/** `DROP CATALOG | SCHEMA | TABLE | VIEW | MATERIALIZED VIEW | VOLUME | FUNCTION` */
export function drop(context: StatementContext, statement: DropStatement): Promise<Result> {
  try {
    dropNow(context, statement);
  } catch (error) {
    const missing = error instanceof ServiceError && error.code.endsWith("_DOES_NOT_EXIST");
    if (!(statement.ifExists && missing)) throw error;
  }
  return Promise.resolve(nothing());
}

const KINDS = { MANAGED: "table", VIEW: "view", MATERIALIZED_VIEW: "materialized view" } as const;

function dropNow(context: StatementContext, { what, name, cascade }: DropStatement): void {
  const { workspace, caller } = context;
  const { unityCatalog } = workspace;
  switch (what) {
    case "catalog":
      return dropCatalog(context, name[0] ?? "", cascade);
    case "schema":
      return unityCatalog.dropSchema(caller, ...schemaName(context, name), cascade);
    case "volume":
      return unityCatalog.volumes.drop(caller, ...tableName(context, name));
    case "function":
      return unityCatalog.functions.drop(caller, ...tableName(context, name));
    case "table":
    case "view":
    case "materialized view": {
      const full = tableName(context, name);
      const table = unityCatalog.table(caller, ...full);
      const kind = KINDS[table.tableType];
      if (what !== kind && !(what === "view" && kind === "materialized view")) {
        throw new SqlError(
          "WRONG_COMMAND_FOR_OBJECT_TYPE",
          "42809",
          `The operation DROP ${what.toUpperCase()} requires a ${what}. But ${quoted(full)} is a ${kind}. Use DROP ` +
            `${kind.toUpperCase()} instead.`,
        );
      }
      requireWritable(workspace, table);
      unityCatalog.dropTable(caller, ...full);
    }
  }
}

/** Without CASCADE a catalog may hold its empty `default` schema, which it was born with. */
function dropCatalog({ workspace, caller }: StatementContext, name: string, cascade: boolean): void {
  const { unityCatalog } = workspace;
  const catalog = unityCatalog.catalog(caller, name);
  const others = unityCatalog.schemasIn(catalog).filter((schema) => schema.name !== "information_schema");
  const bare = others.every((schema) => schema.name === "default" && unityCatalog.tablesIn(schema).length === 0);
  unityCatalog.dropCatalog(caller, name, cascade || bare);
}

/** `TRUNCATE TABLE` */
export async function truncate(context: StatementContext, { name }: TruncateStatement): Promise<Result> {
  const { workspace, storage, signal, caller } = context;
  const table = writableTable(workspace, caller, tableName(context, name));
  await storage.ensure(table);
  await runAll(storage, signal, [{ sql: `DELETE FROM ${physicalName(table)}` }]);
  return nothing();
}
