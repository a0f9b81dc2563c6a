import type { IntegrationConfig } from "../../lib/config";
import { findServicePrincipals } from "../../lib/databricks/service-principals";
import type { StatesContext } from "./context";
import { EVERYONE, findGroups } from "../../lib/databricks/groups";

/**
 * The names under which an integration's principal can be let in: its groups, the groups that those are in and, once it
 * is there, its application id.
 *
 * @param viaGroup that of its warehouse
 */
export async function identitiesOf(
  { rest, managed }: Pick<StatesContext, "rest" | "managed">,
  { principal }: IntegrationConfig,
  viaGroup?: string,
): Promise<ReadonlySet<string>> {
  const joined = await withParents(rest, [...principal.groups, ...(viaGroup === undefined ? [] : [viaGroup])]);
  if ("existing" in principal) {
    const [found] = await findServicePrincipals(rest, "applicationId", [principal.existing]);
    return new Set([...EVERYONE, ...joined, principal.existing, ...(found?.memberOf ?? []).map(({ name }) => name)]);
  }
  const made = managed.principals.find(({ displayName }) => displayName === principal.displayName);
  return new Set([...EVERYONE, ...joined, ...(made ? [made.applicationId] : [])]);
}

/** Groups with all the groups that they are in. */
async function withParents(rest: StatesContext["rest"], groups: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set(groups);
  for (let fresh = [...known]; fresh.length > 0;) {
    const found = (await findGroups(rest, fresh)).filter(({ name }) => known.has(name));
    const parents = found.flatMap(({ memberOf }) => memberOf);
    fresh = [...new Set(parents)].filter((name) => !known.has(name));
    for (const name of fresh) known.add(name);
  }
  return known;
}
