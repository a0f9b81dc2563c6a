import type { Securable } from "../databricks/securable";
import { fullName } from "../databricks/securable";
import { describeFunction } from "../databricks/functions";
import { lookInto } from "../databricks/http/look-into";
import { type FailureKind, ServiceError } from "../databricks/http/service-error";
import { describeTable } from "../databricks/tables";
import type { CheckContext } from "./context";
import { StatementError, type Evidence } from "./diagnosis";
import type { Defined } from "./diagnosis/symptom";
import { grantsReaching } from "./grants";

/**
 * Looks up what decides whose fault a refusal is: the grants that reach the tool there, and whose rights what it asked
 * works with. Nothing for other failures; what cannot be looked up is left out.
 */
export async function gatherEvidence(error: unknown, context: CheckContext): Promise<Evidence> {
  const said = error instanceof StatementError ? error.error : error;
  if (said instanceof ServiceError && UNANSWERED.includes(said.kind)) return { advice: await adviceOn(said, context) };
  if (!(error instanceof StatementError) || !error.need || !context.signedIn) return {};
  if (error.error.kind !== "privilege" && error.error.kind !== "missing-object") return {};
  const { on, privilege } = error.need;
  const isFunction = privilege === "EXECUTE";
  const held = context.person === undefined ? await heldOn(context, on, isFunction) : undefined;
  return { held, defined: await told(() => definedAs(context, on, isFunction)) };
}

const UNANSWERED: readonly FailureKind[] = ["network", "tls", "timeout", "foreign-answer"];

function adviceOn(error: ServiceError, { connection: { host, port } }: CheckContext): Promise<Evidence["advice"]> {
  return lookInto(error, new URL(`https://${host}:${port}`));
}

/**
 * The grants that reach the tool at a place; undefined where it may not list them.
 *
 * A table that is gone lists nothing, and its schema then tells what reaches it.
 */
export async function heldOn(context: CheckContext, on: Securable, isFunction = false): Promise<Evidence["held"]> {
  const schema: Securable = { catalog: on.catalog, schema: on.schema };
  const places = on.table === undefined ? [on] : isFunction ? [schema] : [on, schema];
  for (const place of [...places, { catalog: on.catalog }]) {
    const grants = await told(() => grantsReaching(context, place));
    if (grants) return grants;
  }
  return undefined;
}

async function definedAs(context: CheckContext, on: Securable, isFunction: boolean): Promise<Defined | undefined> {
  if (on.table === undefined) return undefined;
  if (isFunction) {
    const { owner, uses } = await describeFunction(context.rest, fullName(on));
    return { on, kind: "function", ...(owner !== "" && { owner }), uses, filters: [] };
  }
  const found = await describeTable(context.rest, fullName(on));
  const kind = found.type === "VIEW" ? "view" : found.type === "MATERIALIZED_VIEW" ? "materialized view" : "table";
  const { owner, uses, filters } = found;
  return { on, kind, ...(owner !== "" && { owner }), uses, filters };
}

/** Functions that filter the rows of a table or mask its columns; none where the workspace does not tell. */
export async function filtersOn(context: CheckContext, table: Securable): Promise<readonly string[]> {
  return (await told(() => describeTable(context.rest, fullName(table))))?.filters ?? [];
}

/** What the workspace tells; undefined where it does not. */
async function told<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof StatementError || error instanceof ServiceError) return undefined;
    throw error;
  }
}
