import type { AccessTokenRecord } from "../state/records/credential";
import { nameOf } from "../state/principals";
import type { Workspace } from "../state/workspace";
import { readBody } from "./body";
import type { Area } from "./context";
import { tokenInfo } from "./tokens";

const TOKENS = "/api/2.0/token-management/tokens";

/** Everybody's tokens, for admins. @see https://docs.databricks.com/api/workspace/tokenmanagement */
export const tokenManagement: Area = (app, { workspace }) => {
  const { credentials } = workspace;
  const toWire = (token: AccessTokenRecord) => describe(workspace, token);

  app.post("/api/2.0/token-management/on-behalf-of/tokens", async (c) => {
    const body = await readBody(c);
    const { value, token } = credentials.createTokenOnBehalfOf(
      c.get("caller"),
      body.required("application_id"),
      body.string("comment") ?? "",
      body.integer("lifetime_seconds"),
    );
    return c.json({ token_value: value, token_info: toWire(token) });
  });

  app.get(TOKENS, (c) => {
    const { created_by_id: id, created_by_username: name } = c.req.query();
    const found = credentials
      .tokens(c.get("caller"), true)
      .map(toWire)
      .filter((info) => id === undefined || String(info.created_by_id) === id)
      .filter((info) => name === undefined || info.created_by_username === name);
    return c.json({ token_infos: found });
  });

  app.get(`${TOKENS}/:id`, (c) =>
    c.json({ token_info: toWire(credentials.token(c.get("caller"), c.req.param("id"), true)) }),
  );

  app.delete(`${TOKENS}/:id`, (c) => {
    credentials.revokeToken(c.get("caller"), credentials.token(c.get("caller"), c.req.param("id"), true).id);
    return c.json({});
  });
};

function describe(workspace: Workspace, token: AccessTokenRecord) {
  const creator = workspace.principals.find(token.createdById);
  return {
    ...tokenInfo(token),
    created_by_id: Number(token.createdById),
    created_by_username: creator && nameOf(creator),
    owner_id: Number(token.principalId),
  };
}
