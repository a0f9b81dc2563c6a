import type { Grant } from "../state/authorization";
import type { Securable } from "../state/records/securable";
import type { Caller } from "../state/principals";
import type { Workspace } from "../state/workspace";
import { readBody } from "./body";
import type { Area, RestContext } from "./context";

const PERMISSIONS = "/api/2.1/unity-catalog/permissions/:type/:name";

/** Unity Catalog privileges. @see https://docs.databricks.com/api/workspace/grants */
export const grants: Area = (app, { workspace }) => {
  const { unityCatalog } = workspace;
  const securableOf = (c: RestContext) =>
    unityCatalog.securable(c.get("caller"), c.req.param("type") ?? "", c.req.param("name") ?? "");

  app.get(PERMISSIONS, (c) => {
    const found = visible(workspace, c, securableOf(c), false);
    return c.json({
      privilege_assignments: byPrincipal(found, (grant) => grant.privilege),
    });
  });

  app.patch(PERMISSIONS, async (c) => {
    const body = await readBody(c);
    const changes = (body.objects("changes") ?? []).map((change) => ({
      principal: change.required("principal"),
      add: change.strings("add"),
      remove: change.strings("remove"),
    }));
    const securable = securableOf(c);
    unityCatalog.grants.change(c.get("caller"), securable, changes);
    return c.json({
      privilege_assignments: byPrincipal(unityCatalog.authorization.grantsOn(securable), (grant) => grant.privilege),
    });
  });

  app.get("/api/2.1/unity-catalog/effective-permissions/:type/:name", (c) => {
    const securable = securableOf(c);
    const found = visible(workspace, c, securable, true);
    return c.json({
      privilege_assignments: byPrincipal(found, ({ privilege, on }) =>
        on === securable
          ? { privilege }
          : {
              privilege,
              inherited_from_type: on.kind.toUpperCase(),
              inherited_from_name: unityCatalog.authorization.fullName(on),
            },
      ),
    });
  });
};

/** Whoever manages a securable sees all its grants, others those of themselves and their groups. */
function visible(workspace: Workspace, c: RestContext, securable: Securable, inherited: boolean): Grant[] {
  const { authorization } = workspace.unityCatalog;
  const caller: Caller = c.get("caller");
  const manages = authorization.holds(caller, "MANAGE", securable);
  const principal = c.req.query("principal");
  return authorization
    .grantsOn(securable, inherited)
    .filter((grant) => manages || caller.identities.has(grant.principal))
    .filter((grant) => principal === undefined || grant.principal === principal);
}

function byPrincipal<T>(found: Grant[], show: (grant: Grant) => T): { principal: string; privileges: T[] }[] {
  const assignments = new Map<string, T[]>();
  for (const grant of found) {
    const privileges = assignments.get(grant.principal) ?? [];
    privileges.push(show(grant));
    assignments.set(grant.principal, privileges);
  }
  return [...assignments].map(([principal, privileges]) => ({ principal, privileges }));
}
