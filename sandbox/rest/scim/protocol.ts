import { ServiceError } from "../../state/errors";

/** Where the SCIM API is. */
export const SCIM = "/api/2.0/preview/scim/v2";

export const SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
export const SCIM_LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/** A request that breaks a rule of SCIM itself. @see https://www.rfc-editor.org/rfc/rfc7644#section-3.12 */
export class ScimError extends ServiceError {
  readonly scimType: "invalidFilter" | "invalidPath" | "invalidSyntax" | "invalidValue";

  constructor(scimType: ScimError["scimType"], message: string) {
    super("INVALID_PARAMETER_VALUE", message);
    this.scimType = scimType;
  }
}
