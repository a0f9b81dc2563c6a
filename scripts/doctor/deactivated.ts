import { shellWord } from "../../lib/report/shell-word";
import { fail, type Outcome } from "../../lib/report/outcome";
import { activateCommand, type ServicePrincipalInfo } from "../../lib/databricks/service-principals";
import { sqlText } from "../../lib/databricks/sql/statements";

/**
 * That nobody can sign in as a service principal, with the command that changes it and the statement that tells who did
 * it, as far as the audit log has it. A deploy leaves it as it is: whoever turned it off meant to.
 *
 * @see https://docs.databricks.com/aws/en/admin/account-settings/audit-logs#accounts-events
 */
export function deactivated(principal: Pick<ServicePrincipalInfo, "id" | "applicationId" | "displayName">): Outcome {
  const { id, applicationId, displayName } = principal;
  const names = [id, applicationId].map(sqlText).join(", ");
  return fail(`the service principal ${displayName} is deactivated`, {
    cause: "an admin turned it off, so that its tokens and secrets are refused; a deploy does not turn it on again",
    fix: [
      "ask who turned it off, which the audit log tells where system.access is enabled; then an admin activates it:",
      `SELECT event_time, user_identity.email, action_name FROM system.access.audit WHERE service_name = 'accounts' AND ` +
        `(request_params['targetUserId'] IN (${names}) OR request_params['targetUserName'] IN (${names})) ORDER BY event_time DESC`,
      activateCommand(id, shellWord),
    ].join("\n"),
  });
}
