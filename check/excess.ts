import { fullName, kindOf, type Securable } from "../workspace/securable";
import type { CheckContext } from "./context";
import { fail, warn, type Outcome } from "./probe";
import { grantsReaching, isDirect } from "./grants";
import { revokeStatement, sqlObject } from "./statements";

/**
 * Explains that the tool could do what it must not: a direct grant is a failure with its REVOKE; what comes through a
 * group or ownership, or what a principal that was there before holds elsewhere, is for the people who gave it to judge.
 *
 * @param enough privileges each of which allows it
 */
export async function explainExcess(
  context: CheckContext,
  message: string,
  on: Securable,
  enough: readonly string[],
): Promise<Outcome> {
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
      : "through a group or ownership that the service principal may not list",
    fix: `as an admin look at SHOW GRANTS ON ${sqlObject(on)} and take it from that group, or the principal out of it`,
  });
}

/** What a principal that was there before holds where the integration grants nothing may be another tool's. */
function isOthers({ connection, expected }: CheckContext, on: Securable): boolean {
  return connection.principal.existing === true && !expected.some((each) => fullName(each.on) === fullName(on));
}
