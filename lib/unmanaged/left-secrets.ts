import type { Reader } from "../databricks/http/rest";
import type { Managed } from "../terraform/managed";
import { findServicePrincipals } from "../databricks/service-principals";
import { listSecrets } from "../databricks/service-principal-secrets";
import type { Declared } from "../config/declared";

/** An OAuth secret that a deploy of this config made and lost. */
export interface LeftSecret {
  readonly integration: string;
  /** Numeric SCIM id. */
  readonly principal: string;
  readonly id: string;
}

/** Further than this the clocks of this machine and of the workspace are hardly apart, in milliseconds. */
const SKEW = 60_000;

/**
 * The OAuth secrets in no state of the principals that the states created, and of adopted ones those that were made
 * after a moment: older ones are somebody's own, and so are all where a credential is made elsewhere.
 *
 * @param since milliseconds since 1970; absent: adopted principals are not looked at
 * @throws ServiceError when the workspace does not tell
 */
export async function leftSecrets(
  { principals }: Declared,
  managed: Managed,
  rest: Reader,
  since?: number,
): Promise<LeftSecret[]> {
  const ours = principals.filter(({ integration }) => !integration.credential.external);
  const ids = since === undefined ? [] : ours.flatMap(({ existing }) => existing ?? []);
  const adopted = await findServicePrincipals(rest, "applicationId", ids);
  const lists = await Promise.all(
    ours.map(async ({ displayName, existing, integration }) => {
      const principal =
        managed.principals.find((each) => each.displayName === displayName) ??
        adopted.find(({ applicationId }) => applicationId.toLowerCase() === existing);
      if (!principal) return [];
      const from = existing === undefined ? 0 : (since ?? 0) - SKEW;
      return (await listSecrets(rest, principal.id))
        .filter(({ id, createdAt = Infinity }) => !managed.secrets.has(id) && createdAt >= from)
        .map(({ id }) => ({ integration: integration.name, principal: principal.id, id }));
    }),
  );
  return lists.flat();
}
