import type { Area, RestContext } from "./context";

/**
 * OAuth for machines: a service principal's client id and secret for an access token of an hour.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m
 */
export const oidc: Area = (app, { workspace, url }) => {
  app.get("/oidc/.well-known/oauth-authorization-server", (c) =>
    c.json({
      issuer: `${url()}/oidc`,
      authorization_endpoint: `${url()}/oidc/v1/authorize`,
      token_endpoint: `${url()}/oidc/v1/token`,
      grant_types_supported: ["client_credentials"],
      scopes_supported: ["all-apis"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    }),
  );

  app.post("/oidc/v1/token", async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const grantType = form.get("grant_type");
    if (!grantType) return refuse(c, "invalid_request", "grant_type is missing", 400);
    if (grantType !== "client_credentials") {
      return refuse(c, "unsupported_grant_type", `grant_type ${grantType} is not supported`, 400);
    }
    const scope = form.get("scope") ?? "all-apis";
    if (scope !== "all-apis") return refuse(c, "invalid_scope", `scope ${scope} is not supported`, 400);
    const { id, secret } = basicCredentials(c.req.header("authorization")) ?? {
      id: form.get("client_id") ?? "",
      secret: form.get("client_secret") ?? "",
    };
    const minted = workspace.credentials.mint(id, secret);
    if (!minted) return refuse(c, "invalid_client", "Client authentication failed", 401);
    return c.json({
      access_token: minted.accessToken,
      token_type: "Bearer",
      expires_in: minted.expiresIn,
      scope,
    });
  });
};

/** Errors of OAuth have a shape of their own. @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
function refuse(c: RestContext, error: string, description: string, status: 400 | 401): Response {
  return c.json({ error, error_description: description }, status);
}

/** Both halves are form-encoded before they are joined. @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
function basicCredentials(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString().split(":");
  const decode = (half: string) => new URLSearchParams(`half=${half}`).get("half") ?? "";
  return { id: decode(id), secret: decode(secret) };
}
