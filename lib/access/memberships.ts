import { warehouseOf, type IntegrationConfig, type OnrampConfig } from "../config";
import type { Reader } from "../databricks/http/rest";
import type { Managed } from "../terraform/managed";
import { findServicePrincipals, type ServicePrincipalInfo } from "../databricks/service-principals";

/** The groups to which the adopted principal of an integration belongs already. */
export interface PriorMemberships {
  readonly integration: IntegrationConfig;
  readonly principal: ServicePrincipalInfo;
  /** By SCIM id and name; one at least. */
  readonly groups: ServicePrincipalInfo["memberOf"];
}

/**
 * The groups, of those that their integrations make them join, to which adopted principals belong already and not by
 * this config: a membership that a state holds ends with its entry. Of each integration with any.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function priorMemberships(
  config: OnrampConfig,
  managed: Managed,
  rest: Reader,
): Promise<PriorMemberships[]> {
  const joining = config.integrations.flatMap((integration) => {
    const { principal, absent } = integration;
    const declared = joinedGroups(config, integration);
    const joins = "existing" in principal && !absent && declared.length > 0;
    return joins ? [{ integration, id: principal.existing, declared }] : [];
  });
  if (joining.length === 0) return [];
  const found = await findServicePrincipals(
    rest,
    "applicationId",
    joining.map(({ id }) => id),
  );
  return joining.flatMap(({ integration, id, declared }) => {
    const principal = found.find(({ applicationId }) => applicationId.toLowerCase() === id);
    if (!principal) return [];
    const groups = principal.memberOf
      .filter((group) => !managed.memberships.has(`${group.id}|${principal.id}`))
      .filter((group) => declared.includes(group.name));
    return groups.length > 0 ? [{ integration, principal, groups }] : [];
  });
}

/** The groups that an integration makes its principal join. */
export function joinedGroups(config: OnrampConfig, integration: IntegrationConfig): string[] {
  const warehouse = warehouseOf(config, integration);
  const { viaGroup } = "existing" in warehouse ? warehouse : {};
  return [...integration.principal.groups, ...(viaGroup === undefined ? [] : [viaGroup])];
}
