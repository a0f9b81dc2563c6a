import { quoteIdentifier, type Securable } from "../../workspace/securable";
import { SCRATCH, type CheckContext, type FoundTable } from "../context";
import { pass, skip, type Probe } from "../probe";
import { sqlText } from "../statements";

export const metadata: Probe = {
  id: "metadata",
  title: () => "lists tables and columns",
  after: "visibility",
  async run(context) {
    const catalogs = [...new Set(context.targets.map((target) => target.catalog))];
    if (catalogs.length === 0) return skip("lists tables and columns: there is nothing that it reads");
    const found: FoundTable[] = [];
    for (const catalog of catalogs) found.push(...(await tablesOf(context, catalog)));
    context.leftovers = found.filter(isLeftover);
    context.tables = found.filter((table) => !isLeftover(table));
    if (context.tables.length === 0) return pass("lists tables and columns: there are none yet");
    const columns = context.tables.reduce((sum, table) => sum + table.columns, 0);
    return pass(`lists tables and columns: tables ${context.tables.length}, columns ${columns}`);
  },
};

const isLeftover = ({ table }: FoundTable) => table.table.startsWith(SCRATCH);

/** One statement for all the targets in a catalog. */
async function tablesOf(context: CheckContext, catalog: string): Promise<FoundTable[]> {
  const conditions = context.targets.filter((target) => target.catalog === catalog).map(condition);
  const rows = await context.query(
    `SELECT table_schema, table_name, count(*) AS column_count FROM ${quoteIdentifier(catalog)}.information_schema.columns ` +
      `WHERE ${conditions.join(" OR ")} GROUP BY table_schema, table_name ORDER BY table_schema, table_name`,
    { privilege: "USE_CATALOG", on: { catalog } },
  );
  return rows.map((row) => ({
    table: { catalog, schema: String(row.table_schema), table: String(row.table_name) },
    columns: Number(row.column_count),
  }));
}

function condition({ schema, table }: Securable): string {
  if (schema === undefined) return "table_schema <> 'information_schema'";
  const inSchema = `table_schema = ${sqlText(schema)}`;
  return table === undefined ? inSchema : `(${inSchema} AND table_name = ${sqlText(table)})`;
}
