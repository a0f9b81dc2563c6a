import { fullName, kindOf, type Securable, type SecurableKind } from "../../databricks/securable";
import type { CheckContext } from "../context";
import { StatementError } from "../diagnosis";
import { explainExcess } from "../excess";
import { othersObjects, sameOwnerStatement, type OthersObject } from "../others-objects";
import { named } from "../named";
import { BUILT_IN, isOwnByRight } from "../ownership";
import type { Probe } from "../probe";
import { fail, pass, skip, warn, type Outcome } from "../../report/outcome";
import { isRefused } from "../refusal";
import { grantStatement, ownerStatement } from "../../databricks/sql/statements";

/** A change of who may do what that changes nothing, and has to be refused. */
interface Attempt {
  readonly on: Securable;
  readonly statement: string;
}

/** How many of one kind are tried: enough to find what was done to one of them, few enough for people's audit logs. */
const MOST_OF_A_KIND = 3;

const KINDS: readonly SecurableKind[] = ["catalog", "schema", "table"];

export const cannotGrant: Probe = {
  id: "cannot-grant",
  title: ({ profile }) =>
    profile.archetype === "governor" ? "cannot grant privileges on what it does not govern" : "cannot grant privileges",
  after: "sign-in",
  async run(context) {
    const title = this.title(context);
    const attempts = attemptsOf(context);
    const others = context.person === undefined ? await othersObjects(context) : [];
    if (attempts.length + others.length === 0) return skip(`${title}: it holds none that it could pass on`);
    const refused: Securable[] = [];
    for (const { on, statement } of attempts) {
      const answer = await isRefused(context, statement);
      if (answer === "allowed") return explainExcess(context, `can grant privileges on ${named([on])}`, on, ["MANAGE"]);
      if (answer === "refused") refused.push(on);
    }
    const closed: string[] = [];
    for (const each of others) {
      const answer = await isRefused(context, sameOwnerStatement(each)).catch(notUnderstood);
      if (answer === "allowed") return managesObject(context, each);
      if (answer === "refused") closed.push(`the ${each.kind} ${fullName(each.on)}`);
    }
    if (refused.length + closed.length === 0)
      return skip(`${title}: nothing of what it holds is there, so nothing is proven`);
    const places = [...(refused.length > 0 ? [named(refused)] : []), ...closed].join(" and ");
    return pass(`${title}, tried on ${places}`);
  },
};

/** Not every kind has an owner that SQL may name: then nothing is proven, and nothing is wrong. */
function notUnderstood(error: unknown): undefined {
  if (error instanceof StatementError && error.error.kind === "other") return undefined;
  throw error;
}

/** Its owner may grant it, whatever was granted; else what lets it is above. */
function managesObject(context: CheckContext, { kind, on, owner }: OthersObject): Outcome | Promise<Outcome> {
  const message = `can grant privileges on the ${kind} ${fullName(on)}`;
  if (owner.toLowerCase() !== context.identity.toLowerCase()) {
    return explainExcess(context, message, { catalog: on.catalog, schema: on.schema }, ["MANAGE"]);
  }
  const remedy = {
    cause: `it owns the ${kind}: it may grant, change and drop it`,
    fix: `give it to somebody else, as the owner of what it is in:\n${sameOwnerStatement({ kind, on, owner: "<user or group that looks after it>" })}`,
  };
  return context.connection.principal.existing ? warn(message, remedy) : fail(message, remedy);
}

/**
 * Granting itself what it holds already changes nothing. On a table that it reads through a grant above, naming the owner
 * that it has does not either, and takes the same right.
 */
function attemptsOf(context: CheckContext): Attempt[] {
  const { application_id } = context.connection.principal;
  const held = context.expected.flatMap(({ on, privileges: [privilege] }) =>
    privilege === undefined ? [] : [{ on, statement: grantStatement(privilege, on, application_id) }],
  );
  const listed = context.tables
    .filter(({ table, type, owner }) => OWNABLE.includes(type) && owner !== "" && !BUILT_IN.includes(table.catalog))
    .map(({ table, type, owner }) => ({ on: table, statement: ownerStatement(table, owner, type) }));
  const attempts = [...held, ...listed].filter(({ on }) => !isOwnByRight(context, on));
  // What a person may is known from that it is a person; the service principal need not hold yet what it is meant to.
  if (context.person !== undefined) return attempts.slice(0, 1);
  return KINDS.flatMap((kind) => attempts.filter(({ on }) => kindOf(on) === kind).slice(0, MOST_OF_A_KIND));
}

/** Types of `information_schema.tables` whose owner an ALTER TABLE or ALTER VIEW names. */
const OWNABLE = ["MANAGED", "EXTERNAL", "VIEW"];
