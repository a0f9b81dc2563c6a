import { z } from "zod";
import { allPages } from "./http/pages";
import type { RestClient } from "./http/rest";
import { ServiceError } from "./http/service-error";

const pageSchema = z.object({
  secrets: z
    .array(z.object({ id: z.string(), create_time: z.string().optional(), expire_time: z.string().optional() }))
    .default([]),
  next_page_token: z.string().optional(),
});

/** An OAuth secret of a service principal, without its value. */
export interface FoundSecret {
  readonly id: string;
  /** Milliseconds since 1970; absent where the workspace does not say. */
  readonly createdAt?: number;
  /** Milliseconds since 1970; infinite where the workspace does not say. */
  readonly endsAt: number;
}

/**
 * The OAuth secrets of a service principal; none for one that is not there. For admins.
 *
 * @param principal numeric SCIM id
 * @see https://docs.databricks.com/api/workspace/serviceprincipalsecretsproxy/list
 */
export async function secretsOf(principal: string, rest: Pick<RestClient, "getAs">): Promise<FoundSecret[]> {
  const path = `/api/2.0/accounts/servicePrincipals/${principal}/credentials/secrets`;
  try {
    const pages = await allPages(rest, pageSchema, path);
    return pages
      .flatMap(({ secrets }) => secrets)
      .map(({ id, create_time: start, expire_time: end }) => ({
        id,
        ...(start !== undefined && { createdAt: Date.parse(start) }),
        endsAt: end === undefined ? Infinity : Date.parse(end),
      }));
  } catch (error) {
    if (error instanceof ServiceError && error.kind === "not-found") return [];
    throw error;
  }
}
