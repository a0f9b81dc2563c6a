import { ApiError } from "../api-error";
import type { Resource } from "../engine/resource";
import { given, text } from "../engine/value";

/** A token without its value. */
export interface TokenInfo {
  token_id: string;
  /** Milliseconds since 1970. */
  creation_time?: number;
  /** Milliseconds since 1970; -1 for a token without an end. */
  expiry_time?: number;
  comment?: string;
}

/** Answer to the creation of a token of either kind. */
export interface IssuedToken {
  token_value: string;
  token_info: TokenInfo;
}

const TOKENS = "/api/2.0/token";

/** A personal access token of whoever the provider is signed in as. */
export const token: Resource = {
  async create({ client }, planned) {
    const body = given(planned, "lifetime_seconds", "comment");
    const { token_value, token_info } = await client.post<IssuedToken>(`${TOKENS}/create`, body);
    return { id: token_info.token_id, token_value };
  },

  async read({ client }, state) {
    const { token_infos = [] } = await client.get<{ token_infos?: TokenInfo[] }>(`${TOKENS}/list`);
    const info = token_infos.find(({ token_id }) => token_id === text(state, "id"));
    return info && !isExpired(info) ? { ...info } : undefined;
  },

  delete: ({ client }, state) => ignoringMissing(client.post(`${TOKENS}/delete`, { token_id: text(state, "id") })),
};

/** Whether a token's time is over. */
export function isExpired({ expiry_time = -1 }: TokenInfo): boolean {
  return expiry_time > 0 && Date.now() > expiry_time;
}

/** Taking away a credential that is gone already is fine, however the service says so. */
export async function ignoringMissing(request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** The token APIs say "does not exist" with more than one status. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 404 || error.message.includes("does not exist"));
}
