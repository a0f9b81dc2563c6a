import { PROFILES, type Profile, withMode } from "../../profiles";

/** Shared catalog in which tools that write have their schemas. */
export const TOOLS = "tools";

/** Two schemas and a table of somebody else, for tools that read. */
export const READ = ["shop.crm", "shop.sales", "shop.hr.people"];

/** The table that no tool may read. */
export const CANARY = { catalog: "sandbox", schema: "canary", table: "secret" };

/** An entry of `integrations:`. */
export type Entry = Readonly<Record<string, unknown>>;

/** Every profile and every mode of it, each as an integration with all that it can have. */
export function everyEntry(): Record<string, Entry> {
  const entries: Record<string, Entry> = {};
  for (const [tool, profile] of PROFILES) {
    entries[tool] = entryOf(tool, profile);
    for (const mode of Object.keys(profile.modes ?? {})) {
      const chosen = withMode(profile, mode)!;
      entries[`${tool}-${mode}`] = { ...entryOf(`${tool}-${mode}`, chosen), tool, mode };
    }
  }
  // What is read may also be a whole catalog.
  entries["reader-of-a-catalog"] = { tool: "generic-reader", read: ["shop"], warehouse: "bi" };
  return entries;
}

function entryOf(key: string, profile: Profile): Entry {
  const { ownSchema, ownCatalog, fixedSchema, reads, archetype, secondForms = {} } = profile;
  const schema = key.replaceAll("-", "_");
  const hasSchema = ownSchema !== "none";
  return {
    ...(hasSchema && { catalog: TOOLS, schema: fixedSchema?.name ?? schema }),
    // A catalog of its own is one that nobody else makes schemas in.
    ...(ownCatalog && !hasSchema && { catalog: `${schema}_catalog` }),
    ...(reads.want !== "none" && !reads.byDefault && { read: READ }),
    ...Object.fromEntries(
      Object.keys(secondForms).map((form) => [form, { catalog: TOOLS, schema: `${schema}_${form}` }]),
    ),
    ...(archetype === "governor" && { allowManagingOthers: true }),
    warehouse: "bi",
  };
}

/** A config with these integrations on one catalog and one warehouse. */
export function sharing(integrations: Readonly<Record<string, Entry>>): object {
  return { catalogs: { [TOOLS]: {} }, warehouses: { bi: {} }, integrations };
}

/** What somebody else has in the workspace before the tools come. */
export const SEED = [
  "CREATE CATALOG shop",
  "CREATE SCHEMA shop.crm",
  "CREATE TABLE shop.crm.customers (id INT, name STRING, spent DECIMAL(10, 2))",
  "INSERT INTO shop.crm.customers VALUES (1, 'Ada', 12.50), (2, 'Grace', 7.25)",
  "CREATE VOLUME shop.crm.files",
  "CREATE FUNCTION shop.crm.twice(x INT) RETURNS INT RETURN x * 2",
  "CREATE SCHEMA shop.sales",
  "CREATE TABLE shop.sales.orders (id INT, item STRING)",
  "CREATE VOLUME shop.sales.receipts",
  "CREATE FUNCTION shop.sales.thrice(x INT) RETURNS INT RETURN x * 3",
  "CREATE SCHEMA shop.hr",
  "CREATE TABLE shop.hr.people (id INT, name STRING)",
  "INSERT INTO shop.hr.people VALUES (1, 'Alan')",
];

/** What others put into a tool's own schema. */
export const inSchema = (name: string) => [
  `CREATE TABLE ${name}.brought_along (id INT, name STRING)`,
  `INSERT INTO ${name}.brought_along VALUES (1, 'Edsger')`,
  `CREATE VOLUME ${name}.brought_files`,
];
