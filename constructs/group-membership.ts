import { DataDatabricksGroup } from "@cdktf/provider-databricks/lib/data-databricks-group";
import { GroupMember } from "@cdktf/provider-databricks/lib/group-member";
import { TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import type { IServicePrincipal } from "./service-principal-base";
import { refuse } from "./validation";

/** Id of what holds the groups of a stack, and the memberships of a principal. */
const GROUPS = "groups";

/**
 * Makes a principal a member of a group that is there already, and of nothing else: other members and the group itself
 * stay as they are. Nothing for a group that it belongs to already, and for a second call with the same pair.
 *
 * @param group display name; a plan fails when there is no such group
 * @throws Error when the name is empty
 * @see https://registry.terraform.io/providers/databricks/databricks/1.99.0/docs/resources/group_member
 */
export function joinGroup(principal: IServicePrincipal, group: string): void {
  refuse(`service principal ${principal.node.path}`, [
    group.trim() === "" && "a group's name is empty, name the group",
  ]);
  const id = idOf(group);
  if (principal.memberOf?.some((each) => idOf(each) === id)) return;
  const memberships = child(principal, GROUPS);
  if (memberships.node.tryFindChild(id)) return;
  new GroupMember(memberships, id, {
    groupId: groupOf(principal, group).id,
    memberId: principal.servicePrincipalId,
  });
}

/** The memberships that a principal has got from {@link joinGroup} so far. */
export function membershipsOf(principal: IServicePrincipal): GroupMember[] {
  const memberships = principal.node.tryFindChild(GROUPS);
  return (memberships?.node.children ?? []) as GroupMember[];
}

/** A stack looks each group up once. */
function groupOf(scope: IConstruct, displayName: string): DataDatabricksGroup {
  const groups = child(TerraformStack.of(scope), GROUPS);
  const found = groups.node.tryFindChild(idOf(displayName)) as DataDatabricksGroup | undefined;
  return found ?? new DataDatabricksGroup(groups, idOf(displayName), { displayName, recursive: false });
}

/** Names of groups do not differ in case only. */
function idOf(group: string): string {
  return group.toLowerCase();
}

function child(scope: IConstruct, id: string): IConstruct {
  return scope.node.tryFindChild(id) ?? new Construct(scope, id);
}
