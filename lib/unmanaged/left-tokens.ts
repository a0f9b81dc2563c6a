import type { Reader } from "../databricks/http/rest";
import type { Managed } from "../terraform/managed";
import { findServicePrincipals, type ServicePrincipalInfo } from "../databricks/service-principals";
import { kitTokens, type KitToken } from "../credentials/kit-tokens";
import type { Declared } from "../config/declared";

/** A token that a deploy of this config made and lost. */
export interface LeftToken extends KitToken {
  /** Display name of the principal that it signs in. */
  readonly ownerName: string;
}

/**
 * The tokens that deploys of this config made and lost: with this kit's comment, in no state, and not ended.
 *
 * Another project may deploy into the same workspace, with comments of the same kind, so only tokens count that sign in
 * a principal of this config's: one that its states hold, or for an integration the one that it adopts, which may be at
 * work for other projects, too. Those of a principal that was lost too count once that is imported.
 *
 * @throws ServiceError when the workspace does not tell; lists of everybody's tokens are for admins
 */
export async function leftTokens(declared: Declared, managed: Managed, rest: Reader): Promise<LeftToken[]> {
  const adopting = declared.tokens.flatMap(({ name, principal }) =>
    "existing" in principal ? [{ name, existing: principal.existing }] : [],
  );
  const ids = adopting.map(({ existing }) => existing);
  const [all, found] = await Promise.all([kitTokens(rest), findServicePrincipals(rest, "applicationId", ids)]);
  const isAdopted = ({ applicationId }: ServicePrincipalInfo, integration: string) =>
    adopting.some(({ name, existing }) => name === integration && existing === applicationId.toLowerCase());
  return all.flatMap((token) => {
    if (managed.tokens.has(token.id) || token.endsAt <= Date.now()) return [];
    const owner =
      managed.principals.find(({ id }) => id === token.owner) ??
      found.find((each) => each.id === token.owner && isAdopted(each, token.integration));
    return owner ? [{ ...token, ownerName: owner.displayName }] : [];
  });
}
