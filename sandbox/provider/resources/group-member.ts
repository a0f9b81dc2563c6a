import { OperationError } from "../engine/diagnostics";
import type { Resource } from "../engine/resource";
import { text, type Values } from "../engine/value";
import { groupPath, patchBody, type ScimValue } from "./scim";

/** One member of one group; the id is `<group id>|<member id>`. */
export const groupMember: Resource = {
  readsLiterally: true,

  async create({ client }, planned) {
    const [group, member] = [text(planned, "group_id"), text(planned, "member_id")];
    await client.patch(groupPath(group), patchBody("add", "members", [{ value: member }]));
    return { id: `${group}|${member}` };
  },

  async read({ client }, state) {
    const [group_id, member_id] = parseId(state);
    const { members = [] } = await client.get<{ members?: ScimValue[] }>(groupPath(group_id), {
      attributes: "members",
    });
    return members.some(({ value }) => value === member_id) ? { group_id, member_id } : undefined;
  },

  async delete({ client }, state) {
    const [group, member] = parseId(state);
    await client.patch(groupPath(group), patchBody("remove", `members[value eq "${member}"]`));
  },
};

function parseId(state: Values): [group: string, member: string] {
  const [group, member, ...rest] = text(state, "id").split("|");
  if (!group || !member || rest.length > 0) {
    throw new OperationError(`the id has to be <group id>|<member id>, got ${text(state, "id")}`);
  }
  return [group, member];
}
