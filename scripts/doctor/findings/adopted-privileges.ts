import { priorPrivileges } from "../../../lib/access/prior-privileges";
import { fullName, kindOf, quotedName, quoteIdentifier } from "../../../lib/databricks/securable";
import type { StatesContext } from "../context";
import type { Examination } from "../examination";
import { fail } from "../../../lib/report/outcome";
import { lines } from "../lines";

/** A deploy would take away what adopted principals hold already. */
export const adoptedPrivileges: Examination<StatesContext> = {
  id: "adopted-privileges",
  question: "what adopted service principals hold already",
  async examine({ config, managed, rest }) {
    const prior = await priorPrivileges(config, managed, rest);
    return prior.map(({ integration, principal, on, privileges, replaceGrants }) => {
      const list = privileges.map((privilege) => privilege.replaceAll("_", " ")).join(", ");
      const object = `${kindOf(on).toUpperCase()} ${quotedName(on)}`;
      return fail(`the principal of ${integration} holds ${list} on ${fullName(on)} already`, {
        cause: "a deploy would replace that by what the tool needs, and take it away with the integration",
        fix: [
          lines("adopt another principal, take that privilege away, or accept it:", replaceGrants),
          `REVOKE ${list} ON ${object} FROM ${quoteIdentifier(principal)};`,
        ].join("\n"),
      });
    });
  },
};
