import { quoteIdentifier, type Securable } from "../../databricks/securable";
import type { CheckContext, FoundTable } from "../context";
import type { Probe } from "../probe";
import { pass, skip } from "../../report/outcome";
import { isLeftover, SCRATCH } from "../scratch-name";
import { sqlText } from "../../databricks/sql/statements";

export const metadata: Probe = {
  id: "metadata",
  title: () => "lists tables and columns",
  after: "visibility",
  async run(context) {
    const catalogs = [...new Set(context.targets.map((target) => target.catalog))];
    if (catalogs.length === 0) return skip("lists tables and columns: there is nothing that it reads");
    const found: FoundTable[] = [];
    for (const catalog of catalogs) found.push(...(await tablesOf(context, catalog)));
    context.leftovers = found.filter(({ table }) => isLeftover(table.table));
    context.tables = found.filter(({ table }) => !table.table.startsWith(SCRATCH));
    if (context.tables.length === 0) return pass("lists tables and columns: it sees none yet");
    const columns = context.tables.reduce((sum, table) => sum + table.columns, 0);
    return pass(`lists tables and columns: tables ${context.tables.length}, columns ${columns}`);
  },
};

/** Names of `data_type`; VARCHAR and CHAR have their length in `full_data_type` only. */
const TEXT = ["STRING", "VARCHAR", "CHAR"];
const NUMERIC = ["BYTE", "TINYINT", "SHORT", "SMALLINT", "INT", "LONG", "BIGINT", "DECIMAL", "FLOAT", "DOUBLE"];

/** One statement for all the targets in a catalog; that of `system` lists every catalog. */
async function tablesOf(context: CheckContext, catalog: string): Promise<FoundTable[]> {
  const conditions = context.targets.filter((target) => target.catalog === catalog).map(condition);
  const schema = `${quoteIdentifier(catalog)}.information_schema`;
  const first = (types: string[]) =>
    `min(CASE WHEN c.data_type IN (${types.map(sqlText).join(", ")}) THEN c.column_name END)`;
  const rows = await context.query(
    `SELECT t.table_schema, t.table_name, t.table_type, t.table_owner, count(c.column_name) AS column_count, ` +
      `${first(TEXT)} AS text_column, ${first(NUMERIC)} AS numeric_column ` +
      `FROM ${schema}.tables AS t LEFT JOIN ${schema}.columns AS c ON c.table_catalog = t.table_catalog ` +
      `AND c.table_schema = t.table_schema AND c.table_name = t.table_name ` +
      `WHERE t.table_catalog = ${sqlText(catalog)} AND (${conditions.join(" OR ")}) ` +
      `GROUP BY t.table_schema, t.table_name, t.table_type, t.table_owner ORDER BY t.table_schema, t.table_name`,
    { privilege: "USE_CATALOG", on: { catalog } },
  );
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  return rows.map((row) => ({
    table: { catalog, schema: String(row.table_schema), table: String(row.table_name) },
    type: text(row.table_type) ?? "",
    owner: text(row.table_owner) ?? "",
    columns: Number(row.column_count),
    textColumn: text(row.text_column),
    numericColumn: text(row.numeric_column),
  }));
}

function condition({ schema, table }: Securable): string {
  if (schema === undefined) return "t.table_schema <> 'information_schema'";
  const inSchema = `t.table_schema = ${sqlText(schema)}`;
  return table === undefined ? inSchema : `(${inSchema} AND t.table_name = ${sqlText(table)})`;
}
