import { z } from "zod";
import { allPages } from "./http/pages";
import type { Reader, RestClient } from "./http/rest";
import { ServiceError } from "./http/service-error";
import { nextPage } from "./unity-catalog";

const tokenSchema = z
  .object({
    token_id: z.string(),
    comment: z.string().default(""),
    owner_id: z.coerce.string().optional(),
    creation_time: z.coerce.number().optional(),
    /** -1 = never. */
    expiry_time: z.coerce.number().default(-1),
  })
  .transform(({ token_id: id, comment, owner_id: owner, creation_time: createdAt, expiry_time: end }): TokenInfo => ({
    id,
    comment,
    ...(owner !== undefined && { owner }),
    ...(createdAt !== undefined && { createdAt }),
    endsAt: end < 0 ? Infinity : end,
  }));

/** A personal access token, without its value. */
export interface TokenInfo {
  readonly id: string;
  readonly comment: string;
  /** Numeric SCIM id of whom it signs in; absent where the service does not say. */
  readonly owner?: string;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
  /** Milliseconds since 1970; infinite for one that never ends. */
  readonly endsAt: number;
}

const pageSchema = z.object({ token_infos: z.array(tokenSchema).default([]), ...nextPage });

/** The caller's own tokens. @see https://docs.databricks.com/api/workspace/tokens/list */
export async function listOwnTokens(rest: Reader): Promise<TokenInfo[]> {
  return (await rest.getAs(pageSchema, "/api/2.0/token/list")).token_infos;
}

const TOKENS = "/api/2.0/token-management/tokens";

/** Everybody's tokens; for admins. @see https://docs.databricks.com/api/workspace/tokenmanagement/list */
export async function listTokens(rest: Reader): Promise<TokenInfo[]> {
  const pages = await allPages(rest, pageSchema, TOKENS);
  return pages.flatMap(({ token_infos }) => token_infos);
}

/** Revokes a token; one that is gone is well. For admins. @see https://docs.databricks.com/api/workspace/tokenmanagement/delete */
export async function deleteToken(rest: RestClient, id: string): Promise<void> {
  try {
    await rest.delete(`${TOKENS}/${encodeURIComponent(id)}`);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.kind !== "not-found") throw error;
  }
}
