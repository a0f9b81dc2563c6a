import { fullName } from "../../workspace/securable";
import type { CheckContext } from "../context";
import { explainExcess } from "../excess";
import type { ExpectedPrivileges } from "../expected-privileges";
import { pass, skip, type Probe } from "../probe";
import { isRefused } from "../refusal";
import { grantStatement, isWithin } from "../statements";

export const cannotGrant: Probe = {
  id: "cannot-grant",
  title: ({ profile }) =>
    profile.archetype === "governor" ? "cannot grant privileges on what it does not govern" : "cannot grant privileges",
  after: "sign-in",
  async run(context) {
    const title = this.title(context);
    // Something it holds already, so that nothing changes if it may.
    const held = context.expected.find((each) => !isGoverned(context, each));
    const [privilege] = held?.privileges ?? [];
    if (!held || !privilege) return skip(`${title}: it holds none that it could pass on`);
    const statement = grantStatement(privilege, held.on, context.connection.principal.application_id);
    const answer = await isRefused(context, statement);
    if (answer === "refused") return pass(title);
    if (answer === "missing") return skip(`${title}: ${fullName(held.on)} is not there, so nothing is proven`);
    return explainExcess(context, `can grant privileges on ${fullName(held.on)}`, held.on, ["MANAGE"]);
  },
};

/** Whether the tool is meant to grant there. */
function isGoverned({ expected }: CheckContext, { on }: ExpectedPrivileges): boolean {
  return expected.some(({ privileges, on: governed }) => privileges.has("MANAGE") && isWithin(on, governed));
}
