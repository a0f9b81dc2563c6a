import { SAMPLES } from "../../access/read-path";
import { fullName, quotedName, type Securable } from "../../databricks/securable";
import type { CheckContext } from "../context";
import { explainExcess } from "../excess";
import { isGoverned } from "../ownership";
import type { Probe } from "../probe";
import { pass, skip, type Outcome } from "../../report/outcome";
import { isRefused } from "../refusal";

/** Something that the tool must not be able to create. */
interface Attempt {
  readonly what: "schema" | "table" | "view" | "volume" | "function";
  readonly create: string;
  readonly undo: string;
  readonly on: Securable;
  readonly enough: readonly string[];
}

/** How many catalogs and schemas are tried: enough to find a grant too many, few enough for people's audit logs. */
const MOST_PLACES = 3;

export const cannotCreateOutside: Probe = {
  id: "cannot-create-outside",
  title: () => "cannot create anything elsewhere",
  after: "sign-in",
  creates: true,
  async run(context) {
    const refused: Attempt[] = [];
    for (const attempt of attemptsOf(context)) {
      const { excess, answer } = await tryIt(context, attempt);
      if (excess) return excess;
      // What is not there, or hidden, refuses nothing.
      if (answer === "refused") refused.push(attempt);
    }
    if (refused.length === 0) {
      return skip(
        "cannot create elsewhere: there is no catalog of others that it uses, and no --canary names one to try",
      );
    }
    return pass(`cannot create ${words(refused)}`);
  },
};

/** `a schema in c or a table, view in d.e` */
function words(attempts: readonly Attempt[]): string {
  const places = new Map<string, string[]>();
  for (const { what, on } of attempts) places.set(fullName(on), [...(places.get(fullName(on)) ?? []), what]);
  return [...places].map(([place, kinds]) => `a ${kinds.join(", ")} in ${place}`).join(" or ");
}

function attemptsOf(context: CheckContext): Attempt[] {
  const { connection, profile, options, own, targets } = context;
  const isOwn = (on: Securable) => own.some((each) => each.catalog === on.catalog && each.schema === on.schema);
  const mayMakeSchemas = profile.privileges.catalog.includes("CREATE_SCHEMA") ? connection.catalog : undefined;
  const isForeign = (catalog: string | undefined): catalog is string =>
    // Nobody can create anything in samples.
    catalog !== undefined && catalog !== SAMPLES && catalog !== mayMakeSchemas;
  const used = [connection.catalog, ...targets.map(({ catalog }) => catalog), options.canary?.catalog];
  const catalogs = [...new Set(used.filter(isForeign))].filter((catalog) => !isGoverned(context, { catalog }));
  const read = [...(options.canary ? [options.canary] : []), ...targets].filter(
    (on) => on.schema !== undefined && isForeign(on.catalog) && !isOwn(on) && !isGoverned(context, on),
  );
  const schemas = new Map(read.map(({ catalog, schema }) => [fullName({ catalog, schema }), { catalog, schema }]));
  const places = [...schemas.values()].slice(0, MOST_PLACES);
  return [
    ...catalogs.slice(0, MOST_PLACES).map((catalog) => schemaIn(context, catalog)),
    ...places.map((place) => tableIn(context, place)),
    ...places.slice(0, 1).flatMap((place) => othersIn(context, place)),
  ];
}

function schemaIn({ scratch }: CheckContext, catalog: string): Attempt {
  const schema = quotedName({ catalog, schema: scratch });
  return {
    what: "schema",
    create: `CREATE SCHEMA ${schema}`,
    undo: `DROP SCHEMA IF EXISTS ${schema}`,
    on: { catalog },
    enough: ["CREATE_SCHEMA", "MANAGE"],
  };
}

function tableIn({ scratch }: CheckContext, on: Securable): Attempt {
  const table = quotedName({ ...on, table: scratch });
  return {
    what: "table",
    create: `CREATE TABLE ${table} (id INT)`,
    undo: `DROP TABLE IF EXISTS ${table}`,
    on,
    enough: ["CREATE_TABLE", "MANAGE"],
  };
}

/** What has a privilege of its own to create it. */
function othersIn({ scratch }: CheckContext, on: Securable): Attempt[] {
  const named = (suffix: string) => quotedName({ ...on, table: `${scratch}_${suffix}` });
  return [
    {
      what: "view",
      create: `CREATE VIEW ${named("view")} AS SELECT 1 AS id`,
      undo: `DROP VIEW IF EXISTS ${named("view")}`,
      on,
      enough: ["CREATE_TABLE", "CREATE_VIEW", "MANAGE"],
    },
    {
      what: "volume",
      create: `CREATE VOLUME ${named("volume")}`,
      undo: `DROP VOLUME IF EXISTS ${named("volume")}`,
      on,
      enough: ["CREATE_VOLUME", "MANAGE"],
    },
    {
      what: "function",
      create: `CREATE FUNCTION ${named("function")}() RETURNS INT RETURN 1`,
      undo: `DROP FUNCTION IF EXISTS ${named("function")}`,
      on,
      enough: ["CREATE_FUNCTION", "MANAGE"],
    },
  ];
}

type Answer = Awaited<ReturnType<typeof isRefused>>;

async function tryIt(
  context: CheckContext,
  { what, create, undo, on, enough }: Attempt,
): Promise<{ answer: Answer; excess?: Outcome }> {
  let answer: Answer | undefined;
  try {
    answer = await isRefused(context, create);
  } finally {
    // Also when the answer got lost: dropping what is not there does no harm.
    if (answer === undefined || answer === "allowed") await context.undo(undo, answer === "allowed");
  }
  if (answer !== "allowed") return { answer };
  return { answer, excess: await explainExcess(context, `can create a ${what} in ${fullName(on)}`, on, enough) };
}
