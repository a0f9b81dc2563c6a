import { kindOf, type Securable, type SecurableKind } from "../../databricks/securable";
import type { CheckContext } from "../context";
import { explainExcess } from "../excess";
import { named } from "../named";
import { BUILT_IN, isOwnByRight } from "../ownership";
import type { Probe } from "../probe";
import { pass, skip } from "../../report/outcome";
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
    if (attempts.length === 0) return skip(`${title}: it holds none that it could pass on`);
    const refused: Securable[] = [];
    for (const { on, statement } of attempts) {
      const answer = await isRefused(context, statement);
      if (answer === "allowed") return explainExcess(context, `can grant privileges on ${named([on])}`, on, ["MANAGE"]);
      if (answer === "refused") refused.push(on);
    }
    if (refused.length === 0) return skip(`${title}: nothing of what it holds is there, so nothing is proven`);
    return pass(`${title}, tried on ${named(refused)}`);
  },
};

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
