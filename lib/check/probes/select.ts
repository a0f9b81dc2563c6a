import { fullName, quotedName, type Securable } from "../../databricks/securable";
import { diagnose, StatementError, type Diagnosis } from "../diagnosis";
import type { CheckContext } from "../context";
import { filtersOn, gatherEvidence } from "../evidence";
import type { Probe } from "../probe";
import { pass, warn, type Outcome } from "../../report/outcome";
import { nothingToTry } from "../nothing-to-try";
import { isWithin } from "../../databricks/securable";

/** How many views of one kind are tried in one place: each may be broken by itself. Of tables, one shows it for all. */
const MOST_VIEWS = 3;

/** What takes other statements than SELECT *. */
const NOT_READ_SO = ["METRIC_VIEW"];

export const select: Probe = {
  id: "select",
  title: () => "reads a row of every schema and table it may read",
  after: "metadata",
  async run(context) {
    const choices = context.readable.map((target) => ({ target, tables: tablesIn(context, target) }));
    const empty = choices.filter(({ tables }) => tables.length === 0).map(({ target }) => target);
    const nothing = await nothingToTry(context, "reads a row: it sees no table to read yet", empty, "SELECT");
    if (nothing.status === "FAIL") return nothing;
    if (choices.every(({ tables }) => tables.length === 0)) return nothing;
    let rows = 0;
    const read: Securable[] = [];
    const broken: Diagnosis[] = [];
    for (const { target, tables } of choices) {
      const result = await readAll(context, target, tables);
      rows += result.rows;
      read.push(...result.read);
      broken.push(...result.broken);
    }
    const names = read.map(fullName).join(", ");
    const tried = `${names}${countOf(context, read.length + broken.length)}`;
    const message = rows > 0 ? `reads ${tried}` : `may read ${tried}, without a row so far`;
    if (broken.length > 0) return partly(message, broken);
    return (await filtered(context, read, message)) ?? pass(message);
  },
};

/** How many were tried of how many there are, where that is not all. */
function countOf({ tables, readable }: CheckContext, tried: number): string {
  const all = tables.filter(({ table }) => readable.some((target) => isWithin(table, target))).length;
  return tried < all ? ` (${tried} of the ${all} tables and views that it sees were tried)` : "";
}

/**
 * Reads one row of each. Where something in a schema or catalog can be read, what cannot is broken by itself, and not
 * for lack of a privilege on the whole.
 *
 * @throws StatementError when nothing of the target can be read
 */
async function readAll(context: CheckContext, target: Securable, tables: readonly Securable[]) {
  let rows = 0;
  const read: Securable[] = [];
  const errors: StatementError[] = [];
  for (const table of tables) {
    const need = { privilege: "SELECT", on: table } as const;
    try {
      rows += (await context.query(`SELECT * FROM ${quotedName(table)} LIMIT 1`, need)).length;
      read.push(table);
    } catch (error) {
      const answered =
        error instanceof StatementError && ["privilege", "missing-object", "other"].includes(error.error.kind);
      if (!answered || target.table !== undefined) throw error;
      errors.push(error);
    }
  }
  const [first] = errors;
  if (first && read.length === 0) throw first;
  const broken: Diagnosis[] = [];
  for (const error of errors) {
    const diagnosis = diagnose(error, context.circumstances, await gatherEvidence(error, context));
    const name = error.need ? fullName(error.need.on) : "";
    if (diagnosis)
      broken.push(diagnosis.cause.includes(name) ? diagnosis : { ...diagnosis, cause: `${name}: ${diagnosis.cause}` });
  }
  return { rows, read, broken };
}

function partly(message: string, broken: readonly Diagnosis[]): Outcome {
  const [first] = broken;
  return warn(`${message}, and not ${broken.length} beside`, {
    cause: broken.map(({ cause }) => cause).join("; "),
    fix: first?.fix,
  });
}

/** Which rows and values come depends on functions of somebody else's; undefined where nothing stands between. */
async function filtered(
  context: CheckContext,
  tables: readonly Securable[],
  message: string,
): Promise<Outcome | undefined> {
  const found: string[] = [];
  for (const table of tables) {
    const filters = await filtersOn(context, table);
    if (filters.length > 0) found.push(`${fullName(table)} by ${filters.join(", ")}`);
  }
  if (found.length === 0) return undefined;
  return warn(`${message}, through row filters or masks`, {
    cause: `what the tool gets may be fewer rows, or other values, than there are: ${found.join("; ")}`,
    fix: `ask the owners of these functions what ${context.connection.principal.display_name} gets to see`,
  });
}

/**
 * What of the target is tried: one table, and some views, of each kind; a table under `read:` also when it is not listed,
 * for the service's own words.
 */
function tablesIn({ tables }: CheckContext, target: Securable): Securable[] {
  if (target.table !== undefined) return [target];
  const within = tables.filter(({ table, type }) => isWithin(table, target) && !NOT_READ_SO.includes(type));
  const kinds = [...new Set(within.map(({ type }) => type))];
  return kinds.flatMap((kind) =>
    within
      .filter(({ type }) => type === kind)
      .slice(0, kind.endsWith("VIEW") ? MOST_VIEWS : 1)
      .map(({ table }) => table),
  );
}
