import { fullName, kindOf, quotedName, quoteIdentifier, type Securable } from "../../../lib/databricks/securable";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import { accessOf } from "../../../lib/access/integration-access";
import type { DoctorContext } from "../context";
import { holds } from "../../../lib/access/effective";
import { getOwner } from "../../../lib/databricks/owner";
import type { Examination } from "../examination";
import { fail, pass, type Outcome } from "../../../lib/report/outcome";
import { unanswered } from "../unanswered";
import { getCurrentUser, isCurrentUser } from "../../../lib/databricks/current-user";
import { getMetastore } from "../../../lib/databricks/metastore";

/** To grant something on what others made takes its ownership, that of a parent, or MANAGE. */
export const grantRights: Examination = {
  id: "grant-rights",
  question: "whether you may grant what the tools need",
  async examine(context) {
    const targets = targetsOf(context);
    if (targets.length === 0) return [];
    const judged = await Promise.all(targets.map(async (on) => ({ on, outcome: await judge(context, on) })));
    const refused = judged.filter(({ outcome }) => outcome !== undefined);
    const outcomes = refused.flatMap(({ on, outcome }) =>
      // What helps with the catalog helps with what is in it.
      outcome && !refused.some((other) => isWithin(on, other.on)) ? [outcome] : [],
    );
    return outcomes.length > 0 ? outcomes : [pass(`you may grant on ${targets.map(fullName).join(", ")}`)];
  },
};

const isWithin = (inner: Securable, outer: Securable) => fullName(inner).startsWith(`${fullName(outer)}.`);

/** What somebody gets something on, each once, catalogs first; not what the stacks create themselves. */
function targetsOf({ config, declared }: DoctorContext): Securable[] {
  const own = new Set([
    ...declared.catalogs.map(({ name }) => name),
    ...declared.schemas.map(({ catalog, name }) => fullName({ catalog, schema: name })),
  ]);
  const foreign = declared.integrations
    .flatMap((integration) => accessOf(config, integration).map(({ on }) => on))
    .filter(({ catalog, schema }) => !own.has(catalog) && !own.has(fullName({ catalog, schema })));
  return [...new Map(foreign.map((target) => [fullName(target), target])).values()];
}

/** Nothing when it is well. */
async function judge(context: DoctorContext, target: Securable): Promise<Outcome | undefined> {
  const name = fullName(target);
  try {
    return (await mayGrantOn(context, target)) ? undefined : await refusal(context, target);
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") {
      const isRead = context.declared.integrations.some(({ read }) => read.some((each) => fullName(each) === name));
      // Of the way to it, and of what is adopted, other lines tell.
      if (!isRead) return undefined;
      const fix = "correct the name under read: of onramp.yaml, or ask its owner for MANAGE on it";
      return fail(`${name} is not there, or hidden from you`, { cause: error.message, fix });
    }
    return unanswered(`whether you may grant on ${name}`, error, await grantOf(context, target));
  }
}

async function mayGrantOn(context: DoctorContext, target: Securable): Promise<boolean> {
  // The target first, whoever asks: it has to be there, and when it is hidden, its own error tells most.
  if (await owns(context, target)) return true;
  const metastore = await getMetastore(context.rest);
  if (await isCurrentUser(context.rest, metastore?.owner)) return true;
  // MANAGE before the parents, which may be hidden.
  if (await holds(context.rest, "MANAGE", kindOf(target), fullName(target))) return true;
  for (const parent of parentsOf(target)) if (await owns(context, parent)) return true;
  return false;
}

async function owns({ rest }: DoctorContext, securable: Securable): Promise<boolean> {
  return isCurrentUser(rest, await getOwner(rest, securable));
}

function parentsOf({ catalog, schema, table }: Securable): Securable[] {
  return [...(table === undefined ? [] : [{ catalog, schema }]), ...(schema === undefined ? [] : [{ catalog }])];
}

async function refusal(context: DoctorContext, target: Securable): Promise<Outcome> {
  const { name } = await getCurrentUser(context.rest);
  return fail(`you may not grant on ${fullName(target)}`, {
    cause: `${name} neither owns it or what it is in, nor holds MANAGE on it`,
    fix: await grantOf(context, target),
  });
}

/** MANAGE lets somebody grant on a thing who can get to it: it brings no way there with it. */
async function grantOf({ rest }: DoctorContext, target: Securable): Promise<string> {
  const { name } = await getCurrentUser(rest);
  const grant = (privileges: string, on: Securable) =>
    `GRANT ${privileges} ON ${kindOf(on).toUpperCase()} ${quotedName(on)} TO ${quoteIdentifier(name)};`;
  const { catalog, schema, table } = target;
  const statements =
    schema === undefined
      ? [grant("USE CATALOG, USE SCHEMA, MANAGE", target)]
      : [
          grant("USE CATALOG", { catalog }),
          ...(table === undefined ? [] : [grant("USE SCHEMA", { catalog, schema })]),
          grant(table === undefined ? "USE SCHEMA, MANAGE" : "MANAGE", target),
        ];
  return ["who owns it, or what it is in, runs", ...statements].join("\n");
}
