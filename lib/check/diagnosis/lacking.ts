import { sqlName } from "../../databricks/privilege";
import { fullName, kindOf } from "../../databricks/securable";
import { grantStatement } from "../../databricks/sql/statements";
import type { Need } from "../../access/expected-privileges";
import { REDEPLOY, type Circumstances, type Diagnosis } from "./symptom";

/** That a privilege is missing, and the statement that gives it. */
export function lacking(
  { privilege, on }: Need,
  { connection: { principal }, person }: Pick<Circumstances, "connection" | "person">,
): Diagnosis {
  const cause = `lacks ${sqlName(privilege)} on the ${kindOf(on)} ${fullName(on)}`;
  if (person !== undefined) {
    const fix = `check again with a credential of the service principal ${principal.display_name}, which is granted it`;
    return { cause: `${person} ${cause}`, fix };
  }
  return {
    cause: `the service principal ${cause}`,
    fix: `${REDEPLOY}, or as the owner:\n${grantStatement(privilege, on, principal.application_id)}`,
  };
}
