import type { ColumnRecord, TableRecord } from "../state/records/table";
import { invalid } from "../state/errors";
import type { Workspace } from "../state/workspace";
import type { Area } from "./context";
import { objectName } from "./full-name";
import { securableFields } from "./securable";

const TABLES = "/api/2.1/unity-catalog/tables";

/** Tables and views are read here and changed in SQL. @see https://docs.databricks.com/api/workspace/tables */
export const tables: Area = (app, { workspace }) => {
  const { unityCatalog } = workspace;

  app.get(TABLES, (c) => {
    const { catalog_name: catalog, schema_name: schema } = c.req.query();
    if (!catalog) throw invalid("Missing required field: catalog_name");
    if (!schema) throw invalid("Missing required field: schema_name");
    const found = unityCatalog.tables(c.get("caller"), catalog, schema);
    return c.json({ tables: found.map((each) => toWire(workspace, each)) });
  });

  app.get(`${TABLES}/:fullName`, (c) =>
    c.json(toWire(workspace, unityCatalog.table(c.get("caller"), ...objectName(c.req.param("fullName"), "table")))),
  );
};

function toWire(workspace: Workspace, table: TableRecord) {
  const full = workspace.unityCatalog.authorization.fullName(table);
  const [catalog, schema] = full.split(".");
  return {
    ...securableFields(workspace, table),
    full_name: full,
    catalog_name: catalog,
    schema_name: schema,
    table_id: table.id,
    table_type: table.tableType,
    securable_type: "TABLE",
    data_source_format: table.tableType === "VIEW" ? undefined : "DELTA",
    view_definition: table.viewDefinition,
    view_dependencies: table.uses && {
      dependencies: table.uses.map((name) => ({ table: { table_full_name: name } })),
    },
    columns: table.columns.map(columnToWire),
  };
}

/** Names of the API for types whose name in SQL is another. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  BIGINT: "LONG",
  SMALLINT: "SHORT",
  TINYINT: "BYTE",
  INTEGER: "INT",
  REAL: "FLOAT",
  NUMERIC: "DECIMAL",
  VARCHAR: "STRING",
};

function columnToWire(column: ColumnRecord, position: number) {
  const base = (/^\w+/.exec(column.type)?.[0] ?? "").toUpperCase();
  return {
    name: column.name,
    type_text: column.type.toLowerCase(),
    type_name: TYPE_NAMES[base] ?? base,
    position,
    nullable: column.nullable,
    comment: column.comment,
  };
}
