import type { Probe } from "../probe";
import { fail, pass, warn } from "../../report/outcome";

export const signIn: Probe = {
  id: "sign-in",
  title: ({ connection }) => `signed in as the service principal ${connection.principal.display_name}`,
  async run(context) {
    await context.open();
    const { external } = context;
    const { principal, credential } = context.connection;
    const [row = {}] = await context.query("SELECT current_user()");
    const user = String(Object.values(row)[0]);
    if (user.toLowerCase() === principal.application_id.toLowerCase()) return pass(this.title(context));
    const what = credential.kind === "oauth" ? "secret" : "token";
    const expected = `the service principal ${principal.display_name} (${principal.application_id})`;
    if (!external) {
      // Everything else would be tried with someone else's rights.
      return fail(`signed in as ${user}`, {
        cause: `the ${what} is not of ${expected}`,
        fix: "run `npx cdktf deploy` to issue the right one, and enter that in the tool",
      });
    }
    const fix = `create a ${what} for ${expected}, check again with it, then enter it in ${context.profile.name}`;
    if (!user.includes("@")) {
      return fail(`signed in as ${user}`, { cause: `the ${what} belongs to another service principal: ${user}`, fix });
    }
    context.identity = user;
    return warn(`signed in as the named user ${user}`, {
      cause:
        `the ${what} belongs to a person: with it ${context.profile.name} can do whatever this person can, ` +
        "and stops when the person leaves",
      fix,
    });
  },
};
