import { SAMPLES } from "../../workspace/read-path";
import { fullName, quotedName, type Securable } from "../../workspace/securable";
import type { CheckContext } from "../context";
import { explainExcess } from "../excess";
import { pass, skip, type Outcome, type Probe } from "../probe";
import { isRefused } from "../refusal";

/** Something that the tool must not be able to create. */
interface Attempt {
  readonly what: string;
  readonly create: string;
  readonly undo: string;
  readonly on: Securable;
  readonly enough: readonly string[];
}

export const cannotCreateOutside: Probe = {
  id: "cannot-create-outside",
  title: () => "cannot create a schema or table elsewhere",
  after: "sign-in",
  creates: true,
  async run(context) {
    const attempts = attemptsOf(context);
    const refused: string[] = [];
    for (const attempt of attempts) {
      const excess = await tryIt(context, attempt);
      if (excess) return excess;
      refused.push(attempt.what);
    }
    if (refused.length === 0)
      return skip("cannot create elsewhere: it has no catalog, and no --canary names one to try");
    return pass(`cannot create ${refused.join(" or ")}`);
  },
};

function attemptsOf({ connection, profile, options, own, scratch, targets }: CheckContext): Attempt[] {
  const attempts: Attempt[] = [];
  const mayCreate = profile.privileges.catalog.includes("CREATE_SCHEMA") ? connection.catalog : undefined;
  const catalogs = [connection.catalog, ...targets.map((target) => target.catalog), options.canary?.catalog];
  // Nobody can create anything in samples.
  const catalog = catalogs.find((each) => each !== undefined && each !== SAMPLES && each !== mayCreate);
  if (catalog) {
    const schema = quotedName({ catalog, schema: scratch });
    attempts.push({
      what: `a schema in ${catalog}`,
      create: `CREATE SCHEMA ${schema}`,
      undo: `DROP SCHEMA IF EXISTS ${schema}`,
      on: { catalog },
      enough: ["CREATE_SCHEMA", "MANAGE"],
    });
  }
  const { canary } = options;
  if (canary && !own.some((each) => each.catalog === canary.catalog && each.schema === canary.schema)) {
    const on = { catalog: canary.catalog, schema: canary.schema };
    const table = quotedName({ ...on, table: scratch });
    attempts.push({
      what: `a table in ${fullName(on)}`,
      create: `CREATE TABLE ${table} (id INT)`,
      undo: `DROP TABLE IF EXISTS ${table}`,
      on,
      enough: ["CREATE_TABLE", "MANAGE"],
    });
  }
  return attempts;
}

async function tryIt(context: CheckContext, { what, create, undo, on, enough }: Attempt): Promise<Outcome | undefined> {
  let answer: Awaited<ReturnType<typeof isRefused>> | "lost" = "lost";
  try {
    answer = await isRefused(context, create);
  } finally {
    // Also when the answer got lost: dropping what is not there does no harm.
    if (answer === "allowed" || answer === "lost") await context.undo(undo, answer === "allowed");
  }
  return answer === "allowed" ? explainExcess(context, `can create ${what}`, on, enough) : undefined;
}
