import { z } from "zod";
import { allPages } from "./http/pages";
import type { RestClient } from "./http/rest";

const pageSchema = z.object({
  token_infos: z
    .array(
      z.object({
        token_id: z.string(),
        comment: z.string().optional(),
        /** Numeric SCIM id of whom it signs in. */
        owner_id: z.coerce.string().optional(),
        /** Milliseconds since 1970. */
        creation_time: z.coerce.number().optional(),
        /** Milliseconds since 1970; -1 = never. */
        expiry_time: z.coerce.number().default(-1),
      }),
    )
    .default([]),
  next_page_token: z.string().optional(),
});

/** A personal access token that this kit made, told by its comment `onramp:<integration>`. */
export interface KitToken {
  readonly id: string;
  readonly comment: string;
  readonly integration: string;
  /** Numeric SCIM id of the principal that it signs in; absent where the workspace does not say. */
  readonly owner?: string;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
  /** Milliseconds since 1970; infinite for one that never ends. */
  readonly endsAt: number;
}

/**
 * The tokens in the workspace whose comment is this kit's, whoever deployed them; for admins.
 *
 * @see https://docs.databricks.com/api/workspace/tokenmanagement/list
 */
export async function kitTokens(rest: Pick<RestClient, "getAs">): Promise<KitToken[]> {
  const pages = await allPages(rest, pageSchema, "/api/2.0/token-management/tokens");
  return pages
    .flatMap(({ token_infos }) => token_infos)
    .flatMap(({ token_id: id, comment = "", owner_id: owner, creation_time: createdAt, expiry_time: end }) => {
      const integration = /^onramp:(.+)$/.exec(comment)?.[1];
      return integration ? [{ id, comment, integration, owner, createdAt, endsAt: end < 0 ? Infinity : end }] : [];
    });
}
