import { createHmac, timingSafeEqual } from "node:crypto";
import { type AccessControl, TOKENS } from "./access-control";
import type { WorkspaceData } from "./data";
import type { AccessTokenRecord, ClientSecretRecord } from "./records/credential";
import type { ServicePrincipalRecord } from "./records/principal";
import { ServiceError, denied, invalid, missing } from "./errors";
import { hashOf, newAccessTokenValue, newClientSecretValue, newTokenId, newUuid } from "./identifiers";
import type { Caller, Principals } from "./principals";

const DAY_SECONDS = 86_400;
/** Longest lifetime of a service principal's secret, which is also its default. */
const SECRET_MAX_SECONDS = 730 * DAY_SECONDS;
const SECRETS_PER_PRINCIPAL = 5;
/** Lifetime of an OAuth access token. */
const ACCESS_TOKEN_SECONDS = 3600;

/**
 * Personal access tokens, service principal secrets and the OAuth access tokens minted from them. Values are handed
 * out once and kept as hashes.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/
 */
export class Credentials {
  readonly #data: WorkspaceData;
  readonly #principals: Principals;
  readonly #access: AccessControl;
  readonly #now: () => number;

  constructor(data: WorkspaceData, principals: Principals, access: AccessControl, now: () => number) {
    this.#data = data;
    this.#principals = principals;
    this.#access = access;
    this.#now = now;
  }

  /**
   * The caller a bearer token signs in: a personal access token or an OAuth access token.
   *
   * @throws ServiceError UNAUTHENTICATED without a token, INVALID_ACCESS_TOKEN for one that is wrong, expired, revoked
   * or whose principal is gone; the service does not say which
   */
  authenticate(bearer: string | undefined): Caller {
    if (!bearer) {
      throw new ServiceError(
        "UNAUTHENTICATED",
        "Credential was not sent or was of an unsupported type for this API. [ReqId: local]",
      );
    }
    const isJwt = bearer.includes(".");
    const principal = this.#principals.find((isJwt ? this.#subjectOfJwt(bearer) : this.#subjectOf(bearer)) ?? "");
    if (principal && principal.kind !== "group" && principal.active) {
      const caller = this.#principals.asCaller(principal);
      // Whoever may not use tokens any more, by leaving a group for instance, cannot use the ones there are.
      if (isJwt || this.#access.allows(caller, TOKENS, "CAN_USE")) return caller;
    }
    throw new ServiceError("INVALID_ACCESS_TOKEN", "Invalid access token.");
  }

  #subjectOf(bearer: string): string | undefined {
    const hash = hashOf(bearer);
    for (const token of this.#data.accessTokens.values()) {
      if (token.hash === hash) return this.isLive(token) ? token.principalId : undefined;
    }
    return undefined;
  }

  isLive(credential: { expiresAt: number }): boolean {
    return credential.expiresAt === -1 || credential.expiresAt > this.#now();
  }

  // Personal access tokens

  /** A token for oneself; needs CAN_USE on tokens. `lifetimeSeconds` undefined = never expires. */
  createToken(caller: Caller, comment: string, lifetimeSeconds: number | undefined) {
    this.#requireTokenUse(caller, "create a personal access token");
    return this.#issueToken(caller.id, caller.id, comment, lifetimeSeconds);
  }

  /** A token for a service principal, made by an admin; the principal needs CAN_USE on tokens. AWS and GCP only. */
  createTokenOnBehalfOf(caller: Caller, applicationId: string, comment: string, lifetimeSeconds: number | undefined) {
    if (!caller.isAdmin) throw denied("Only workspace admins can create tokens on behalf of service principals.");
    if (this.#data.identity.cloud === "azure") {
      throw new ServiceError(
        "BAD_REQUEST",
        "On-behalf-of token creation for service principals is not enabled for this workspace",
      );
    }
    const principal = this.#principals.findByName(applicationId);
    if (principal?.kind !== "servicePrincipal") {
      throw missing(`Service principal with application ID ${applicationId} does not exist.`);
    }
    this.#requireTokenUse(this.#principals.asCaller(principal), "use personal access tokens");
    return this.#issueToken(principal.id, caller.id, comment, lifetimeSeconds);
  }

  #requireTokenUse(caller: Caller, what: string): void {
    if (!this.#access.allows(caller, TOKENS, "CAN_USE")) {
      throw denied(`${caller.name} is not authorized to ${what}: CAN_USE permission on tokens is missing.`);
    }
  }

  #issueToken(principalId: string, createdById: string, comment: string, lifetimeSeconds: number | undefined) {
    if (lifetimeSeconds !== undefined && !(Number.isInteger(lifetimeSeconds) && lifetimeSeconds > 0)) {
      throw invalid(`Token lifetime must be a positive number of seconds, not ${String(lifetimeSeconds)}.`);
    }
    const value = newAccessTokenValue();
    const createdAt = this.#now();
    const token: AccessTokenRecord = {
      id: newTokenId(),
      hash: hashOf(value),
      principalId,
      createdById,
      comment,
      createdAt,
      expiresAt: lifetimeSeconds === undefined ? -1 : createdAt + lifetimeSeconds * 1000,
    };
    this.#data.accessTokens.set(token.id, token);
    return { value, token };
  }

  /** Own tokens, or with `everyone` those of the whole workspace (admins). */
  tokens(caller: Caller, everyone = false): AccessTokenRecord[] {
    if (everyone && !caller.isAdmin) throw denied("Only workspace admins can manage other principals' tokens.");
    return [...this.#data.accessTokens.values()].filter((token) => everyone || token.principalId === caller.id);
  }

  /** One of one's own tokens, for admins also somebody else's; with `everyone` only admins may look at all. */
  token(caller: Caller, id: string, everyone = false): AccessTokenRecord {
    if (everyone) this.tokens(caller, true);
    const token = this.#data.accessTokens.get(id);
    if (!token || !(caller.isAdmin || token.principalId === caller.id)) {
      throw missing(`Token with id ${id} does not exist.`);
    }
    return token;
  }

  revokeToken(caller: Caller, id: string): void {
    this.#data.accessTokens.delete(this.token(caller, id).id);
  }

  /** Revokes the tokens of everybody who may not use tokens any more, as losing CAN_USE does. */
  revokeUnusableTokens(): void {
    for (const token of this.#data.accessTokens.values()) {
      const principal = this.#principals.find(token.principalId);
      if (!principal || principal.kind === "group") continue;
      if (!this.#access.allows(this.#principals.asCaller(principal), TOKENS, "CAN_USE")) {
        this.#data.accessTokens.delete(token.id);
      }
    }
  }

  // Service principal secrets and OAuth

  createSecret(caller: Caller, principal: ServicePrincipalRecord, lifetimeSeconds = SECRET_MAX_SECONDS) {
    this.#requireSecretManagement(caller, principal);
    if (!(Number.isInteger(lifetimeSeconds) && lifetimeSeconds > 0 && lifetimeSeconds <= SECRET_MAX_SECONDS)) {
      throw invalid(`Secret lifetime must be between 1 and ${SECRET_MAX_SECONDS} seconds.`);
    }
    if (this.secrets(caller, principal).length >= SECRETS_PER_PRINCIPAL) {
      throw new ServiceError(
        "INVALID_STATE",
        `Service principal ${principal.applicationId} already has ${SECRETS_PER_PRINCIPAL} secrets, which is the limit.`,
      );
    }
    const value = newClientSecretValue();
    const createdAt = this.#now();
    const secret: ClientSecretRecord = {
      id: newUuid(),
      hash: hashOf(value),
      principalId: principal.id,
      createdAt,
      expiresAt: createdAt + lifetimeSeconds * 1000,
    };
    this.#data.clientSecrets.set(secret.id, secret);
    return { value, secret };
  }

  secrets(caller: Caller, principal: ServicePrincipalRecord): ClientSecretRecord[] {
    this.#requireSecretManagement(caller, principal);
    return [...this.#data.clientSecrets.values()].filter((secret) => secret.principalId === principal.id);
  }

  deleteSecret(caller: Caller, principal: ServicePrincipalRecord, id: string): void {
    if (!this.secrets(caller, principal).some((secret) => secret.id === id)) {
      throw missing(`Secret with id ${id} does not exist.`);
    }
    this.#data.clientSecrets.delete(id);
  }

  #requireSecretManagement(caller: Caller, principal: ServicePrincipalRecord): void {
    if (!caller.isAdmin) throw denied(`${caller.name} may not manage secrets of ${principal.applicationId}.`);
  }

  /** Client credentials grant: an access token for an hour, or undefined when client id and secret do not match. */
  mint(clientId: string, clientSecret: string): { accessToken: string; expiresIn: number } | undefined {
    const principal = this.#principals.findByName(clientId);
    if (principal?.kind !== "servicePrincipal" || !principal.active) return undefined;
    const hash = hashOf(clientSecret);
    const known = [...this.#data.clientSecrets.values()].some(
      (secret) => secret.principalId === principal.id && secret.hash === hash && this.isLive(secret),
    );
    if (!known) return undefined;
    const issuedAt = Math.floor(this.#now() / 1000);
    const claims = {
      iss: `sandbox:${this.#data.identity.sandboxId}`,
      sub: principal.applicationId,
      client_id: principal.applicationId,
      pid: principal.id,
      scope: "all-apis",
      iat: issuedAt,
      exp: issuedAt + ACCESS_TOKEN_SECONDS,
    };
    const body = [{ alg: "HS256", typ: "JWT" }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return { accessToken: `${body}.${this.#signature(body)}`, expiresIn: ACCESS_TOKEN_SECONDS };
  }

  #subjectOfJwt(jwt: string): string | undefined {
    const [header = "", payload = "", signature = ""] = jwt.split(".");
    const expected = Buffer.from(this.#signature(`${header}.${payload}`));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as { pid: string; exp: number };
    return claims.exp * 1000 > this.#now() ? claims.pid : undefined;
  }

  #signature(body: string): string {
    return createHmac("sha256", this.#data.identity.signingKey).update(body).digest("base64url");
  }

  /** Everything a principal signed in with goes with it. */
  forgetPrincipal(id: string): void {
    for (const token of this.#data.accessTokens.values()) {
      if (token.principalId === id) this.#data.accessTokens.delete(token.id);
    }
    for (const secret of this.#data.clientSecrets.values()) {
      if (secret.principalId === id) this.#data.clientSecrets.delete(secret.id);
    }
  }
}
