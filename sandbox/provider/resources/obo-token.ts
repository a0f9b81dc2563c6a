import { segment } from "../client";
import type { Resource } from "../engine/resource";
import { given, text } from "../engine/value";
import { ignoringMissing, isExpired, isGone, type IssuedToken } from "./token";

const MANAGEMENT = "/api/2.0/token-management";
const tokenPath = (id: string): string => `${MANAGEMENT}/tokens/${segment(id)}`;

/** A personal access token made by an administrator for a service principal. */
export const oboToken: Resource = {
  readsLiterally: true,

  async create({ client }, planned) {
    const body = given(planned, "application_id", "lifetime_seconds", "comment");
    const { token_value, token_info } = await client.post<IssuedToken>(`${MANAGEMENT}/on-behalf-of/tokens`, body);
    return { id: token_info.token_id, token_value };
  },

  async read({ client }, state) {
    const found = await client.get<IssuedToken>(tokenPath(text(state, "id"))).catch((error: unknown) => {
      if (isGone(error)) return undefined;
      throw error;
    });
    return found && !isExpired(found.token_info) ? { comment: found.token_info.comment ?? "" } : undefined;
  },

  delete: ({ client }, state) => ignoringMissing(client.delete(tokenPath(text(state, "id")))),
};
