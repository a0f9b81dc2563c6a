import type { RestClient } from "../workspace/rest";
import type { Held } from "./held";
import { principalsBy } from "./principals";
import { kitTokens, type KitToken } from "./tokens";
import type { Wanted } from "./wanted";

/** A token that a deploy of this config made and lost. */
export interface LeftToken extends KitToken {
  /** Display name of the principal that it signs in. */
  readonly ownerName: string;
}

/**
 * The tokens that deploys of this config made and lost: with this kit's comment, in no state, and not ended.
 *
 * Another project may deploy into the same workspace, with comments of the same kind, so only tokens count that sign in
 * a principal of this config's: one that its states hold, or one that it adopts. Those of a principal that was lost too
 * count once that is imported.
 *
 * @throws ServiceError when the workspace does not tell; lists of everybody's tokens are for admins
 */
export async function leftTokens(wanted: Wanted, held: Held, rest: Pick<RestClient, "getAs">): Promise<LeftToken[]> {
  const adopted = wanted.principals.flatMap(({ existing }) => existing ?? []);
  const [all, found] = await Promise.all([kitTokens(rest), principalsBy(rest, "applicationId", adopted)]);
  const nameOf = new Map([...held.principals, ...found].map(({ id, displayName }) => [id, displayName]));
  return all.flatMap((token) => {
    const ownerName = token.owner === undefined ? undefined : nameOf.get(token.owner);
    const lost = !held.tokens.has(token.id) && token.endsAt > Date.now();
    return ownerName !== undefined && lost ? [{ ...token, ownerName }] : [];
  });
}
