import { DataDatabricksGroup } from "@cdktf/provider-databricks/lib/data-databricks-group";
import { GroupMember } from "@cdktf/provider-databricks/lib/group-member";
import { Op, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { childId } from "./child-id";
import type { IServicePrincipal } from "./service-principal-base";
import { refuse } from "./validation";

/** Id of what holds the groups of a stack, and the memberships of a principal. */
const GROUPS = "groups";

/**
 * What a look at the workspace showed about a group that is to be joined: its SCIM id, where the provider would find
 * another one by the name, or why nothing may join it now. A text of Terraform, in which `${…}` is an expression.
 */
export type SeenGroup =
  | {
      /** SCIM id of the group. */
      readonly id: string;
    }
  | {
      /** Why nothing may join it. */
      readonly refusal: string;
    };

const seenByStack = new WeakMap<TerraformStack, ReadonlyMap<string, SeenGroup>>();

/**
 * Tells a stack what was seen of groups, by display name, before anything joins them. A group that is not among them is
 * looked up by the provider, which takes the first one whose name differs in case only.
 */
export function tellGroups(stack: TerraformStack, seen: ReadonlyMap<string, SeenGroup>): void {
  seenByStack.set(stack, seen);
}

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
  if (principal.memberOf?.includes(group)) return;
  const memberships = child(principal, GROUPS);
  const id = idIn(memberships, group);
  if (memberships.node.tryFindChild(id)) return;
  nameOf.set(memberships.node, new Map([...(nameOf.get(memberships.node) ?? []), [id, group]]));
  const seen = seenByStack.get(TerraformStack.of(principal))?.get(group);
  const membership = new GroupMember(memberships, id, {
    groupId: seen && "id" in seen ? seen.id : groupOf(principal, group).id,
    memberId: principal.servicePrincipalId,
  });
  if (seen && "refusal" in seen) {
    // Never met; Terraform insists on a condition that refers to something.
    const condition = Op.eq(principal.servicePrincipalId, "refused");
    membership.lifecycle = { precondition: [{ condition, errorMessage: seen.refusal }] };
  }
}

/** The memberships that a principal has got from {@link joinGroup} so far. */
export function membershipsOf(principal: IServicePrincipal): GroupMember[] {
  const memberships = principal.node.tryFindChild(GROUPS);
  return (memberships?.node.children ?? []) as GroupMember[];
}

/** A stack looks each group up once. */
function groupOf(scope: IConstruct, displayName: string): DataDatabricksGroup {
  const groups = child(TerraformStack.of(scope), GROUPS);
  const id = idIn(groups, displayName);
  const found = groups.node.tryFindChild(id) as DataDatabricksGroup | undefined;
  if (found) return found;
  nameOf.set(groups.node, new Map([...(nameOf.get(groups.node) ?? []), [id, displayName]]));
  return new DataDatabricksGroup(groups, id, { displayName, recursive: false });
}

/** For what holds children by {@link idIn}: the group that each child is about. */
const nameOf = new WeakMap<object, ReadonlyMap<string, string>>();

/** Id of a group's child: in lower case, a part of Terraform addresses; as it is, for one that differs in case only. */
function idIn({ node }: IConstruct, group: string): string {
  const folded = childId(group.toLowerCase());
  return (nameOf.get(node)?.get(folded) ?? group) === group ? folded : childId(group);
}

function child(scope: IConstruct, id: string): IConstruct {
  return scope.node.tryFindChild(id) ?? new Construct(scope, id);
}
