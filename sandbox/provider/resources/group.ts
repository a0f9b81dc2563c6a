import { ApiError } from "../api-error";
import type { Client } from "../client";
import type { Resource } from "../engine/resource";
import { text, type Values } from "../engine/value";
import {
  entitlementFlags,
  entitlementRules,
  entitlementsOf,
  GROUP_SCHEMA,
  groupPath,
  groupsPath,
  listByAttribute,
  named,
  type ScimGroup,
} from "./scim";

const BUILT_IN = ["users", "admins"];

/** A workspace group; members come from `databricks_group_member`. */
export const group: Resource = {
  rules: {
    ...entitlementRules,
    display_name: {
      check: (name) =>
        BUILT_IN.includes(String(name))
          ? `expected display_name to not be any of ${BUILT_IN.join(", ")}: these groups exist in every workspace`
          : undefined,
    },
    external_id: { forceNew: true, keep: true },
  },
  readsLiterally: true,

  async create({ client, created }, planned) {
    try {
      const { id } = await client.post<ScimGroup>(groupsPath, requestBody(planned));
      return { id };
    } catch (error) {
      const name = text(planned, "display_name");
      const known = error instanceof ApiError && error.message === `Group with name ${name} already exists.`;
      if (planned["force"] !== true || !known) throw error;
      const [found] = await listByAttribute(client, groupsPath, "displayName", name);
      if (!found) throw error;
      created({ id: found.id });
      await replace(client, found.id, planned);
      return { id: found.id };
    }
  },

  async read({ client }, state) {
    const id = text(state, "id");
    const found = await client.get<ScimGroup>(groupPath(id), { attributes: "displayName,externalId,entitlements" });
    return {
      display_name: found.displayName,
      external_id: found.externalId ?? "",
      acl_principal_id: `groups/${found.displayName}`,
      url: `${client.url}/#setting/accounts/groups/${id}`,
      ...entitlementFlags(found.entitlements),
    };
  },

  update: ({ client }, planned) => replace(client, text(planned, "id"), planned),

  delete: ({ client }, state) => client.delete(groupPath(text(state, "id"))),
};

function requestBody(planned: Values): object {
  return {
    schemas: [GROUP_SCHEMA],
    ...named(planned, { display_name: "displayName", external_id: "externalId" }),
    entitlements: entitlementsOf(planned),
  };
}

/** PUT replaces everything, so members and parent groups are read first and sent back. */
async function replace(client: Client, id: string, planned: Values): Promise<void> {
  const attributes = "displayName,entitlements,groups,members,externalId";
  const { groups, members } = await client.get<ScimGroup>(groupPath(id), { attributes });
  await client.put(groupPath(id), { ...requestBody(planned), groups, members });
}
