import type { Principal } from "../../state/records/principal";
import type { Caller } from "../../state/principals";
import type { Workspace } from "../../state/workspace";

/** A SCIM resource as it goes over the wire. */
export type Resource = Record<string, unknown> & { readonly id: string };

/** Path of each kind of principal below the API's own. */
export const COLLECTION = { user: "Users", servicePrincipal: "ServicePrincipals", group: "Groups" } as const;

const SCHEMA = { user: "User", servicePrincipal: "ServicePrincipal", group: "Group" } as const;

/** Shown to admins and to the principal itself only. */
const PRIVATE = ["entitlements", "groups", "roles"];

/** The principal as `caller` may see it. */
export function toResource(workspace: Workspace, caller: Caller, principal: Principal): Resource {
  const resource: Resource = {
    schemas: [`urn:ietf:params:scim:schemas:core:2.0:${SCHEMA[principal.kind]}`],
    id: principal.id,
    displayName: principal.displayName,
    ...(principal.externalId ? { externalId: principal.externalId } : {}),
    ...ownFields(workspace, principal),
    entitlements: principal.entitlements.map((value) => ({ value })),
    groups: groupsOf(workspace, principal),
    roles: [],
    meta: { resourceType: SCHEMA[principal.kind] },
  };
  if (!caller.isAdmin && caller.id !== principal.id) PRIVATE.forEach((name) => delete resource[name]);
  return resource;
}

function ownFields(workspace: Workspace, principal: Principal): Record<string, unknown> {
  switch (principal.kind) {
    case "user":
      return {
        userName: principal.userName,
        active: principal.active,
        emails: [{ type: "work", value: principal.userName, primary: true }],
      };
    case "servicePrincipal":
      return { applicationId: principal.applicationId, active: principal.active };
    case "group":
      return { members: membersOf(workspace, principal).map(reference) };
  }
}

/** Direct members; everybody is one of `users`. */
function membersOf(workspace: Workspace, group: Principal & { kind: "group" }): Principal[] {
  const { principals } = workspace;
  return group.displayName === "users"
    ? [...principals.all("user"), ...principals.all("servicePrincipal")]
    : group.members.flatMap((id) => principals.find(id) ?? []);
}

function groupsOf(workspace: Workspace, principal: Principal) {
  const names = workspace.principals.groupsOf(principal);
  return workspace.principals
    .all("group")
    .filter((group) => names.has(group.displayName))
    .map((group) => {
      const direct = membersOf(workspace, group).includes(principal);
      return { ...reference(group), type: direct ? "direct" : "indirect" };
    });
}

const reference = (principal: Principal) => ({
  value: principal.id,
  display: principal.displayName,
  $ref: `${COLLECTION[principal.kind]}/${principal.id}`,
});
