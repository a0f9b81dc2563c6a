import { fail, pass, type Probe } from "../probe";

export const signIn: Probe = {
  id: "sign-in",
  title: ({ connection }) => `signed in as the service principal ${connection.principal.display_name}`,
  async run(context) {
    await context.open();
    const { principal, credential } = context.connection;
    const [row = {}] = await context.query("SELECT current_user()");
    const user = String(Object.values(row)[0]);
    if (user.toLowerCase() === principal.application_id.toLowerCase()) return pass(this.title(context));
    // Everything else would be tried with someone else's rights.
    return fail(`signed in as ${user}`, {
      cause: `the ${credential.kind === "oauth" ? "secret" : "token"} is not of the service principal ${principal.display_name} (${principal.application_id})`,
      fix: "run `npx cdktf deploy` to issue the right one, and enter that in the tool",
    });
  },
};
