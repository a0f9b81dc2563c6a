import { fullName, kindOf, type Securable } from "../databricks/securable";
import type { CheckContext } from "./context";
import { fail, warn, type Outcome } from "../report/outcome";
import { grantsReaching, isDirect } from "./grants";
import { isDirectlyOwned, ownedByTool, ownership } from "./ownership";
import { isWithin } from "../databricks/securable";
import { revokeStatement, sqlObject } from "../databricks/sql/statements";

/**
 * Explains that the tool could do what it must not: a direct grant is a failure with its REVOKE, and so is ownership;
 * what comes through a group, or what a principal that was there before holds elsewhere, is for the people who gave it
 * to judge.
 *
 * @param enough privileges each of which allows it
 */
export async function explainExcess(
  context: CheckContext,
  message: string,
  on: Securable,
  enough: readonly string[],
): Promise<Outcome> {
  const owned = (await ownedByTool(context))?.filter((each) => isWithin(on, each.on)) ?? [];
  const own = owned.find((each) => isDirectlyOwned(context, each)) ?? owned[0];
  if (own) {
    const { cause, fix } = ownership(context, own);
    const outcome = { cause, fix: `give it to somebody else, as its owner or the owner of what it is in:\n${fix}` };
    return isDirectlyOwned(context, own) && !context.connection.principal.existing
      ? fail(message, outcome)
      : warn(message, outcome);
  }
  const grants = (await grantsReaching(context, on)) ?? [];
  const causes = grants.filter(({ privilege }) => enough.includes(privilege) || privilege === "ALL_PRIVILEGES");
  const direct = causes.find((grant) => isDirect(context, grant));
  if (direct) {
    const cause = `${direct.privilege.replaceAll("_", " ")} on the ${kindOf(direct.on)} ${fullName(direct.on)} is granted to it directly`;
    if (isOthers(context, direct.on)) {
      return warn(message, {
        cause: `${cause}, perhaps for something else that signs in with this service principal`,
        fix: `ask who granted it; a principal of its own (leave out principal.existing) would keep ${context.profile.name} from it`,
      });
    }
    return fail(message, {
      cause,
      fix: `take it away:\n${revokeStatement(direct.privilege, direct.on, direct.principal)}`,
    });
  }
  const groups = [...new Set(causes.map(({ principal }) => `the group ${principal}`))];
  return warn(message, {
    cause: groups.length
      ? `granted to ${groups.join(" and ")}, which the service principal belongs to`
      : "through a group, or as an admin, which the service principal may not list",
    fix: `as an admin look at SHOW GRANTS ON ${sqlObject(on)} and take it from that group, or the principal out of it`,
  });
}

/** What a principal that was there before holds where the integration grants nothing may be another tool's. */
function isOthers({ connection, expected }: CheckContext, on: Securable): boolean {
  return connection.principal.existing === true && !expected.some((each) => fullName(each.on) === fullName(on));
}
