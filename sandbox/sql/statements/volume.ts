import type { CreateVolumeStatement } from "../parser/statement";
import { type Result, nothing } from "../results/result";
import { type StatementContext, tableName } from "./context";

/** `CREATE VOLUME` */
export function createVolume(context: StatementContext, statement: CreateVolumeStatement): Promise<Result> {
  const { volumes } = context.workspace.unityCatalog;
  const [catalog, schema, name] = tableName(context, statement.name);
  if (!(statement.ifNotExists && volumes.find(catalog, schema, name))) {
    volumes.create(context.caller, catalog, schema, { name, comment: statement.comment });
  }
  return Promise.resolve(nothing());
}
