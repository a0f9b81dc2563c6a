import type { Caller } from "../../state/principals";
import type { Workspace } from "../../state/workspace";

/** The owner of a view or function as the one whose privileges count below it; nobody when the owner is gone. */
export function definer(workspace: Workspace, owner: string): Caller {
  const principal = workspace.principals.findByName(owner);
  if (principal && principal.kind !== "group") return workspace.principals.asCaller(principal);
  const groups = principal ? workspace.principals.groupsOf(principal) : [];
  return { id: "", name: owner, kind: "user", identities: new Set([owner, ...groups]), isAdmin: false };
}
