import { fullName, kindOf, quoteIdentifier, type Securable } from "../databricks/securable";
import { SAMPLES } from "../access/read-path";
import type { Row } from "../databricks/sql/session";
import type { CheckContext } from "./context";
import { StatementError, type Diagnosis } from "./diagnosis";
import { isWithin } from "../databricks/securable";
import { ownerStatement, sqlText } from "../databricks/sql/statements";
import { groupsOf } from "./grants";

/** A securable that belongs to the tool's principal or to a group of its, though the kit means it to be somebody else's. */
export interface Owned {
  readonly on: Securable;
  /** Of a table: its type in `information_schema.tables`. */
  readonly type?: string;
  /** The principal, or the group. */
  readonly owner: string;
  /** Whoever owns what it is in; absent where that is the tool as well, or not to be seen. */
  readonly ownerAbove?: string;
}

/** Most tables that are named; whoever owns a thousand knows it from the first. */
const MOST_TABLES = 100;

/** Databricks' own catalogs, whose objects belong to nobody in the workspace. */
export const BUILT_IN: readonly string[] = [SAMPLES, "system"];

/**
 * What the tool owns of that which it is only meant to use: catalogs and schemas it works in, and everything in them.
 * An owner may grant, change and drop, and so may the owner of what it is in. What a tool makes itself, in its own schema
 * or in a catalog where it makes schemas, is its own by right; so is what it is meant to manage. Asked for once.
 *
 * @returns undefined where owners cannot be seen, since the way there is missing
 * @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/ownership
 */
export function ownedByTool(context: CheckContext): Promise<readonly Owned[] | undefined> {
  const known = ownedBy.get(context) ?? readOwned(context);
  ownedBy.set(context, known);
  return known;
}

const ownedBy = new WeakMap<CheckContext, Promise<readonly Owned[] | undefined>>();

async function readOwned(context: CheckContext): Promise<Owned[] | undefined> {
  const catalogs = [...new Set(context.expected.map(({ on }) => on.catalog))].filter(
    (each) => !BUILT_IN.includes(each),
  );
  const owned: Owned[] = [];
  for (const catalog of catalogs) {
    const found = await ownedIn(context, catalog);
    if (!found) return undefined;
    owned.push(...found.filter(({ on }) => !isOwnByRight(context, on)));
  }
  return owned;
}

async function ownedIn(context: CheckContext, catalog: string): Promise<Owned[] | undefined> {
  const mine = new Set([context.identity.toLowerCase(), ...(await groupsOf(context))]);
  const isMine = (owner: unknown) => typeof owner === "string" && mine.has(owner.toLowerCase());
  const list = [...mine].map(sqlText).join(", ");
  const from = (view: string) => `FROM ${quoteIdentifier(catalog)}.information_schema.${view}`;
  const top = await seen(context, `SELECT catalog_owner ${from("catalogs")} WHERE catalog_name = ${sqlText(catalog)}`);
  const schemas = await seen(
    context,
    `SELECT schema_name, schema_owner ${from("schemata")} WHERE catalog_name = ${sqlText(catalog)}`,
  );
  const tables = await seen(
    context,
    `SELECT table_schema, table_name, table_type, table_owner ${from("tables")} WHERE table_catalog = ${sqlText(catalog)} ` +
      `AND lower(table_owner) IN (${list}) LIMIT ${MOST_TABLES}`,
  );
  if (!top || !schemas || !tables) return undefined;
  const above = (owner: unknown) => (typeof owner !== "string" || isMine(owner) ? undefined : owner);
  const catalogOwner = top[0]?.catalog_owner;
  const ownerOf = new Map(schemas.map(({ schema_name, schema_owner }) => [String(schema_name), schema_owner]));
  return [
    ...top
      .filter((row) => isMine(row.catalog_owner))
      .map((row) => ({ on: { catalog }, owner: String(row.catalog_owner) })),
    ...schemas
      .filter(({ schema_owner }) => isMine(schema_owner))
      .map(({ schema_name, schema_owner }) => ({
        on: { catalog, schema: String(schema_name) },
        owner: String(schema_owner),
        ownerAbove: above(catalogOwner),
      })),
    ...tables.map(({ table_schema, table_name, table_type, table_owner }) => ({
      on: { catalog, schema: String(table_schema), table: String(table_name) },
      type: String(table_type),
      owner: String(table_owner),
      ownerAbove: above(ownerOf.get(String(table_schema))) ?? above(catalogOwner),
    })),
  ];
}

/** The rows; undefined when the tool may not see them. */
async function seen(context: CheckContext, statement: string): Promise<Row[] | undefined> {
  try {
    return await context.query(statement);
  } catch (error) {
    const kind = error instanceof StatementError ? error.error.kind : undefined;
    if (kind === "privilege" || kind === "missing-object") return undefined;
    throw error;
  }
}

/** Whether something is the tool's to own: made by it where it is meant to make things, or given to it to manage. */
export function isOwnByRight(context: CheckContext, on: Securable): boolean {
  const { own, connection, profile } = context;
  const inOwnSchema = own.some(({ catalog, schema }) => catalog === on.catalog && schema === on.schema);
  if (inOwnSchema && on.table !== undefined) return true;
  const makesSchemas = profile.privileges.catalog.includes("CREATE_SCHEMA") && connection.catalog === on.catalog;
  return (makesSchemas && on.schema !== undefined && !inOwnSchema) || isGoverned(context, on);
}

/** Whether the tool is meant to manage who may do what there. */
export function isGoverned({ expected }: CheckContext, on: Securable): boolean {
  return expected.some(({ privileges, on: governed }) => privileges.has("MANAGE") && isWithin(on, governed));
}

/** Whether it belongs to the signed-in principal and not to a group. */
export function isDirectlyOwned({ identity }: CheckContext, { owner }: Owned): boolean {
  return owner.toLowerCase() === identity.toLowerCase();
}

/** What follows from owning it, and how it gets another owner. */
export function ownership(context: CheckContext, owned: Owned): Diagnosis {
  const { on, type, owner, ownerAbove } = owned;
  const what = `${kindOf(on)} ${fullName(on)}`;
  const may =
    on.table === undefined ? "grant everything on it, and drop it with all that is in it" : "grant, change and drop it";
  const who = isDirectlyOwned(context, owned) ? "it" : `the group ${owner}, which it belongs to,`;
  return {
    cause: `${who} owns the ${what}: it may ${may}`,
    fix: ownerStatement(on, ownerAbove ?? "<user or group that looks after it>", type),
  };
}
