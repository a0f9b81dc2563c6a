import type { IntegrationConfig, OnrampConfig } from "../config";
import { declaredIn, type DeclaredPrincipal } from "../config/declared";
import { LONGEST_LIFETIME_DAYS } from "../databricks/credential";
import type { Reader } from "../databricks/http/rest";
import { listSecrets, MOST_SECRETS, type SecretInfo } from "../databricks/service-principal-secrets";
import { findNamedServicePrincipals, isNamed, type ServicePrincipalInfo } from "../databricks/service-principals";
import type { Managed } from "../terraform/managed";

/** A service principal that has as many OAuth secrets as it may have, and is to get another one. */
export interface CrowdedPrincipal {
  readonly integration: IntegrationConfig;
  readonly principal: Pick<ServicePrincipalInfo, "id" | "displayName">;
  /** Those that are not the stack's own, of which one has to go first. */
  readonly others: readonly SecretInfo[];
}

/** A principal of a config for which a deploy makes an OAuth secret, or keeps one. */
export interface NeedingSecret extends DeclaredPrincipal {
  /** As Terraform is asked for it, e.g. `7776000s`. */
  readonly lifetime: string;
}

export function needingSecrets(config: OnrampConfig): NeedingSecret[] {
  return declaredIn(config).principals.flatMap((each) => {
    const lifetime = secretLifetime(each.integration, config);
    return lifetime === undefined ? [] : [{ ...each, lifetime }];
  });
}

/** True where the states alone tell that no secret has to be made: of a principal that is new, or has what it needs. */
export function isSettled(
  { existing, import: imported, displayName, lifetime }: NeedingSecret,
  managed: Managed,
): boolean {
  if (existing !== undefined || imported !== undefined) return false;
  const own = managed.principals.find((each) => each.displayName === displayName);
  return !own || managed.secretDetails.some((each) => each.principal === own.id && each.lifetime === lifetime);
}

/**
 * The service principals for which a deploy could make no OAuth secret, and would stop half-way: those that are there
 * already and full. A secret of the stack's own is replaced by a new one before it goes, so it needs room as well.
 *
 * @throws ServiceError when the workspace does not tell; secrets are for admins
 */
export async function crowdedPrincipals(
  needing: readonly NeedingSecret[],
  managed: Managed,
  rest: Reader,
): Promise<CrowdedPrincipal[]> {
  if (needing.length === 0) return [];
  const named = needing.flatMap(({ existing, import: imported }) => existing ?? imported ?? []);
  const found = await findNamedServicePrincipals(rest, named);
  const looks = await Promise.all(
    needing.map(async (each): Promise<CrowdedPrincipal[]> => {
      const principal = principalOf(each, found, managed);
      if (!principal) return [];
      const own = managed.secretDetails.filter((secret) => secret.principal === principal.id);
      const secrets = await listSecrets(rest, principal.id);
      const isKept = own.some(({ id, lifetime }) => lifetime === each.lifetime && secrets.some((one) => one.id === id));
      if (isKept || secrets.length < MOST_SECRETS) return [];
      const others = secrets.filter(({ id }) => !own.some((one) => one.id === id));
      return [{ integration: each.integration, principal, others }];
    }),
  );
  return looks.flat();
}

/** `7776000s`; undefined where no secret is made. On Azure a token is made with one that lives as long as may be. */
function secretLifetime({ credential }: IntegrationConfig, { workspace }: OnrampConfig): string | undefined {
  if (credential.external) return undefined;
  if (credential.kind === "oauth") return seconds(credential.lifetimeDays);
  return workspace.cloud === "azure" ? seconds(LONGEST_LIFETIME_DAYS) : undefined;
}

const seconds = (days: number) => `${days * 86_400}s`;

function principalOf(
  { existing, import: imported, displayName }: DeclaredPrincipal,
  found: readonly ServicePrincipalInfo[],
  { principals }: Managed,
): CrowdedPrincipal["principal"] | undefined {
  const named = existing ?? imported;
  if (named === undefined) return principals.find((each) => each.displayName === displayName);
  const [only, ...others] = found.filter((each) => isNamed(each, named));
  return others.length === 0 ? only : undefined;
}

/** Commands of which one makes room, with what is known of each secret behind it. */
export function roomFor({ principal, others }: CrowdedPrincipal): string[] {
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  return [...others]
    .sort((a, b) => a.endsAt - b.endsAt)
    .map(({ id, createdAt, endsAt }) => {
      const facts = [
        ...(createdAt === undefined ? [] : [`made ${day(createdAt)}`]),
        ...(Number.isFinite(endsAt) ? [`${endsAt < Date.now() ? "ended" : "ends"} ${day(endsAt)}`] : []),
      ];
      return `databricks service-principal-secrets-proxy delete ${principal.id} ${id}   # ${facts.join(", ")}`;
    });
}
