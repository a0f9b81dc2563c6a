import type { TableRecord } from "../../state/records/table";
import { isInformationSchema } from "../../state/unity-catalog";
import { virtualTables } from "../query/information-schema-views";
import type { ShowStatement } from "../parser/statement";
import { type Result, type ResultColumn, rows, strings } from "../results/result";
import { type StatementContext, schemaName, tableName } from "./context";
import { createTableText, describedTable } from "./describe";

/** Whether a name matches a pattern of SHOW: `*` is any text, `|` separates alternatives, case does not count. */
export function matches(pattern: string | undefined, name: string): boolean {
  if (pattern === undefined) return true;
  return pattern.split("|").some((alternative) => {
    const source = alternative
      .trim()
      .replace(/[.+?^${}()[\]\\]/g, "\\$&")
      .replaceAll("*", ".*");
    return new RegExp(`^${source}$`, "is").test(name);
  });
}

const flag = (name: string): ResultColumn => ({ name, type: { kind: "boolean" } });

/** `SHOW …`: lists what the caller sees. */
export function show(context: StatementContext, statement: ShowStatement): Promise<Result> {
  return Promise.resolve(answer(context, statement));
}

function answer(context: StatementContext, { what, in: place, like }: ShowStatement): Result {
  const { workspace, caller, session } = context;
  const { unityCatalog } = workspace;
  switch (what) {
    case "catalogs":
      return list("catalog", unityCatalog.catalogs(caller), like);
    case "schemas":
      return list("databaseName", unityCatalog.schemas(caller, place?.[0] ?? session.catalog), like);
    case "tables": {
      const { schema, tables } = tablesOf(context, place);
      const found = tables.filter((table) => matches(like, table.name));
      return rows(
        [...strings("database", "tableName"), flag("isTemporary")],
        found.map((table) => [schema, table.name, false]),
      );
    }
    case "views": {
      const { schema, tables } = tablesOf(context, place);
      const found = tables.filter((table) => table.tableType !== "MANAGED" && matches(like, table.name));
      return rows(
        [...strings("namespace", "viewName"), flag("isTemporary"), flag("isMaterialized")],
        found.map((view) => [schema, view.name, false, view.tableType === "MATERIALIZED_VIEW"]),
      );
    }
    case "volumes": {
      const [catalog, schema] = schemaName(context, place);
      const found = unityCatalog.volumes.list(caller, catalog, schema).filter(({ name }) => matches(like, name));
      return rows(
        strings("database", "volume_name"),
        found.map(({ name }) => [schema.toLowerCase(), name]),
      );
    }
    case "functions": {
      const found = unityCatalog.functions.list(caller, ...schemaName(context, place));
      const names = found
        .filter(({ name }) => matches(like, name))
        .map((each) => unityCatalog.authorization.fullName(each));
      return rows(
        strings("function"),
        names.map((name) => [name]),
      );
    }
    case "columns":
      return list("col_name", describedTable(context, tableName(context, place ?? [])).columns, like);
    case "createTable": {
      const name = tableName(context, place ?? []);
      return rows(strings("createtab_stmt"), [[createTableText(name, describedTable(context, name))]]);
    }
    case "properties": {
      const { properties } = describedTable(context, tableName(context, place ?? []));
      const found = Object.entries(properties).filter(([key]) => like === undefined || key === like);
      return rows(strings("key", "value"), found);
    }
    case "current":
      return rows(strings("catalog", "namespace"), [[session.catalog, session.schema]]);
  }
}

const list = (column: string, named: readonly { readonly name: string }[], like: string | undefined): Result =>
  rows(
    strings(column),
    named.filter(({ name }) => matches(like, name)).map(({ name }) => [name]),
  );

function tablesOf(context: StatementContext, place: ShowStatement["in"]): { schema: string; tables: TableRecord[] } {
  const { unityCatalog } = context.workspace;
  const [catalog, name] = schemaName(context, place);
  const schema = unityCatalog.schema(context.caller, catalog, name);
  const tables = isInformationSchema(schema)
    ? virtualTables(schema)
    : unityCatalog.tables(context.caller, catalog, name);
  return { schema: schema.name, tables };
}
