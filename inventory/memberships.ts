import type { IntegrationConfig, OnrampConfig } from "../config";
import { warehouseOf } from "../config";
import type { RestClient } from "../workspace/rest";
import type { Held } from "./held";
import { principalsBy } from "./principals";

/**
 * The groups, of those that their integrations make them join, to which adopted principals belong already and not by
 * this config: a membership that a state holds ends with its entry. By the integration's name, those with any.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function priorMemberships(
  config: OnrampConfig,
  held: Held,
  rest: Pick<RestClient, "getAs">,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const joining = config.integrations.flatMap((integration) => {
    const { name, principal, absent } = integration;
    const groups = groupsOf(config, integration).map((group) => group.toLowerCase());
    return "existing" in principal && !absent && groups.length > 0 ? [{ name, id: principal.existing, groups }] : [];
  });
  if (joining.length === 0) return new Map();
  const found = await principalsBy(
    rest,
    "applicationId",
    joining.map(({ id }) => id),
  );
  return new Map(
    joining
      .map(({ name, id, groups }): [string, string[]] => {
        const principal = found.find(({ applicationId }) => applicationId.toLowerCase() === id);
        const others = principal?.memberOf.filter((group) => !held.memberships.has(`${group.id}|${principal.id}`));
        const prior = (others ?? []).map((group) => group.name).filter((group) => groups.includes(group.toLowerCase()));
        return [name, prior];
      })
      .filter(([, prior]) => prior.length > 0),
  );
}

function groupsOf(config: OnrampConfig, integration: IntegrationConfig): string[] {
  const warehouse = warehouseOf(config, integration);
  const { useGroup } = "existing" in warehouse ? warehouse : {};
  return [...integration.principal.groups, ...(useGroup === undefined ? [] : [useGroup])];
}
