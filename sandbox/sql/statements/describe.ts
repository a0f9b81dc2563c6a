import type { CatalogRecord } from "../../state/records/catalog";
import type { FunctionRecord } from "../../state/records/function";
import type { SchemaRecord } from "../../state/records/schema";
import type { Securable } from "../../state/records/securable";
import type { TableRecord } from "../../state/records/table";
import type { VolumeRecord } from "../../state/records/volume";
import { isInformationSchema } from "../../state/unity-catalog";
import { literal, quoted, tableNotFound, unsupported } from "../errors";
import type { DescribeStatement } from "../parser/statement";
import { virtualTables } from "../query/information-schema-views";
import { type Result, rows, strings } from "../results/result";
import { parseType, typeSql, typeText } from "../types/sql-type";
import { type StatementContext, tableName } from "./context";
import { securableOf } from "./grants";

/** `DESCRIBE …` */
export function describe(context: StatementContext, { on, extended }: DescribeStatement): Promise<Result> {
  if (on.kind === "table") {
    const name = tableName(context, on.name);
    return Promise.resolve(describeTable(name, describedTable(context, name), extended));
  }
  return Promise.resolve(describeSecurable(context, securableOf(context, on), extended));
}

function describeSecurable(context: StatementContext, securable: Securable, extended: boolean): Result {
  switch (securable.kind) {
    case "catalog":
      return describeCatalog(securable, extended);
    case "schema":
      return describeSchema(context, securable, extended);
    case "volume":
      return describeVolume(context, securable);
    case "function":
      return describeFunction(context, securable, extended);
    default:
      throw unsupported(`DESCRIBE ${securable.kind.toUpperCase()}`);
  }
}

/** A table that the caller may look at: it holds SELECT, or manages the table. */
export function describedTable({ workspace, caller }: StatementContext, name: [string, string, string]): TableRecord {
  const { unityCatalog } = workspace;
  const schema = unityCatalog.schema(caller, name[0], name[1]);
  if (isInformationSchema(schema)) {
    const found = virtualTables(schema).find((table) => table.name === name[2].toLowerCase());
    if (!found) throw tableNotFound(name);
    return found;
  }
  const table = unityCatalog.table(caller, ...name);
  const { authorization } = unityCatalog;
  if (!["MANAGE", "BROWSE", "MODIFY"].some((privilege) => authorization.holds(caller, privilege, table))) {
    authorization.require(caller, "SELECT", table);
  }
  return table;
}

const date = (millis: number): string => new Date(millis).toUTCString().replace(",", "").replace("GMT", "UTC");

const properties = (record: { properties: Record<string, string> }): string =>
  `[${Object.entries(record.properties)
    .map(([key, value]) => `${key}=${value}`)
    .join(",")}]`;

const CATALOG_TYPES: Readonly<Record<CatalogRecord["catalogType"], string>> = {
  MANAGED_CATALOG: "Regular",
  DELTASHARING_CATALOG: "Delta Sharing",
  FOREIGN_CATALOG: "Foreign",
  SYSTEM_CATALOG: "System",
};

function describeCatalog(catalog: CatalogRecord, extended: boolean): Result {
  const lines = [
    ["Catalog Name", catalog.name],
    ["Comment", catalog.comment ?? ""],
    ["Owner", catalog.owner],
    ["Catalog Type", CATALOG_TYPES[catalog.catalogType]],
  ];
  const more = [
    ["Created By", catalog.createdBy],
    ["Created At", date(catalog.createdAt)],
    ["Storage Root", catalog.storageRoot ?? ""],
    ["Properties", properties(catalog)],
  ];
  return rows(strings("info_name", "info_value"), extended ? [...lines, ...more] : lines);
}

function describeSchema({ workspace }: StatementContext, schema: SchemaRecord, extended: boolean): Result {
  const [catalog = ""] = workspace.unityCatalog.authorization.fullName(schema).split(".");
  const lines = [
    ["Catalog Name", catalog],
    ["Namespace Name", schema.name],
    ["Comment", schema.comment ?? ""],
    ["Location", schema.storageRoot ?? ""],
    ["Owner", schema.owner],
  ];
  return rows(
    strings("database_description_item", "database_description_value"),
    extended ? [...lines, ["Properties", properties(schema)]] : lines,
  );
}

function describeVolume({ workspace }: StatementContext, volume: VolumeRecord): Result {
  const [catalog = "", schema = ""] = workspace.unityCatalog.authorization.fullName(volume).split(".");
  return rows(strings("name", "catalog", "database", "owner", "storageLocation", "volumeType", "comment"), [
    [volume.name, catalog, schema, volume.owner, null, "MANAGED", volume.comment ?? null],
  ]);
}

function describeFunction({ workspace }: StatementContext, record: FunctionRecord, extended: boolean): Result {
  const input = record.parameters.map(({ name, type }) => `${name} ${type.toUpperCase()}`);
  const lines = [
    ["Function:", workspace.unityCatalog.authorization.fullName(record)],
    ["Type:", "SCALAR"],
    ["Input:", input.join(", ") || "()"],
    ["Returns:", record.returnType.toUpperCase()],
    ...(extended
      ? [
          ["Comment:", record.comment ?? ""],
          ["Owner:", record.owner],
          ["Body:", record.definition],
        ]
      : []),
  ];
  return rows(
    strings("function_desc"),
    lines.map(([name = "", value = ""]) => [`${name.padEnd(10)}${value}`]),
  );
}

function describeTable([catalog, schema]: [string, string, string], table: TableRecord, extended: boolean): Result {
  const lines: (string | null)[][] = table.columns.map(({ name, type, comment }) => [
    name,
    typeText(parseType(type)),
    comment ?? null,
  ]);
  if (extended) {
    lines.push(
      ["", "", ""],
      ["# Detailed Table Information", "", ""],
      ["Catalog", catalog.toLowerCase(), ""],
      ["Database", schema.toLowerCase(), ""],
      ["Table", table.name, ""],
      ["Created Time", date(table.createdAt), ""],
      ["Created By", table.createdBy, ""],
      ["Type", table.tableType, ""],
      ["Comment", table.comment ?? "", ""],
      ["Owner", table.owner, ""],
    );
    if (table.tableType === "MANAGED") lines.push(["Provider", "delta", ""], ["Is_managed_location", "true", ""]);
    else if (table.viewDefinition !== undefined) lines.push(["View Text", table.viewDefinition, ""]);
    if (table.viewNamespace) {
      const { viewNamespace } = table;
      lines.push(["View Catalog and Namespace", quoted([viewNamespace.catalog, viewNamespace.schema]), ""]);
    }
    lines.push(["Table Properties", properties(table), ""]);
  }
  return rows(strings("col_name", "data_type", "comment"), lines);
}

/** The statement that makes a table or view. */
export function createTableText(name: [string, string, string], table: TableRecord): string {
  const full = quoted([name[0].toLowerCase(), name[1].toLowerCase(), table.name]);
  const view = table.tableType !== "MANAGED";
  const columns = table.columns.map(
    ({ name: column, type, nullable, comment }) =>
      `  ${quoted([column])}${view ? "" : ` ${typeSql(parseType(type))}`}${nullable ? "" : " NOT NULL"}` +
      (comment === undefined ? "" : ` COMMENT ${literal(comment)}`),
  );
  const entries = Object.entries(table.properties).map(([key, value]) => `  ${literal(key)} = ${literal(value)}`);
  return [
    `CREATE ${view ? table.tableType.replace("_", " ") : "TABLE"} ${full} (\n${columns.join(",\n")})`,
    ...(view ? [] : ["USING delta"]),
    ...(table.comment === undefined ? [] : [`COMMENT ${literal(table.comment)}`]),
    ...(entries.length === 0 ? [] : [`TBLPROPERTIES (\n${entries.join(",\n")})`]),
    ...(view ? [`AS ${table.viewDefinition ?? ""}`] : []),
    "",
  ].join("\n");
}
