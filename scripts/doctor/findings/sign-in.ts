import type { Authentication } from "../../../lib/databricks/authentication";
import { ServiceError } from "../../../lib/databricks/http/service-error";
import type { Examination } from "../examination";
import { fail, pass } from "../../../lib/report/outcome";
import { isUnreachable } from "../unanswered";
import type { Reader } from "../../../lib/databricks/http/rest";
import { getCurrentUser } from "../../../lib/databricks/current-user";

export interface SignInContext {
  readonly authentication: Promise<Authentication>;
  readonly rest: Reader;
}

/** Which credential unified authentication found, and whose it is. Nothing else can be asked when this fails. */
export const signIn: Examination<SignInContext> = {
  id: "sign-in",
  question: "who is signed in",
  async examine({ authentication, rest }) {
    try {
      const { kind } = await authentication;
      const { name, displayName } = await getCurrentUser(rest);
      const alias = displayName && displayName !== name ? ` (${displayName})` : "";
      return [pass(`signed in as ${name}${alias} by ${kind}`)];
    } catch (error) {
      if (!(error instanceof ServiceError) || error.kind === "cancelled" || isUnreachable(error)) throw error;
      const kind = await authentication.then(
        (found) => found.kind,
        () => undefined,
      );
      // A workspace says so when it does not like a credential; any other answer is hardly that of a workspace.
      const isCredential = kind === undefined || error.kind === "unauthenticated" || error.kind === "forbidden";
      const isBusy = error.kind === "throttled" || (error.status ?? 0) >= 500;
      const fix = isBusy
        ? "the workspace had no time to answer, and again when it was asked anew: try again in some minutes"
        : isCredential
          ? "give DATABRICKS_TOKEN, DATABRICKS_CLIENT_SECRET or the profile a credential that is valid here"
          : "see that the host is the address of a workspace, and that no proxy or sign-in page answers in its place";
      return [fail(`signing in${kind ? ` by ${kind}` : ""} failed`, { cause: error.message, fix })];
    }
  },
};
