import { DataDatabricksServicePrincipal } from "@cdktf/provider-databricks/lib/data-databricks-service-principal";
import type { Construct, IConstruct } from "constructs";
import { principalKey } from "../lib/databricks/service-principals";
import { isKnown } from "./validation";

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

/**
 * Looks up the service principal that a text names: by application id, numeric id or display name. The service finds
 * names without regard to case; a plan fails where the one found is not called exactly so.
 */
export function lookUp(scope: Construct, id: string, text: string): DataDatabricksServicePrincipal {
  const key = isKnown(text) ? principalKey(text) : "applicationId";
  if (key === "applicationId") return new DataDatabricksServicePrincipal(scope, id, { applicationId: text });
  if (key === "id") return new DataDatabricksServicePrincipal(scope, id, { scimId: text });
  return new DataDatabricksServicePrincipal(scope, id, {
    displayName: text,
    lifecycle: {
      postcondition: [
        {
          condition: `\${self.display_name == ${JSON.stringify(text)}}`,
          errorMessage: [
            `There is no service principal called exactly ${text}; the one that the workspace found is called \${self.display_name}. Nothing was changed.`,
            "Write its name as it is there, or its application id.",
          ].join("\n"),
        },
      ],
    },
  });
}
