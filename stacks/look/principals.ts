import { identifyPrincipals } from "../../lib/access/identify-principals";
import { joinedGroups, priorMemberships } from "../../lib/access/memberships";
import { priorPrivileges } from "../../lib/access/prior-privileges";
import type { IntegrationConfig, OnrampConfig } from "../../lib/config/resolved";
import type { Reader } from "../../lib/databricks/http/rest";
import { fullName, kindOf } from "../../lib/databricks/securable";
import { isNamed, principalKey } from "../../lib/databricks/service-principals";
import type { Managed } from "../../lib/terraform/managed";
import type { SeenPrincipal } from "../workspace-stack";
import { isNoAnswer, Refusal, type Surroundings } from "./surroundings";

/**
 * What of adopted principals matters to the stacks: groups that they belong to already, whether they were the stack's
 * own, or why nothing may be granted to them, when nobody could look at what they hold. With `replaceGrants` only the
 * groups matter, and a look that fails stops nothing.
 *
 * @returns by the integration's name
 * @throws Refusal with what a grant would take away
 */
export async function seePrincipals(surroundings: Surroundings): Promise<ReadonlyMap<string, SeenPrincipal>> {
  const { config } = surroundings;
  const adopting = config.integrations.filter(({ principal, absent }) => "existing" in principal && !absent);
  if (adopting.length === 0) return new Map();
  // Two names may mean one principal, whose grants would undo each other.
  const unsure = adopting.length > 1 ? adopting.filter(isNamedOtherwise) : [];
  const joining = adopting.filter((each) => joinedGroups(config, each).length > 0);
  const endangered = adopting.filter((each) => !each.replaceGrants || unsure.includes(each));
  const seen = new Map<string, SeenPrincipal>();
  try {
    const managed = await surroundings.managed();
    for (const { name, principal } of adopting) {
      const wasOwn = "existing" in principal && managed.principals.some((own) => isNamed(own, principal.existing));
      if (wasOwn) seen.set(name, { wasOwn });
    }
    if (endangered.length + joining.length === 0) return seen;
    const rest = await surroundings.rest();
    const identified = await identifyPrincipals(config, rest);
    refuseTwins(identified);
    await refuseReplaced(identified, managed, rest);
    for (const { integration, groups } of await priorMemberships(identified, managed, rest)) {
      seen.set(integration.name, { ...seen.get(integration.name), memberOf: groups.map(({ name }) => name) });
    }
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    for (const { name } of endangered) seen.set(name, { ...seen.get(name), refusal: unseen(name, error.message) });
  }
  return seen;
}

function isNamedOtherwise({ principal }: IntegrationConfig): boolean {
  return "existing" in principal && principalKey(principal.existing) !== "applicationId";
}

/** What the rules of the config say of application ids, once all are known. */
function refuseTwins({ file, integrations }: OnrampConfig): void {
  const firsts = new Map<string, string>();
  for (const { name, principal, absent } of integrations) {
    if (!("existing" in principal) || absent) continue;
    const first = firsts.get(principal.existing);
    if (first !== undefined) {
      throw new Refusal(
        [
          `${file}: integrations.${first} and integrations.${name} name one service principal, ${principal.existing}; nothing was changed`,
          "  the grants of the two would undo each other",
          "  to go on: give one of them another service principal, or remove its lines to have a new one made",
        ].join("\n"),
      );
    }
    firsts.set(principal.existing, name);
  }
}

/** A grant takes the place of everything that its principal holds directly on the same securable. */
async function refuseReplaced(config: OnrampConfig, managed: Managed, rest: Reader): Promise<void> {
  const found = await priorPrivileges(config, managed, rest);
  if (found.length === 0) return;
  const lines = found.flatMap(({ integration, principal, on, privileges, replaceGrants }) => [
    `  ${principal} holds ${privileges.join(", ")} on ${kindOf(on)} ${fullName(on)}; ` +
      `to accept for integration ${integration}: under ${replaceGrants.under} write ${replaceGrants.line}`,
  ]);
  throw new Refusal(
    [
      `${config.file} adopts a service principal whose privileges a grant would replace; nothing was changed`,
      ...lines,
      "  to leave them alone: remove existing under principal, so that the integration gets a service principal of its own",
    ].join("\n"),
  );
}

function unseen(integration: string, why: string): string {
  return [
    `The service principal of integration ${integration} is somebody's already, and what it holds could not be looked at: ${why}. Nothing was changed.`,
    "A grant takes the place of everything that its principal holds directly on the same catalog, schema or table.",
    `Sign in and synthesize again, so that it can be looked at, or accept it: under integrations.${integration} write replaceGrants: true.`,
  ].join("\n");
}
