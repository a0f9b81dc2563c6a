import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ServiceError } from "../state/errors";
import type { RestContext } from "./context";
import { SCIM, SCIM_ERROR, ScimError } from "./scim/protocol";

/** Answers an error in the shape of the API it happened in; what is no {@link ServiceError} is a bug of the sandbox. */
export function answerError(error: Error, c: RestContext, log: (line: string) => void): Response {
  if (!(error instanceof ServiceError)) {
    log(`sandbox bug in ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return c.json({ error_code: "INTERNAL_ERROR", message: "Internal error of the sandbox; its log says more." }, 500);
  }
  const { code, message } = error;
  const status = error.status as ContentfulStatusCode;
  // Credentials are looked at before the request reaches an API, and in a shape of their own.
  if (code === "UNAUTHENTICATED") return c.json({ error_code: code, message }, status);
  if (code === "INVALID_ACCESS_TOKEN" || code === "IP_BLOCKED") {
    c.header("X-Databricks-Reason-Phrase", message);
    return c.json({ error_code: status, message }, status);
  }
  if (c.req.path.startsWith(`${SCIM}/`)) {
    const scimType = error instanceof ScimError ? error.scimType : undefined;
    return c.json({ schemas: [SCIM_ERROR], detail: message, status: String(status), scimType }, status);
  }
  return c.json({ error_code: code, message }, status);
}
