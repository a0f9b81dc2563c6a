import type { OnrampConfig } from "../config";
import { declaredIn } from "../config/declared";
import { findGroup } from "../databricks/groups";
import type { Reader } from "../databricks/http/rest";

/** A group of the config as the workspace has it. */
export interface GroupToJoin {
  readonly name: string;
  /** Where the config names it, e.g. `integrations.clevertap.principal.groups`. */
  readonly path: string;
  /** SCIM id; absent: there is no group of exactly this name. */
  readonly id?: string;
  /** Names of groups that differ in case only. */
  readonly lookalikes: readonly string[];
}

/**
 * The groups that principals of a config join, each by exactly its name. The service finds names without regard to
 * case, and so does the provider's data source, which takes the first one.
 *
 * @throws ServiceError when the workspace does not tell
 */
export async function groupsToJoin(config: OnrampConfig, rest: Reader): Promise<GroupToJoin[]> {
  return Promise.all(
    declaredIn(config).existing.groups.map(async ({ name, path }) => {
      const { exact, others } = await findGroup(rest, name);
      return { name, path, id: exact?.id, lookalikes: others.map((other) => other.name) };
    }),
  );
}

/**
 * Whether the provider finds this very group by its name: no other differs in case only, and none of its characters
 * means something in the filter that the provider makes of it.
 */
export function isFoundByName({ name, id, lookalikes }: GroupToJoin): boolean {
  return id !== undefined && lookalikes.length === 0 && !/["\\]/.test(name);
}
