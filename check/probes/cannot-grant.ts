import { fullName } from "../../workspace/securable";
import { expectedPrivileges } from "../expected-privileges";
import { explainExcess } from "../excess";
import { pass, skip, type Probe } from "../probe";
import { isRefused } from "../refusal";
import { grantStatement } from "../statements";

export const cannotGrant: Probe = {
  id: "cannot-grant",
  title: () => "cannot grant privileges",
  after: "sign-in",
  async run(context) {
    // Something it holds already, so that nothing changes if it may.
    const [held] = expectedPrivileges(context.connection, context.profile);
    const [privilege] = held?.privileges ?? [];
    if (!held || !privilege) return skip("cannot grant privileges: it holds none that it could pass on");
    const statement = grantStatement(privilege, held.on, context.connection.principal.application_id);
    const answer = await isRefused(context, statement);
    if (answer === "refused") return pass(this.title(context));
    if (answer === "missing")
      return skip(`cannot grant privileges: ${fullName(held.on)} is not there, so nothing is proven`);
    return explainExcess(context, "can grant privileges", held.on, ["MANAGE"]);
  },
};
