import type { AccessTokenRecord } from "../state/records/credential";
import { missing } from "../state/errors";
import { readBody } from "./body";
import type { Area } from "./context";

/** A token without its value. Times are milliseconds; -1 = never expires. */
export const tokenInfo = (token: AccessTokenRecord) => ({
  token_id: token.id,
  creation_time: token.createdAt,
  expiry_time: token.expiresAt,
  comment: token.comment,
});

/** The caller's own personal access tokens. @see https://docs.databricks.com/api/workspace/tokens */
export const tokens: Area = (app, { workspace }) => {
  const { credentials } = workspace;

  app.post("/api/2.0/token/create", async (c) => {
    const body = await readBody(c);
    const { value, token } = credentials.createToken(
      c.get("caller"),
      body.string("comment") ?? "",
      body.integer("lifetime_seconds"),
    );
    return c.json({ token_value: value, token_info: tokenInfo(token) });
  });

  app.get("/api/2.0/token/list", (c) =>
    c.json({ token_infos: credentials.tokens(c.get("caller")).map((token) => tokenInfo(token)) }),
  );

  app.post("/api/2.0/token/delete", async (c) => {
    const id = (await readBody(c)).required("token_id");
    if (!credentials.tokens(c.get("caller")).some((token) => token.id === id)) {
      throw missing(`Token with id ${id} does not exist.`);
    }
    credentials.revokeToken(c.get("caller"), id);
    return c.json({});
  });
};
