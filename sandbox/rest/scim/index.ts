import type { Principal } from "../../state/records/principal";
import { denied } from "../../state/errors";
import type { Workspace } from "../../state/workspace";
import { type Fields, readBody } from "../body";
import type { Area, RestContext } from "../context";
import { draftOf, readDraft } from "./draft";
import { parseFilter } from "./filter";
import { applyPatch } from "./patch";
import { projection } from "./projection";
import { SCIM, SCIM_LIST } from "./protocol";
import { COLLECTION, toResource } from "./resource";

/**
 * Users, service principals and groups. Everybody may look who there is; changes are for admins.
 *
 * @see https://docs.databricks.com/api/workspace/serviceprincipals
 */
export const scim: Area = (app, { workspace }) => {
  const { principals } = workspace;
  const answer = (c: RestContext, principal: Principal, status: 200 | 201 = 200) =>
    c.json(projection(c.req.query())(toResource(workspace, c.get("caller"), principal)), status);

  app.use(`${SCIM}/*`, async (c, next) => {
    if (c.req.method !== "GET" && !c.get("caller").isAdmin) {
      throw denied("Only workspace admins can manage users, service principals and groups.");
    }
    await next();
  });

  app.get(`${SCIM}/Me`, (c) => {
    const { kind, id, name } = c.get("caller");
    const resource = toResource(workspace, c.get("caller"), principals.get(kind, id));
    // A service principal, too, learns its name as userName.
    return c.json(projection(c.req.query())({ ...resource, userName: name }));
  });

  for (const [kind, collection] of Object.entries(COLLECTION) as [Principal["kind"], string][]) {
    const path = `${SCIM}/${collection}`;
    const principalOf = (c: RestContext) => principals.get(kind, c.req.param("id") ?? "");

    app.get(path, (c) => c.json(list(workspace, c, principals.all(kind))));

    app.post(path, async (c) => answer(c, create(workspace, kind, await readBody(c)), 201));

    app.get(`${path}/:id`, (c) => answer(c, principalOf(c)));

    app.put(`${path}/:id`, async (c) => {
      const draft = readDraft(await readBody(c));
      const principal = principalOf(c);
      principals.update(principal, { externalId: "", entitlements: [], members: [], ...defined(draft) });
      return answer(c, principal);
    });

    app.patch(`${path}/:id`, async (c) => {
      const body = await readBody(c);
      const principal = principalOf(c);
      const draft = draftOf(principal);
      applyPatch(draft, body);
      principals.update(principal, draft);
      return answer(c, principal);
    });

    app.delete(`${path}/:id`, (c) => {
      principals.remove(principalOf(c));
      return c.body(null, 204);
    });
  }
};

function create(workspace: Workspace, kind: Principal["kind"], body: Fields): Principal {
  const { principals } = workspace;
  const draft = readDraft(body);
  switch (kind) {
    case "user": {
      const userName = body.required("userName");
      const user = principals.addUser(userName, draft.displayName || userName);
      principals.update(user, { ...draft, displayName: undefined, members: undefined });
      return user;
    }
    case "servicePrincipal":
      return principals.addServicePrincipal({
        ...draft,
        displayName: draft.displayName ?? "",
        applicationId: body.string("applicationId"),
      });
    case "group":
      return principals.addGroup({ ...draft, displayName: draft.displayName ?? "" });
  }
}

function list(workspace: Workspace, c: RestContext, found: Principal[]) {
  const query = c.req.query();
  const matches = parseFilter(query.filter);
  const resources = found.map((each) => toResource(workspace, c.get("caller"), each)).filter(matches);
  const start = Math.max(1, Number(query.startIndex) || 1);
  const count = query.count === undefined ? resources.length : Math.max(0, Number(query.count) || 0);
  const page = resources.slice(start - 1, start - 1 + count).map(projection(query));
  return {
    schemas: [SCIM_LIST],
    totalResults: resources.length,
    startIndex: start,
    itemsPerPage: page.length,
    Resources: page,
  };
}

/** PUT replaces: what is not mentioned is emptied, what is mentioned counts. */
const defined = <T extends object>(draft: T): Partial<T> =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Partial<T>;
