import { requireStorage } from "../../state/editions";
import type { CreateCatalogStatement } from "../parser/statement";
import { type Result, nothing } from "../results/result";
import { type StatementContext, schemaName } from "./context";

/** `CREATE CATALOG` */
export function createCatalog(
  { workspace, caller }: StatementContext,
  { name, ifNotExists, comment, location, properties }: CreateCatalogStatement,
): Promise<Result> {
  const [catalog = ""] = name;
  const { unityCatalog } = workspace;
  if (ifNotExists && unityCatalog.findCatalog(catalog)) {
    // The service looks for a place for the data all the same.
    requireStorage(workspace.data.identity, location);
  } else {
    unityCatalog.createCatalog(caller, { name: catalog, comment, storageRoot: location, properties });
  }
  return Promise.resolve(nothing());
}

/** `CREATE SCHEMA` */
export function createSchema(
  context: StatementContext,
  { name, ifNotExists, comment, location, properties }: CreateCatalogStatement,
): Promise<Result> {
  const { unityCatalog } = context.workspace;
  const [catalog, schema] = schemaName(context, name);
  if (!(ifNotExists && unityCatalog.findSchema(catalog, schema))) {
    unityCatalog.createSchema(context.caller, catalog, { name: schema, comment, storageRoot: location, properties });
  }
  return Promise.resolve(nothing());
}
