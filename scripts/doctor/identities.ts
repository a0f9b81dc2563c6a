import { z } from "zod";
import type { IntegrationConfig } from "../../lib/config";
import { principalsBy } from "../../lib/databricks/service-principals";
import type { StatesContext } from "./context";

/** Everybody is in these, which no list of memberships names. */
const EVERYBODY = ["users", "account users"];

/**
 * The names under which an integration's principal can be let in: its groups, the groups that those are in and, once it
 * is there, its application id.
 *
 * @param useGroup that of its warehouse
 */
export async function identitiesOf(
  { rest, held }: Pick<StatesContext, "rest" | "held">,
  { principal }: IntegrationConfig,
  useGroup?: string,
): Promise<ReadonlySet<string>> {
  const joined = await withParents(rest, [...principal.groups, ...(useGroup === undefined ? [] : [useGroup])]);
  if ("existing" in principal) {
    const [found] = await principalsBy(rest, "applicationId", [principal.existing]);
    return new Set([...EVERYBODY, ...joined, principal.existing, ...(found?.groups ?? [])]);
  }
  const made = held.principals.find(({ displayName }) => displayName === principal.displayName);
  return new Set([...EVERYBODY, ...joined, ...(made ? [made.applicationId] : [])]);
}

const groupsSchema = z.object({
  Resources: z
    .array(z.object({ groups: z.array(z.object({ display: z.string().optional() })).default([]) }))
    .default([]),
});

/** Groups with all the groups that they are in. */
async function withParents(rest: StatesContext["rest"], groups: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set(groups);
  for (let fresh = [...known]; fresh.length > 0;) {
    const filter = fresh.map((name) => `displayName eq ${JSON.stringify(name)}`).join(" or ");
    const { Resources } = await rest.getAs(groupsSchema, "/api/2.0/preview/scim/v2/Groups", { query: { filter } });
    const parents = Resources.flatMap((group) => group.groups.flatMap(({ display }) => display ?? []));
    fresh = [...new Set(parents)].filter((name) => !known.has(name));
    for (const name of fresh) known.add(name);
  }
  return known;
}
