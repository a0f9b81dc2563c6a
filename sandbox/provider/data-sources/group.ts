import { AttributeError } from "../engine/diagnostics";
import type { DataSource } from "../engine/resource";
import { text } from "../engine/value";
import {
  entitlementFlags,
  groupPath,
  groupsPath,
  listByAttribute,
  noEntitlements,
  type ScimGroup,
} from "../resources/scim";

const ATTRIBUTES = "displayName,members,roles,entitlements,externalId,groups";

/** A group by its display name, with its members and the groups it is in; unless told otherwise with theirs too. */
export const group: DataSource = {
  async read(client, config) {
    const name = text(config, "display_name");
    const [found] = await listByAttribute<ScimGroup>(client, groupsPath, "displayName", name);
    if (!found) throw new AttributeError(["display_name"], `cannot find group: ${name}`);
    const recursive = config["recursive"] !== false;
    const groups = new Map([[found.id, found]]);
    // Grows while it is walked: parents of parents come too.
    for (const current of groups.values()) {
      for (const { value } of recursive ? (current.groups ?? []) : []) {
        if (!groups.has(value)) groups.set(value, await client.get(groupPath(value), { attributes: ATTRIBUTES }));
      }
    }
    const all = [...groups.values()];
    const members = all.flatMap(({ members = [] }) => members);
    const ofKind = (kind: string) => ids(members.filter(({ $ref }) => $ref?.startsWith(`${kind}/`)));
    return {
      id: found.id,
      recursive,
      members: ids(members),
      users: ofKind("Users"),
      service_principals: ofKind("ServicePrincipals"),
      child_groups: ofKind("Groups"),
      groups: ids(all.flatMap(({ groups = [] }) => groups)),
      instance_profiles: ids(all.flatMap(({ roles = [] }) => roles)),
      external_id: found.externalId,
      acl_principal_id: `groups/${name}`,
      ...noEntitlements,
      ...entitlementFlags(all.flatMap(({ entitlements = [] }) => entitlements)),
    };
  },
};

function ids(values: readonly { value: string }[]): string[] {
  return [...new Set(values.map(({ value }) => value))].sort();
}
