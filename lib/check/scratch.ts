import { quotedName, type Securable } from "../databricks/securable";
import type { CheckContext } from "./context";
import type { Need } from "../access/expected-privileges";
import type { OwnSchema } from "../access/own-schemas";
import { isLeftover } from "./scratch-name";
import { isWithin } from "../databricks/securable";

/** Something that a check creates and drops again. */
export interface Scratch {
  readonly create: string;
  readonly drop: string;
  /** What creating it takes. */
  readonly need: Need;
}

/** Uses something that is created for it, and drops it whatever happens. That it can be dropped is part of the probe. */
export async function withScratch<T>(
  context: CheckContext,
  { create, drop, need }: Scratch,
  use: () => Promise<T>,
): Promise<T> {
  let made = false;
  let dropped = false;
  try {
    await context.query(create, need);
    made = true;
    const result = await use();
    await context.query(drop);
    dropped = true;
    return result;
  } finally {
    // Also when the creation failed: its answer may have got lost.
    if (!dropped) await context.undo(drop, made);
  }
}

/**
 * Drops what interrupted checks left in a schema, of the tables and views that the metadata probe listed. What may not be
 * dropped is not the tool's own, and stays.
 */
export async function dropLeftovers(context: CheckContext, own: OwnSchema, type: DropType): Promise<void> {
  const place: Securable = { catalog: own.catalog, schema: own.schema };
  for (const { table, type: listed } of context.leftovers) {
    if (dropType(listed) !== type || !isWithin(table, place)) continue;
    await context.undo(`DROP ${type} IF EXISTS ${quotedName(table)}`, false);
  }
}

export type DropType = "TABLE" | "VIEW" | "MATERIALIZED VIEW";

/** A type of `information_schema.tables` as DROP names it. */
function dropType(listed: string): DropType {
  if (listed === "VIEW") return "VIEW";
  return listed === "MATERIALIZED_VIEW" ? "MATERIALIZED VIEW" : "TABLE";
}

/** Drops what a SHOW statement lists and an earlier check has left. */
export async function dropListed(
  context: CheckContext,
  show: string,
  column: number,
  drop: (name: string) => string,
): Promise<void> {
  const rows = await context.query(show);
  for (const row of rows) {
    const name = String(Object.values(row)[column]);
    if (isLeftover(name)) await context.undo(drop(name), false);
  }
}
