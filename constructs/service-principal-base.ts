import type { DataDatabricksServicePrincipalConfig } from "@cdktf/provider-databricks/lib/data-databricks-service-principal";
import type { IConstruct } from "constructs";
import { principalKey } from "../lib/databricks/service-principals";

/** An identity of the workspace for a program. */
export interface IServicePrincipal extends IConstruct {
  /** UUID that grants, permissions and OAuth know it by. */
  readonly applicationId: string;
  /** Numeric id that the SCIM API and service principal secrets know it by. */
  readonly servicePrincipalId: string;
  /** Name that people see. */
  readonly displayName: string;
  /** It was there before the stack, and stays when it goes. */
  readonly existing?: true;
  /** Groups that it belongs to already: the stack does not join them, and so does not leave them either. */
  readonly memberOf?: readonly string[];
  /** Why nothing may be granted to it now; every plan with a grant for it fails with this text. */
  readonly refusal?: string;
}

/** How Terraform finds the service principal that a text names: by application id, numeric id or display name. */
export function lookupOf(text: string): DataDatabricksServicePrincipalConfig {
  const key = principalKey(text);
  if (key === "applicationId") return { applicationId: text };
  return key === "id" ? { scimId: text } : { displayName: text };
}
