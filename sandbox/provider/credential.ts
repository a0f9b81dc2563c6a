import { ApiError } from "./api-error";
import type { ApiCall } from "./api-call";
import { OperationError } from "./engine/diagnostics";

/** Where the bearer token of a configured provider comes from. */
export interface Credential {
  token(): Promise<string>;
  /** Its `auth_type`. */
  readonly kind: "oauth-m2m" | "pat";
  /** The provider argument whose value is not known before apply, when there is one: then nothing can be called yet. */
  readonly awaits?: string;
}

/** A personal access token. */
export function personalToken(token: string): Credential {
  return { kind: "pat", token: () => Promise.resolve(token) };
}

/** A service principal's client id and secret, exchanged at the workspace's own OIDC endpoint for an hour's token. */
export function clientCredentials(api: ApiCall, clientId: string, clientSecret: string): Credential {
  let current: Promise<{ value: string; expires: number }> | undefined;
  return {
    kind: "oauth-m2m",
    async token() {
      if (current && (await current).expires < Date.now()) current = undefined;
      current ??= exchange(api, clientId, clientSecret);
      current.catch(() => (current = undefined));
      return (await current).value;
    },
  };
}

/** Stands in until an argument of the provider block, which comes from a resource, is known. */
export function credentialAfterApply(argument: string): Credential {
  return {
    kind: argument.startsWith("client_") ? "oauth-m2m" : "pat",
    awaits: argument,
    token: () =>
      Promise.reject(
        new OperationError(
          `the provider's ${argument} is not known before apply, so the workspace cannot be asked yet; ` +
            `for a data source add depends_on, which reads it during apply`,
        ),
      ),
  };
}

const DISCOVERY = "/oidc/.well-known/oauth-authorization-server";
/** A token is renewed this long before it ends, in milliseconds. */
const EARLY = 180_000;

async function exchange(api: ApiCall, clientId: string, clientSecret: string) {
  const discovery = await api({ method: "GET", path: DISCOVERY, token: "" });
  const endpoint = (discovery.body as { token_endpoint?: string } | undefined)?.token_endpoint;
  if (discovery.status >= 400 || endpoint === undefined) {
    throw new ApiError(`GET ${DISCOVERY}`, discovery.status, discovery.body);
  }
  const path = new URL(endpoint).pathname;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString("base64");
  const answer = await api({
    method: "POST",
    path,
    token: "",
    form: { grant_type: "client_credentials", scope: "all-apis" },
    headers: { authorization: `Basic ${basic}` },
  });
  if (answer.status >= 400) throw new ApiError(`POST ${path}`, answer.status, answer.body);
  const { access_token: value, expires_in: seconds } = answer.body as { access_token: string; expires_in: number };
  return { value, expires: Date.now() + seconds * 1000 - EARLY };
}
