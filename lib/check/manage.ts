import { updatePermissions } from "../databricks/permissions";
import { permissionsPage } from "../terraform/compute";
import { ServiceError } from "../databricks/http/service-error";
import type { CheckContext } from "./context";
import { fail, pass, skip, warn, type Outcome } from "../report/outcome";
import { isForbidden } from "../databricks/http/service-error";
import { editUnchanged } from "../databricks/warehouses";

/**
 * Tries to change warehouse or cluster, which must be refused, in a way that changes nothing: an own warehouse by its
 * own values, what belongs to others by an empty change of its permissions. A cluster would restart with an edit.
 */
export async function triesToManage(context: CheckContext, title: string): Promise<Outcome> {
  const { compute, rest } = context;
  try {
    if (compute.existing) await updatePermissions(rest, `${compute.kind}s/${compute.id}`, []);
    else await editUnchanged(rest, await context.warehouse());
  } catch (error) {
    if (isForbidden(error)) return pass(title);
    if (compute.existing && error instanceof ServiceError && error.status === 400) {
      return skip(`${title}: the workspace does not say (${error.message})`);
    }
    throw error;
  }
  return explain(context);
}

function explain({ compute, connection: { principal }, person }: CheckContext): Outcome {
  const { kind, name } = compute;
  const cluster = kind === "cluster";
  const enough = cluster ? `"Can restart"` : `"Can use"`;
  const message = `can manage the ${kind} ${name}`;
  const cause = `it, or a group that it belongs to, holds more than ${cluster ? "CAN_RESTART" : "CAN_USE"} on the ${kind}`;
  const fix = `under ${permissionsPage(compute)} leave ${person ?? principal.display_name} ${enough} and look at its groups`;
  // Both were there before: somebody may have meant it so.
  if (compute.existing && principal.existing) {
    return warn(message, { cause, fix: `if that is not meant to be: ${fix}` });
  }
  return fail(message, { cause, fix });
}
