import { fold } from "../../state/names";
import type { Caller } from "../../state/principals";
import type { Workspace } from "../../state/workspace";
import { usableCatalogs } from "../directory";
import { tableNotFound } from "../errors";
import { ROWS } from "./information-schema-rows";
import type { Scope } from "./information-schema-scope";
import { VIEWS, type ViewName } from "./information-schema-views";
import type { Parameters } from "./parameters";
import { rowsQuery } from "./rows-query";

/** One view of an information schema, for one caller. */
export interface VirtualQuery {
  readonly view: ViewName;
  readonly scope: Scope;
}

/**
 * The view of an information schema that a name means; undefined when the name is in another schema.
 *
 * @throws ServiceError or SqlError when the caller may not use the catalog, or there is no such view
 */
export function informationSchema(
  workspace: Workspace,
  caller: Caller,
  catalogName: string,
  schemaName: string,
  name: string,
): VirtualQuery | undefined {
  if (fold(schemaName) !== "information_schema") return undefined;
  workspace.unityCatalog.schema(caller, catalogName, schemaName);
  const catalog = workspace.unityCatalog.findCatalog(catalogName);
  if (!catalog) return undefined;
  const view = fold(name);
  if (!isView(view)) throw tableNotFound([catalog.name, "information_schema", name]);
  const catalogs = catalog.name === "system" ? usableCatalogs(workspace, caller) : [catalog];
  return { view, scope: { workspace, caller, catalogs } };
}

const isView = (name: string): name is ViewName => Object.hasOwn(VIEWS, name);

/** The rows of such a view as a DuckDB query. */
export function informationSchemaQuery({ view, scope }: VirtualQuery, parameters: Parameters): string {
  const columns = VIEWS[view];
  const names = Object.keys(columns);
  const objects = ROWS[view](scope).map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])));
  return rowsQuery(columns, objects, parameters);
}
