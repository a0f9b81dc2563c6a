import { getCurrentUser } from "../databricks/current-user";
import { EVERYONE } from "../databricks/groups";
import { quoteIdentifier, type Securable } from "../databricks/securable";
import { ServiceError } from "../databricks/http/service-error";
import type { Row } from "../databricks/sql/session";
import type { CheckContext } from "./context";
import { StatementError } from "./diagnosis";
import { parseSecurable } from "../databricks/securable";
import { sqlObject } from "../databricks/sql/statements";

/** One row of SHOW GRANTS. */
export interface GrantRow {
  /** The application id or user name of who is signed in, or a group that it belongs to. */
  readonly principal: string;
  /** e.g. `USE_CATALOG`; may be one that the kit never grants. */
  readonly privilege: string;
  readonly on: Securable;
}

/**
 * The grants through which the tool holds something on a securable or its parents: its own, and those of its groups
 * where it may list them.
 *
 * @returns undefined when it may not even list its own
 * @see https://docs.databricks.com/aws/en/sql/language-manual/security-show-grant
 */
export async function grantsReaching(context: CheckContext, on: Securable): Promise<GrantRow[] | undefined> {
  const own = `${quoteIdentifier(context.identity)} `;
  const rows =
    (await show(context, `SHOW GRANTS ON ${sqlObject(on)}`)) ??
    (await show(context, `SHOW GRANTS ${own}ON ${sqlObject(on)}`));
  if (!rows) return undefined;
  const grants = rows.flatMap(readRow);
  // Who may manage the securable sees everybody's grants.
  if (grants.every((grant) => isDirect(context, grant))) return grants;
  const mine = await groupsOf(context);
  return grants.filter((grant) => isDirect(context, grant) || mine.has(grant.principal.toLowerCase()));
}

/** Whether the grant is the signed-in identity's own and not one of a group. */
export function isDirect(context: CheckContext, grant: GrantRow): boolean {
  return grant.principal.toLowerCase() === context.identity.toLowerCase();
}

async function show(context: CheckContext, statement: string): Promise<Row[] | undefined> {
  try {
    return await context.query(statement);
  } catch (error) {
    if (error instanceof StatementError && error.error.kind === "privilege") return undefined;
    throw error;
  }
}

/** Column names differ in case between versions; their order does not. */
function readRow(row: Row): GrantRow[] {
  const [principal = "", action = "", type = "", key = ""] = Object.values(row).map(String);
  if (!["CATALOG", "SCHEMA", "DATABASE", "TABLE"].includes(type.toUpperCase())) return [];
  const privilege = action.trim().toUpperCase().replaceAll(" ", "_");
  return [{ principal, privilege, on: parseSecurable(key.replaceAll("`", "")) }];
}

/** The groups of the tool's principal, as far as it may know. */
export interface Memberships {
  /** In lower case. */
  readonly names: ReadonlySet<string>;
  /** Why only the groups of everybody are among them; absent where all are. */
  readonly unknown?: string;
}

const memberships = new WeakMap<CheckContext, Promise<Memberships>>();

/** The groups that the tool's principal is in, asked for once. */
export function membershipsOf(context: CheckContext): Promise<Memberships> {
  const known = memberships.get(context) ?? readMemberships(context);
  memberships.set(context, known);
  return known;
}

/** Names of the groups that the tool's principal is in, in lower case; those of everybody when it may not ask. */
export async function groupsOf(context: CheckContext): Promise<ReadonlySet<string>> {
  return (await membershipsOf(context)).names;
}

async function readMemberships(context: CheckContext): Promise<Memberships> {
  try {
    const { groups: names } = await getCurrentUser(context.rest);
    return { names: new Set([...EVERYONE, ...[...names].map((group) => group.toLowerCase())]) };
  } catch (error) {
    if (error instanceof ServiceError) return { names: new Set(EVERYONE), unknown: error.message };
    throw error;
  }
}
