import { quotedName, quoteIdentifier, type Securable } from "../databricks/securable";
import { sqlText } from "../databricks/sql/statements";
import type { CheckContext } from "./context";
import { isOwnByRight } from "./ownership";
import { volumesIn } from "./volumes";

/** A volume or function that the tool uses and is not meant to manage. */
export interface OthersObject {
  readonly kind: "volume" | "function";
  /** Its full name is in the place of a table's. */
  readonly on: Required<Securable>;
  readonly owner: string;
}

/** How many of one kind are tried. */
const MOST = 3;

/** Volumes and functions where the profile asks to use them, without those that are the tool's by right. */
export async function othersObjects(context: CheckContext): Promise<OthersObject[]> {
  const found: OthersObject[] = [];
  for (const { on, privileges } of context.expected) {
    if (privileges.has("READ_VOLUME")) {
      for (const { catalog, schema, volume, owner } of await volumesIn(context, on)) {
        found.push({ kind: "volume", on: { catalog, schema, table: volume }, owner });
      }
    }
    if (privileges.has("EXECUTE")) found.push(...(await functionsIn(context, on)));
  }
  const theirs = found.filter(({ on, owner }) => owner !== "" && !isOwnByRight(context, on));
  return (["volume", "function"] as const).flatMap((kind) =>
    theirs.filter((each) => each.kind === kind).slice(0, MOST),
  );
}

async function functionsIn(context: CheckContext, { catalog, schema }: Securable): Promise<OthersObject[]> {
  const rows = await context.query(
    `SELECT routine_schema, routine_name, routine_owner FROM ${quoteIdentifier(catalog)}.information_schema.routines ` +
      `WHERE routine_catalog = ${sqlText(catalog)}` +
      (schema === undefined ? "" : ` AND routine_schema = ${sqlText(schema)}`) +
      ` ORDER BY routine_schema, routine_name LIMIT ${MOST}`,
    { privilege: "USE_CATALOG", on: { catalog } },
  );
  return rows.map(({ routine_schema, routine_name, routine_owner }) => ({
    kind: "function",
    on: { catalog, schema: String(routine_schema), table: String(routine_name) },
    owner: typeof routine_owner === "string" ? routine_owner : "",
  }));
}

/** Names the owner that it has already, which changes nothing and takes the right to grant. */
export function sameOwnerStatement({ kind, on, owner }: OthersObject): string {
  return `ALTER ${kind.toUpperCase()} ${quotedName(on)} OWNER TO ${quoteIdentifier(owner)}`;
}
