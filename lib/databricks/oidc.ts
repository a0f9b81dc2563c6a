import { z } from "zod";
import { RestClient } from "./http/rest";
import { Secret } from "./secret";
import { ServiceError } from "./http/service-error";

/** A token with the moment it ends, in milliseconds since 1970; `Infinity` when the issuer does not say. */
export interface AccessToken {
  readonly token: Secret;
  readonly expiresAt: number;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  /** Seconds; Azure sends it as text. */
  expires_in: z.coerce.number().optional(),
});

/** Asks an OAuth token endpoint. What an issuer says of a credential is final; only what passes by itself is tried again. */
export async function requestToken(
  endpoint: URL,
  form: Readonly<Record<string, string>>,
  options: { readonly basic?: { id: string; secret: Secret }; readonly signal?: AbortSignal } = {},
): Promise<AccessToken> {
  const { basic, signal } = options;
  const client = new RestClient({ host: endpoint.origin, signal });
  const credentials = basic && `${encodeURIComponent(basic.id)}:${encodeURIComponent(basic.secret.reveal())}`;
  const answer = tokenAnswer.safeParse(
    await client.post(endpoint.pathname, {
      body: new URLSearchParams(form),
      repeatable: true,
      headers: credentials ? { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` } : undefined,
    }),
  );
  if (!answer.success) throw new ServiceError(`${endpoint.href} sent no access token`, { kind: "other" });
  const { access_token, expires_in } = answer.data;
  return {
    token: new Secret(access_token),
    expiresAt: expires_in === undefined ? Infinity : Date.now() + expires_in * 1000,
  };
}

/** The workspace's own token endpoint. @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m */
export function tokenEndpoint(host: string): URL {
  return new URL("/oidc/v1/token", host);
}

/** An access token (about an hour) for a service principal by its OAuth client id and secret. */
export function mintToken(options: {
  readonly host: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly signal?: AbortSignal;
}): Promise<AccessToken> {
  const { host, clientId, clientSecret, signal } = options;
  return requestToken(
    tokenEndpoint(host),
    { grant_type: "client_credentials", scope: "all-apis" },
    { basic: { id: clientId, secret: clientSecret }, signal },
  );
}

/**
 * An access token for an identity token of another issuer (workload identity federation). Without `clientId` the
 * account-wide federation policy decides who it is.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-federation-exchange
 */
export function exchangeToken(options: {
  readonly host: string;
  readonly clientId?: string;
  readonly identityToken: Secret;
}): Promise<AccessToken> {
  const { host, clientId, identityToken } = options;
  return requestToken(tokenEndpoint(host), {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    scope: "all-apis",
    subject_token: identityToken.reveal(),
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    ...(clientId ? { client_id: clientId } : {}),
  });
}
