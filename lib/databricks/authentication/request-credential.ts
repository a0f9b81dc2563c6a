import type { AccessToken } from "../oidc";
import type { Secret } from "../secret";

/** What signs a request. */
export interface RequestCredential extends AccessToken {
  /** For an Entra principal that the workspace does not know yet but whose Azure role lets it in. */
  readonly azure?: { readonly management: Secret; readonly resourceId: string };
}
