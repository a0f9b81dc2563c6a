import type { Authentication } from "../../workspace/authentication";
import { ServiceError } from "../../workspace/service-error";
import { fail, ok, type Examination } from "../finding";
import { isUnreachable } from "../unanswered";
import type { WorkspaceFacts } from "../workspace-facts";

export interface SignInContext {
  readonly authentication: Promise<Authentication>;
  readonly facts: WorkspaceFacts;
}

/** Which credential unified authentication found, and whose it is. Nothing else can be asked when this fails. */
export const signIn: Examination<SignInContext> = {
  id: "sign-in",
  question: "who is signed in",
  async examine({ authentication, facts }) {
    try {
      const { kind } = await authentication;
      const { name, displayName } = await facts.me();
      const alias = displayName && displayName !== name ? ` (${displayName})` : "";
      return [ok(`signed in as ${name}${alias} by ${kind}`)];
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind === "cancelled" || isUnreachable(error)) throw error;
      const kind = await authentication.then(
        (found) => ` by ${found.kind}`,
        () => "",
      );
      const fix = "give DATABRICKS_TOKEN, DATABRICKS_CLIENT_SECRET or the profile a credential that is valid here";
      return [fail(`signing in${kind} failed`, { cause: error.message, fix })];
    }
  },
};
