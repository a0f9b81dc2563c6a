import { groupsToJoin, isFoundByName } from "../../lib/access/groups-to-join";
import { declaredIn } from "../../lib/config/declared";
import type { SeenGroup } from "../../constructs";
import { isNoAnswer, Refusal, type Surroundings } from "./surroundings";

/**
 * What of the groups matters that principals join: the ids of those that the provider would not find by their names, or
 * why none may be joined, when nobody could look.
 *
 * @returns by display name
 * @throws Refusal for a group that is not there under exactly that name
 */
export async function seeGroups(surroundings: Surroundings): Promise<ReadonlyMap<string, SeenGroup>> {
  const { config } = surroundings;
  const { groups } = declaredIn(config).existing;
  if (groups.length === 0) return new Map();
  try {
    const found = await groupsToJoin(config, await surroundings.rest());
    const missing = found.filter(({ id }) => id === undefined);
    if (missing.length > 0) {
      throw new Refusal(
        [
          `${config.file} names groups that this workspace does not have; nothing was changed`,
          ...missing.map(({ name, path, lookalikes }) => {
            const near = lookalikes.length > 0 ? `; there is ${lookalikes.map(quoted).join(", ")}` : "";
            return `  ${path}: there is no group ${quoted(name)}${near}`;
          }),
          "  to go on: write the name as it is there, or add the group: Settings › Identity and access › Groups",
        ].join("\n"),
      );
    }
    return new Map(found.flatMap((each) => (isFoundByName(each) ? [] : [[each.name, { id: each.id ?? "" }] as const])));
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return new Map(groups.map(({ name }) => [name, { refusal: unseen(name, error.message) }]));
  }
}

const quoted = (name: string) => JSON.stringify(name);

function unseen(group: string, why: string): string {
  return [
    `Which group ${quoted(group)} is could not be looked at: ${why}. Nothing was changed.`,
    "The provider takes the first group whose name differs in case only, and a membership gives all that the group may do.",
    "Sign in and synthesize again, so that it can be looked at.",
  ].join("\n");
}
